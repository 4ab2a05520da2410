/* What Clp's C interface cannot do: end a run from outside, and survive a C++
   exception. Everything else uses Clp_C_Interface.h as it is. */
#ifndef POLYCLINIC_LP_CLP_H
#define POLYCLINIC_LP_CLP_H

#ifdef __cplusplus
extern "C" {
#else
#include "Clp_C_Interface.h"
#endif

/* lp_open returns an empty Clp_Simplex that minimises, prints nothing and
   obeys the stop flag of lp_run. */
void *lp_open(void);

/* lp_run solves from the present basis by the primal (primal != 0) or dual
   simplex method, for at most the given number of iterations, and returns
   Clp's status, or -2 after an exception. stop may be NULL; once *stop is not
   0 the run ends after the iteration in hand. It is not looked at after lp_run
   has returned. */
int lp_run(void *clp, int primal, int iterations, int *stop);

#ifdef __cplusplus
}
#endif
#endif

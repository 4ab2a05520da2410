//go:build cgo

// Clp's C interface prints once its messages are on and has no other hook that
// is called during a run; the event handler of the C++ interface is one.

#define CLP_EXTERN_C
#include "ClpEventHandler.hpp"
#include "ClpSimplex.hpp"
#include "ClpSolve.hpp"
#include "Clp_C_Interface.h"

#include "clp.h"

namespace {

// StopHandler ends a run once the flag behind the model's user pointer is up.
class StopHandler : public ClpEventHandler {
public:
  int event(Event which) override {
    if (which != endOfIteration && which != endOfFactorization)
      return -1; // go on
    const int *stop = static_cast<const int *>(model_->getUserPointer());
    return stop && __atomic_load_n(stop, __ATOMIC_RELAXED) ? 0 : -1;
  }
  ClpEventHandler *clone() const override { return new StopHandler(*this); }
};

} // namespace

void *lp_open(void) {
  Clp_Simplex *clp = Clp_newModel();
  StopHandler handler;
  clp->model_->passInEventHandler(&handler); // keeps a clone
  Clp_setLogLevel(clp, 0);
  Clp_setOptimizationDirection(clp, 1.0);
  return clp;
}

int lp_run(void *model, int primal, int iterations, int *stop) {
  Clp_Simplex *clp = static_cast<Clp_Simplex *>(model);
  int status;
  Clp_setUserPointer(clp, stop);
  Clp_setNumberIterations(clp, 0);
  Clp_setMaximumIterations(clp, iterations);
  try {
    if (primal)
      clp->model_->primal();
    else
      clp->model_->dual();
    status = clp->model_->status();
  } catch (...) {
    status = -2;
  }
  Clp_setUserPointer(clp, nullptr);
  return status;
}

// Package colgen solves the Dantzig–Wolfe relaxation of a facility problem by
// column generation: a column is an option at one step with a set of arcs. The
// master program lives in Clp; columns are priced by the exact knapsacks of
// package lagrange, so that every pricing round also gives a safe bound in whole
// numbers.
//
//	minimise  Σ cost·λ + Σ e·u + slacks
//	  customer i:  Σ columns with i + u_i + artificial_i = 1
//	  site j:      Σ columns of j ≤ 1
//	  side row r:  L ≤ Σ coefficients + slacks ≤ U
package colgen

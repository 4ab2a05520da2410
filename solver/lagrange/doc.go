// Package lagrange bounds a problem from below by dualising its assignment rows
// and its side rows, and solves what is left, a knapsack per option and step,
// exactly and in whole numbers: every bound that leaves the package is safe.
//
//	L(π, μ) = Constant + Σ_i π_i + Σ_r μ_r b_r
//	        + Σ_i min(0, e_i − μ·out_i − π_i)
//	        + Σ_j min(0, min over options and steps of
//	                 f_k − μ·step_k + knapsack(c_a − μ·arc_a − π_i))
//
// with b_r the lower limit of row r where μ_r > 0 and its upper limit where
// μ_r < 0. A priced row is a row whose |μ_r| may not exceed its price per unit.
// Multipliers are numerators over a power of two.
//
// The multipliers are moved by a deflected subgradient (Camerini, Fratta &
// Maffioli 1975) with Polyak steps (Held, Wolfe & Crowder 1974). Rows over
// left-out customers alone, where they are laminar, get their best multipliers
// for given π in closed form.
package lagrange

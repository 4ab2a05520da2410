// Package relax is the linear relaxation of a facility.Problem: the rows and
// columns of its integer program (facility.NewProgram, implied rows included)
// on solver/lp.
//
// The relaxation is solved in floating point; the bound that leaves the package
// is not: the row duals are rounded to whole numerators over a power of two and
// the dual function is evaluated exactly with them (see safeBound). Any duals
// give a valid bound, so an interrupted solve gives one too.
package relax

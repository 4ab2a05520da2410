// Package region splits a problem into the parts that only few rows couple: the
// connected components of its arcs, which for plans with own-area rules are the
// areas. Coupling rows are dualised; with their multipliers in the costs every
// region is a problem of its own, and the sum of the regions' bounds, with the
// rows' limits, bounds the whole.
package region

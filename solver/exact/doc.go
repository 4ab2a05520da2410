// Package exact solves small problems to optimality by branch and price: the
// Dantzig–Wolfe relaxation of package colgen at every node, or, where columns are too
// many, the compact formulation of package compact, branching on counts
// of open sites first (in all, then by mode), then on sites and options, then on
// assignments. Bounds are safe in whole numbers; nodes are explored best bound
// first, and solutions come from dives.
//
// Why in this order: rounding the number of open sites closes most of the gap of
// one area, and with the sites fixed little of it is left (solver/DECISIONS.md).
package exact

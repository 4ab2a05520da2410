// Package verify checks certificates. It trusts nothing but the definitions of
// package facility, computes in whole numbers, and rejects what does not fit
// into them. Read verify.go first; each file states the theorem it rests on:
//
//   - price.go: what a solution costs, and whether it is one;
//   - dual.go: the Lagrangean function bounds every solution from below;
//   - knapsack.go: its subproblem, solved or bounded from below;
//   - tree.go and cover.go: the leaves of a tree hold every solution;
//   - leaf.go: what a leaf claims;
//   - regions.go: regions that rows couple may be bounded one by one;
//   - numbers.go: sums and products that notice when they do not fit.
//
// Letters: i customer, j site, o option, k step, a arc, r row; π_i and μ_r are
// the multipliers of the assignment rows and of the side rows.
package verify

// Package verify checks certificates. It trusts nothing but the definitions of
// package facility, computes in whole numbers, and rejects what does not fit
// into them. Read it in this order; what a file rests on, it states as a theorem:
//
//   - verify.go: what a certificate claims, a solution and a bound;
//   - price.go: what a solution costs, and whether it is one;
//   - numbers.go: sums and products that notice when they do not fit;
//   - dual.go: the Lagrangean function bounds every solution from below;
//   - knapsack.go: its subproblem, solved or bounded from below;
//   - tree.go and cover.go: the leaves of a tree hold every solution;
//   - node.go and leaf.go: what a leaf permits, and what it claims;
//   - regions.go: regions that rows couple may be bounded one by one;
//   - states.go: and by how many sites each has of what the whole wants few of.
//
// Letters: i customer, j site, o option, k step, a arc, r row; π_i and μ_r are
// the multipliers of the assignment rows and of the side rows.
package verify

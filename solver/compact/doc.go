// Package compact solves the linear relaxation of the compact formulation, a variable
// per step and per arc, for problems whose options have one step, limited by demand
// alone. Rows that keep an arc below its option are added as they are violated.
//
// Its optimum is at most that of package colgen, whose columns know that customers are
// whole; but where a site has many customers columns are many and converge slowly, and
// this program is solved in a fraction of the time. Bounds are those of the Lagrangean
// oracle at its duals, which see whole customers, too.
//
// Indices: a arcs; k steps, which are options here; r rows; i customers.
package compact

// Package facility is the problem that the solver solves: the multi-mode
// single-source capacitated facility location problem with side rows.
//
// Customers have demands; sites can be opened in at most one mode, at one step
// of that mode. A (site, mode) pair is called an option. Sparse arcs lead from
// customers to options. Every customer uses exactly one arc of an open option,
// or is left out where that is allowed.
//
//	minimise  Constant + Σ steps + Σ arcs + Σ left out + Σ priced rows
//
// A step of an option costs a fixed sum and admits a range of total demand, of
// the number of customers (their counts), and at most some weight, a second
// resource that most problems lack. The step of an open option is not a
// decision: it is the cheapest that admits its customers, the first of equals.
//
// A tied arc belongs to a customer who lives at the site: if the option is
// open, that customer must use that arc.
//
// Side rows are linear over arcs, steps and left-out customers, with whole
// coefficients; a row is hard, or broken at a price per unit.
//
// Classic SSCFLP, p-median, capacitated p-median and generalised assignment are
// special cases. Index letters: i customer, j site, o option, k step, a arc,
// r row. All numbers are whole; Infinity stands for "no limit".
package facility

// Package solver solves multi-mode single-source capacitated facility location
// problems with side rows: a portfolio of heuristics, which find solutions, and
// relaxations, which prove how much better any other could be.
//
// Solve is the one entry. The portfolio works in rounds: every round hands a
// fixed list of tasks to the threads, each with its own share of work and its
// own random stream, and takes their results in at its end, in the order of the
// list. So with a work limit the outcome depends on the seed and not on the
// number of threads or their speed.
package solver

// Package bench is the command line of the benchmarks: one solves a public
// instance, run measures the suite beside other solvers, compare sets two
// result files against each other, report writes tables and plots, and pin
// writes the list of cases. It is a program of its own and a subcommand of
// polyclinic.
package bench

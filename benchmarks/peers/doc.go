// Package peers runs other solvers, by command line, on the integer program of
// a problem: the same file, limits and number of threads for each that is
// installed. What they know and when is read from their logs, line by line as
// it comes.
package peers

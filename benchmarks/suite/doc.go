// Package suite reads the public benchmark instances of facility location and
// its neighbours into facility.Problem, and lists those that are measured.
//
// Every family becomes the same kind of problem: one mode and one step per
// site, no lower limits, every customer served. A p-median has a row that fixes
// the number of open sites at p; an uncapacitated problem has steps without
// limit; in generalised assignment the agents are the sites, free to open, and
// each arc has its own demand.
//
// Problems are whole numbers. Where a file has decimals, or distances are roots,
// costs are multiplied by Instance.Scale, at most 10^4, and rounded to the
// nearest; digits are read as text, never through floating point. Quantities
// (demand, capacity) are scaled on their own and exactly.
//
// Index letters: i customer, j site, m sites, n customers, p sites to open.
package suite

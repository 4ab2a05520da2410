// Package interchange searches problems in which only the choice of open sites
// matters: every site has room for everybody, so each customer uses its cheapest
// arc to an open site, and the only rows count open sites. Uncapacitated facility
// location and the p-median are such problems.
//
// Sites are opened, closed and exchanged one for one. What an exchange saves is
// what opening saves, less what closing loses, plus a correction for customers
// whom both touch, so that the best partner of a site costs one pass over its
// arcs (Whitaker, INFOR 21, 1983; Resende and Werneck, J. Heuristics 10, 2004).
// Only sites near customers whose cheapest two have changed are looked at again.
// Local optima are shaken harder and harder until something better is found
// (Hansen and Mladenović, Location Science 5, 1997), and left for ones further off
// when nothing is.
package interchange

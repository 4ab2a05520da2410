// Package ejection searches problems in which customers are coupled by capacities
// alone: every site has one size and holds so much demand, everybody must be
// placed, and rows do no more than count open sites. Generalised assignment,
// capacitated medians and single-source capacitated location are such problems.
//
// Where the number of open sites is settled, customers move in chains: each takes the
// place of the next, up to seven of them. Where it is free, a customer moves to another
// open site, may push one of its customers on, to where it came from or to a third
// site, and may leave its room to somebody else. Sites are exchanged between these
// descents. Demand beyond a capacity is paid for at a price of the site's own, which
// rises where overload lasts and falls while there is none, so that the search stays
// near the border of what holds (Yagiura, Ibaraki and Glover, INFORMS J. Computing 16,
// 2004, and EJOR 169, 2006). Customers look at sites in the order of cost plus the
// worth of the capacity they take up there, from the relaxation in which capacities
// are priced.
//
// Indices: i, k customers; a, b arcs; o options, which are sites here.
package ejection

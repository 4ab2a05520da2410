// Package local improves a solution by simulated annealing in which size limits,
// lower limits, rows and customers out are soft at first and hard at the end.
//
// Moves over customers (shift, exchange, chain) cost constant time; moves over
// sites (close, open, swap, change of mode, rebuild of two to four neighbours)
// place the customers they set free where value is least, and settle the
// neighbourhood by a short descent before they are judged: what limits this
// family of problems is which sites are open in which mode, not who goes where.
//
// A cycle cools from a temperature at which a few per cent of moves are
// accepted, while the penalties grow; the next cycle is twice as long. All work
// is counted, and the same seed takes the same path.
//
// Source of the method: Kirkpatrick, Gelatt and Vecchi, Science 220 (1983);
// capacities as penalties: Cordeau, Gendreau and Laporte, Networks 30 (1997).
package local

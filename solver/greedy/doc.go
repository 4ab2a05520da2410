// Package greedy builds a first solution quickly: it opens the option that serves
// the demand still unserved at the least value per unit of demand, again and
// again, and then places the remaining customers where they harm least.
//
// The order is that of Jain, Mahdian and Saberi's greedy for facility location
// (STOC 2002, 10.1145/509907.510012), with steps, lower limits, tied customers
// and side rows priced by search.State. Keys in the heap are old values, looked
// at again when they come up (Minoux 1978), since serving others only makes an
// option worse.
package greedy

package suite

// readDiaz reads the tight instances of Delmaire, Díaz & Fernández, customers
// first:
//
//	n m
//	cost of customer i's whole demand at site j, customer by customer
//	demand                n times
//	fixed                 m times
//	capacity              m times
func readDiaz(t *text, _ Request) *layout {
	n, m := t.count("number of customers"), t.count("number of sites")
	if !t.dense(m, n) || !t.has(m*n+n+2*m, "the problem") {
		return nil
	}
	cost := t.decimals(m*n, "cost")
	demand := t.amounts(n, "demand")
	fixed := t.amounts(m, "fixed cost")
	capacity := t.amounts(m, "capacity")
	t.end()
	return t.capacitated(capacity, fixed, demand, cost)
}

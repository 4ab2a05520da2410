package suite

// readTbed1 reads the test bed of Avella & Boccia, whose costs are per unit of
// demand:
//
//	m n
//	demand                n times
//	capacity              m times
//	fixed                 m times
//	cost of a unit of customer i's demand at site j, site by site
func readTbed1(t *text, _ Request) *layout {
	m, n := t.count("number of sites"), t.count("number of customers")
	if !t.dense(m, n) || !t.has(2*m+n+m*n, "the problem") {
		return nil
	}
	demand := t.amounts(n, "demand")
	capacity := t.amounts(m, "capacity")
	fixed := t.amounts(m, "fixed cost")
	unit := t.decimals(m*n, "unit cost")
	t.end()
	cost := transposed(unit, m, n)
	for at := range cost {
		d := demand[at/m]
		product, ok := cost[at].times(d.digits)
		if ok {
			product, ok = decimal{product.digits, product.places + d.places}.normal()
		}
		if !ok {
			t.faultOfAll(numbered("unit cost", at, m*n), "times demand is too large", "a product of at most 15 digits")
		}
		cost[at] = product
	}
	return t.capacitated(capacity, fixed, demand, cost)
}

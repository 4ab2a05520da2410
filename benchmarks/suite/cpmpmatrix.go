package suite

// readCpmpMatrix reads Ceselli's capacitated p-medians given by a matrix:
//
//	n p
//	cost of customer i at site j, customer by customer
//	demand                n times
//	capacity              n times
func readCpmpMatrix(t *text, r Request) *layout {
	n := t.count("number of nodes")
	p := t.chosen(r, t.count("p"), n)
	if !t.dense(n, n) || !t.has(n*n+2*n, "the problem") {
		return nil
	}
	cost := t.decimals(n*n, "cost")
	demand := t.amounts(n, "demand")
	capacity := t.amounts(n, "capacity")
	t.end()
	l := t.capacitatedMedian(p, demand, capacity)
	l.places = placesOf(cost)
	l.cost = t.scaled(cost, l.places, "cost")
	return l
}

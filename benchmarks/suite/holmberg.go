package suite

// readHolmberg reads single-source capacitated location as Holmberg, Rönnqvist &
// Yuan (EJOR 113, 1999) laid it out; Yang, Gadegaard and OR-Library follow:
//
//	m n
//	capacity fixed        m times
//	demand                n times
//	cost of customer i's whole demand at site j, site by site
func readHolmberg(t *text, _ Request) *layout {
	m, n := t.count("number of sites"), t.count("number of customers")
	if !t.dense(m, n) || !t.has(2*m+n+m*n, "the problem") {
		return nil
	}
	capacity, fixed := make([]decimal, m), make([]decimal, m)
	for j, d := range t.amounts(2*m, "capacity and fixed cost") {
		if j%2 == 0 {
			capacity[j/2] = d
		} else {
			fixed[j/2] = d
		}
	}
	demand := t.amounts(n, "demand")
	cost := t.decimals(m*n, "cost")
	t.end()
	return t.capacitated(capacity, fixed, demand, transposed(cost, m, n))
}

// capacitated scales what the capacitated families read; cost is customer-major
// and of the whole demand.
func (t *text) capacitated(capacity, fixed, demand, cost []decimal) *layout {
	l := &layout{places: placesOf(fixed, cost)}
	l.demand, l.capacity = t.quantities(demand, capacity)
	l.fixed = t.scaled(fixed, l.places, "fixed cost")
	l.cost = t.scaled(cost, l.places, "cost")
	return l
}

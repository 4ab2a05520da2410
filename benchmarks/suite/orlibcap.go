package suite

// readOrlibCap reads uncapacitated location in the layout of OR-Library's cap
// files, as UflLib's folders M and ORLIB have it:
//
//	m n
//	capacity fixed        m times; the capacity is not used
//	demand, and the costs of the customer's whole demand at every site, n times
//
// Single-source problems on the same data come in Holmberg's layout, with their
// capacities.
func readOrlibCap(t *text, _ Request) *layout {
	m, n := t.count("number of sites"), t.count("number of customers")
	if !t.dense(m, n) || !t.has(2*m+n+m*n, "the problem") {
		return nil
	}
	fixed := make([]decimal, m)
	for j := range m {
		t.word() // a number, or the word capacity in files meant for any
		fixed[j] = t.amounts(1, "fixed cost")[0]
	}
	cost := make([]decimal, 0, m*n)
	for range n {
		t.amounts(1, "demand")
		cost = append(cost, t.decimals(m, "cost")...)
	}
	t.end()
	return t.uncapacitated(fixed, cost)
}

// uncapacitated scales what the uncapacitated families read; every customer has
// demand 1 and no site a limit.
func (t *text) uncapacitated(fixed, cost []decimal) *layout {
	l := &layout{places: placesOf(fixed, cost)}
	l.fixed = t.scaled(fixed, l.places, "fixed cost")
	l.cost = t.scaled(cost, l.places, "cost")
	l.capacity = repeated(len(fixed), noLimit)
	l.demand = repeated(len(cost)/len(fixed), 1)
	return l
}

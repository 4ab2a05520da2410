package suite

// readUfl reads uncapacitated location in UflLib's own layout; a file without
// its heading is read as OR-Library's.
//
//	FILE: name
//	m n 0
//	site fixed, and the costs of all customers, m times
func readUfl(t *text, r Request) *layout {
	if t.peek() != "FILE:" {
		return readOrlibCap(t, r)
	}
	t.skipLine()
	m, n := t.count("number of sites"), t.count("number of customers")
	t.whole(1, "third number of the heading", 0, 0)
	if !t.dense(m, n) || !t.has(m*(n+2), "the problem") {
		return nil
	}
	fixed := make([]decimal, m)
	cost := make([]decimal, 0, m*n)
	for j := range m {
		t.whole(1, "site number", int64(j+1), int64(j+1))
		fixed[j] = t.amounts(1, "fixed cost")[0]
		cost = append(cost, t.decimals(n, "cost")...)
	}
	t.end()
	return t.uncapacitated(fixed, transposed(cost, m, n))
}

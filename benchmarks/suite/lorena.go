package suite

// readLorena reads the capacitated p-medians of Lorena & Senne; distances are
// Euclidean and not rounded, so they are kept to 10^-4.
//
//	n p
//	x y capacity demand   n times
func readLorena(t *text, r Request) *layout {
	n := t.count("number of nodes")
	p := t.chosen(r, t.count("p"), n)
	if !t.dense(n, n) || !t.has(4*n, "the nodes") {
		return nil
	}
	xs, ys := make([]decimal, n), make([]decimal, n)
	capacity, demand := make([]decimal, n), make([]decimal, n)
	for i := range n {
		place := t.decimals(2, "coordinate")
		load := t.amounts(2, "capacity and demand")
		xs[i], ys[i], capacity[i], demand[i] = place[0], place[1], load[0], load[1]
	}
	t.end()
	l := t.capacitatedMedian(p, demand, capacity)
	l.places = maxPlaces
	points := t.points(xs, ys, floatExtent)
	l.cost = table(n, func(i, j int) int64 { return points.scaled(i, j, float64(pow10(maxPlaces))) })
	return l
}

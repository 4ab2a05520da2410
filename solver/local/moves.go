package local

// shift moves one customer to another open option, in or out.
func (w *walk) shift() {
	i := w.customer()
	if w.s.Pinned(i) {
		return
	}
	from := w.s.Arc(i)
	to := int32(-1)
	if from < 0 || !w.p.CanLeave[i] || w.rng.IntN(8) > 0 {
		to = w.openArc(i)
		if to < 0 {
			return
		}
	}
	if w.accepts(w.s.ShiftDelta(i, to)) {
		w.s.Shift(i, to)
	}
}

// customer draws a customer; now and then one of a broken option.
func (w *walk) customer() int32 {
	if o := w.brokenOption(); o >= 0 {
		if members := w.s.Members(o); len(members) > 0 {
			return members[w.rng.IntN(len(members))]
		}
	}
	return int32(w.rng.IntN(len(w.p.Demand)))
}

// brokenOption draws an option whose load no step admits, as often as attention
// says, or -1.
func (w *walk) brokenOption() int32 {
	if len(w.broken) == 0 || w.rng.Float64() >= w.attention {
		return -1
	}
	o := w.broken[w.rng.IntN(len(w.broken))]
	if !w.s.IsOpen(o) || w.s.SizePenalty(o) == 0 {
		return -1
	}
	return o
}

// findBroken lists the broken options anew.
func (w *walk) findBroken() {
	w.broken = w.broken[:0]
	if w.s.Feasible() {
		return
	}
	for _, j := range w.s.OpenSites() {
		if o := w.s.Option(j); w.s.SizePenalty(o) > 0 {
			w.broken = append(w.broken, o)
		}
	}
}

// openArc draws an arc to an open option other than the present arc: the first
// one from a random rank on, cheap ranks more often.
func (w *walk) openArc(i int32) int32 {
	first, last := w.p.Arcs(i)
	n := int(last - first)
	if n == 0 {
		return -1
	}
	rank := w.rank(n)
	at := w.s.Arc(i)
	tries := min(n, 24)
	for t := 0; t < tries; t++ {
		k := int(first) + rank
		if w.s.IsOpen(w.nearTo[k]) && w.near[k] != at {
			w.budget.Spend(int64(t))
			return w.near[k]
		}
		if rank++; rank == n {
			rank = 0
		}
	}
	w.budget.Spend(int64(tries))
	return -1
}

// exchange lets two customers of different options change places.
func (w *walk) exchange() {
	p, s := w.p, w.s
	i := w.customer()
	if s.Pinned(i) {
		return
	}
	toI := w.openArc(i)
	if toI < 0 {
		return
	}
	members := s.Members(p.ArcOption[toI])
	if len(members) == 0 {
		return
	}
	k := members[w.rng.IntN(len(members))]
	if k == i || s.Pinned(k) {
		return
	}
	from := s.Arc(i)
	if from < 0 {
		// The customer comes in from outside: the other one leaves.
		if p.CanLeave[k] && w.accepts(s.SwapDelta(k, -1, i, toI)) {
			s.Shift(k, -1)
			s.Shift(i, toI)
		}
		return
	}
	toK := s.ArcTo(k, p.ArcOption[from])
	if toK < 0 || p.ArcOption[toI] == p.ArcOption[from] {
		return
	}
	if w.accepts(s.ExchangeDelta(i, toI, k, toK)) {
		s.Shift(i, toI)
		s.Shift(k, toK)
	}
}

// chain moves a customer to an option and one of that option's on to a third,
// or out.
func (w *walk) chain() {
	p, s := w.p, w.s
	i := w.customer()
	if s.Pinned(i) {
		return
	}
	toI := w.openArc(i)
	if toI < 0 {
		return
	}
	members := s.Members(p.ArcOption[toI])
	if len(members) == 0 {
		return
	}
	k := members[w.rng.IntN(len(members))]
	if k == i || s.Pinned(k) {
		return
	}
	toK := w.openArc(k)
	if toK < 0 {
		return
	}
	if w.accepts(s.SwapDelta(i, toI, k, toK)) {
		s.Shift(i, toI)
		s.Shift(k, toK)
	}
}

// rank draws a rank below n, as often from every octave: 0, 1 to 2, 3 to 6, and so on.
func (w *walk) rank(n int) int {
	x := w.rng.Float64() * w.octave[n]
	whole := int(x)
	return min(n-1, int(float64(int(1)<<whole)*(1+x-float64(whole)))-1)
}

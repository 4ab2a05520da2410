package local

import "slices"

// attract moves customers to an option where that lowers the value.
func (w *walk) attract(o int32) {
	s, p := w.s, w.p
	arcs := p.ArcsOf(o)
	w.budget.Spend(int64(len(arcs)))
	start := 0
	if len(arcs) > 0 {
		start = w.rng.IntN(len(arcs))
	}
	for k := range arcs {
		a := arcs[(start+k)%len(arcs)]
		i := p.ArcCustomer[a]
		at := s.Arc(i)
		if at >= 0 && p.ArcCost[at] <= p.ArcCost[a] && s.SizePenalty(p.ArcOption[at]) == 0 {
			continue // nothing to gain but a step, which settling finds
		}
		if at != a && !s.Pinned(i) && s.ShiftDelta(i, a) < 0 {
			s.Shift(i, a)
		}
	}
}

// placeBank places the bank's customers where value is least, large ones first.
func (w *walk) placeBank() {
	p := w.p
	slices.SortFunc(w.bank, func(a, b int32) int {
		if p.Demand[a] != p.Demand[b] {
			return int(max(-1, min(1, p.Demand[b]-p.Demand[a])))
		}
		return int(a - b)
	})
	for _, i := range w.bank {
		if w.s.Arc(i) < 0 {
			w.placeBest(i)
		}
	}
}

// placeBest moves a customer to the arc where value is least among the cheapest
// few that lead to open options, or further ones where those do not help, and
// says whether that lowered the value.
func (w *walk) placeBest(i int32) bool {
	s, p := w.s, w.p
	first, last := p.Arcs(i)
	at := s.Arc(i)
	best, gain := at, int64(0)
	looked, seen := 0, 0
	for k := first; k < last; k++ {
		seen++
		a := w.near[k]
		if a == at || !s.IsOpen(w.nearTo[k]) {
			continue
		}
		looked++
		if d := s.ShiftDelta(i, a); d < gain {
			best, gain = a, d
		}
		if looked >= w.look && (best != at || at >= 0) {
			break
		}
	}
	w.budget.Spend(int64(seen + looked))
	if at >= 0 && p.CanLeave[i] {
		if d := s.ShiftDelta(i, -1); d < gain {
			best, gain = -1, d
		}
	}
	if best == at {
		return false
	}
	s.Shift(i, best)
	return true
}

// settle is a short descent over the customers moved since the mark: to a better
// option, or in exchange with one there.
func (w *walk) settle(mark int) {
	s := w.s
	w.moved = w.moved[:0]
	s.Changed(mark, func(i int32) { w.moved = append(w.moved, i) })
	slices.Sort(w.moved)
	w.moved = slices.Compact(w.moved)
	for range w.settlePasses {
		better := false
		for _, i := range w.moved {
			if s.Pinned(i) {
				continue
			}
			if w.placeBest(i) || w.exchangeBest(i) {
				better = true
			}
		}
		if !better {
			return
		}
	}
}

// exchangeBest tries to exchange a customer with those of one random option near
// it, and takes the best exchange that lowers the value.
func (w *walk) exchangeBest(i int32) bool {
	s, p := w.s, w.p
	from := s.Arc(i)
	to := w.openArc(i)
	if from < 0 || to < 0 || p.ArcOption[from] == p.ArcOption[to] {
		return false
	}
	best, bestArc, gain := int32(-1), int32(-1), int64(0)
	for _, k := range s.Members(p.ArcOption[to]) {
		if s.Pinned(k) {
			continue
		}
		w.budget.Spend(1)
		if back := s.ArcTo(k, p.ArcOption[from]); back >= 0 {
			if d := s.ExchangeDelta(i, to, k, back); d < gain {
				best, bestArc, gain = k, back, d
			}
		}
	}
	if best < 0 {
		return false
	}
	s.Shift(i, to)
	s.Shift(best, bestArc)
	return true
}

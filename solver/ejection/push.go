package ejection

// onto is how many open options somebody pushed out looks at.
const onto = 3

// step is a move of one customer, of one that it pushes on and of one that takes
// the room it leaves (-1: none), each with its arc.
type step struct {
	to              int32
	other, otherArc int32
	heir, heirArc   int32
	delta           float64
}

// improveByPush makes the best step of a customer, if it lowers the value.
func (s *state) improveByPush(i int32) bool {
	m := s.bestStep(i)
	if m.to < 0 {
		return false
	}
	from := s.option(i)
	s.move(i, m.to)
	if m.other >= 0 {
		s.move(m.other, m.otherArc)
		if o := s.option(m.other); o != from {
			s.touch(o)
		}
		s.await(m.other)
	}
	if m.heir >= 0 {
		o := s.option(m.heir)
		s.move(m.heir, m.heirArc)
		s.touch(o)
	}
	s.touch(from)
	s.touch(s.option(i))
	return true
}

// heir is somebody who could move to an option that somebody leaves.
type heir struct {
	i, arc, from int32
	delta        float64 // below 0
}

// findHeirs lists the best few customers to move to an option with a load, of
// different options.
func (s *state) findHeirs(o int32, load int64) {
	p := s.p
	s.heirs = s.heirs[:0]
	free := s.excess(o, load)
	for _, a := range s.callers[o] {
		i := p.ArcCustomer[a]
		b := s.arc[i]
		if b == a || s.held[i] {
			continue
		}
		from := p.ArcOption[b]
		d := float64(p.ArcCost[a]-p.ArcCost[b]) + s.excess(o, load+p.ArcDemand[a]) - free
		if n := len(s.heirs); d >= 0 && s.load[from] <= s.capacity[from] || n == cap(s.heirs) && d-s.excess(from, s.load[from]) >= s.heirs[n-1].delta {
			continue
		}
		d += s.excess(from, s.load[from]-p.ArcDemand[b]) - s.excess(from, s.load[from])
		if d >= 0 {
			continue
		}
		s.inherit(heir{i, a, from, d})
	}
	s.budget.Spend(int64(len(s.callers[o])))
}

// inherit keeps the list sorted, with the best of each option.
func (s *state) inherit(h heir) {
	at := len(s.heirs)
	for k, other := range s.heirs {
		if other.from == h.from {
			if other.delta <= h.delta {
				return
			}
			s.heirs = append(s.heirs[:k], s.heirs[k+1:]...)
			at--
			break
		}
	}
	if at == cap(s.heirs) {
		if s.heirs[at-1].delta <= h.delta {
			return
		}
		at--
		s.heirs = s.heirs[:at]
	}
	s.heirs = append(s.heirs, h)
	for ; at > 0 && s.heirs[at-1].delta > h.delta; at-- {
		s.heirs[at], s.heirs[at-1] = s.heirs[at-1], s.heirs[at]
	}
}

// heirFor is the best heir who comes from neither of two options, its index or -1,
// and what it brings.
func (s *state) heirFor(a, b int32) (int, float64) {
	for k := range s.heirs {
		if h := &s.heirs[k]; h.from != a && h.from != b {
			return k, h.delta
		}
	}
	return -1, 0
}

// bestStep finds the step; to is -1 if none lowers the value.
func (s *state) bestStep(i int32) step {
	p := s.p
	at := s.arc[i]
	from := p.ArcOption[at]
	left := s.load[from] - p.ArcDemand[at]
	freed := s.excess(from, left) - s.excess(from, s.load[from]) - float64(p.ArcCost[at])
	s.findHeirs(from, left)
	m := step{to: -1, other: -1, heir: -1, delta: -1e-6}
	better := func(to, other, otherArc int32, k int, delta float64) {
		m = step{to, other, otherArc, -1, -1, delta}
		if k >= 0 {
			m.heir, m.heirArc = s.heirs[k].i, s.heirs[k].arc
		}
	}
	work := int64(0)
	for seen, a := range s.options(i) {
		o := p.ArcOption[a]
		work++
		if o == from {
			continue
		}
		base := freed + float64(p.ArcCost[a])
		was := s.excess(o, s.load[o])
		load := s.load[o] + p.ArcDemand[a]
		h, gain := s.heirFor(o, o)
		if d := base + s.excess(o, load) - was + gain; d < m.delta {
			better(a, -1, -1, h, d)
		}
		if seen >= push {
			continue
		}
		for _, other := range s.members[o] {
			work++
			b := s.arc[other]
			part := base + s.excess(o, load-p.ArcDemand[b]) - was - float64(p.ArcCost[b])
			if part+float64(s.cheapest[other])+gain >= m.delta || s.held[other] {
				continue
			}
			if c := s.find(other, from); c >= 0 {
				if d := part + float64(p.ArcCost[c]) + s.excess(from, left+p.ArcDemand[c]) - s.excess(from, left); d < m.delta {
					better(a, other, c, -1, d)
				}
			}
			tried := 0
			for _, c := range s.options(other) {
				if tried == onto {
					break
				}
				to := p.ArcOption[c]
				work++
				if to == o || to == from {
					continue
				}
				tried++
				d := part + float64(p.ArcCost[c])
				if d+gain >= m.delta {
					continue
				}
				d += s.excess(to, s.load[to]+p.ArcDemand[c]) - s.excess(to, s.load[to])
				h, more := s.heirFor(o, to)
				if d += more; d < m.delta {
					better(a, other, c, h, d)
				}
			}
		}
	}
	s.budget.Spend(work)
	return m
}

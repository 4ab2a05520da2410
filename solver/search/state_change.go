package search

import "polyclinic/solver/facility"

// ShiftDelta is how much Value changes if a customer moves to an arc of an open
// option, or out (-1).
func (s *State) ShiftDelta(customer, to int32) int64 {
	p := s.p
	from := s.arc[customer]
	if from == to {
		return 0
	}
	var delta int64
	oFrom, oTo := int32(-1), int32(-1)
	if from >= 0 {
		oFrom = p.ArcOption[from]
		delta -= p.ArcCost[from]
	} else {
		delta -= p.OutCost[customer] + s.onceWeight[customer]
	}
	if to >= 0 {
		oTo = p.ArcOption[to]
		delta += p.ArcCost[to]
	} else {
		delta += p.OutCost[customer] + s.onceWeight[customer]
	}
	rows := len(p.Rows) > 0
	if oFrom == oTo {
		l := s.plus(s.minus(s.load[oFrom], customer, from), customer, to)
		delta += s.fitDelta(oFrom, l)
	} else {
		if oFrom >= 0 {
			delta += s.fitDelta(oFrom, s.minus(s.load[oFrom], customer, from))
		}
		if oTo >= 0 {
			delta += s.fitDelta(oTo, s.plus(s.load[oTo], customer, to))
		}
	}
	if rows {
		s.touch(s.customerTerms(customer, from), -1)
		s.touch(s.customerTerms(customer, to), 1)
		delta += s.rowsDelta()
	}
	if s.tiedStart != nil {
		delta += s.tiedDelta(customer, from, to)
	}
	return delta
}

// SwapDelta is how much Value changes if two customers move at once, to arcs of
// open options or out.
func (s *State) SwapDelta(i, toI, k, toK int32) int64 {
	mark := s.Mark()
	before := s.value
	s.Shift(i, toI)
	s.Shift(k, toK)
	delta := s.value - before
	s.UndoTo(mark)
	return delta
}

// ExchangeDelta is SwapDelta where i takes an arc to the option that k uses, and
// k one to the option that i uses.
func (s *State) ExchangeDelta(i, toI, k, toK int32) int64 {
	p := s.p
	fromI, fromK := s.arc[i], s.arc[k]
	oI, oK := p.ArcOption[fromI], p.ArcOption[fromK]
	delta := p.ArcCost[toI] + p.ArcCost[toK] - p.ArcCost[fromI] - p.ArcCost[fromK]
	delta += s.fitDelta(oI, s.plus(s.minus(s.load[oI], i, fromI), k, toK))
	delta += s.fitDelta(oK, s.plus(s.minus(s.load[oK], k, fromK), i, toI))
	if len(p.Rows) > 0 {
		s.touch(p.ArcTerms.Of(fromI), -1)
		s.touch(p.ArcTerms.Of(fromK), -1)
		s.touch(p.ArcTerms.Of(toI), 1)
		s.touch(p.ArcTerms.Of(toK), 1)
		delta += s.rowsDelta()
	}
	if s.tiedStart != nil {
		delta += s.tiedDelta(i, fromI, toI) + s.tiedDelta(k, fromK, toK)
	}
	return delta
}

// Shift moves a customer to an arc of an open option, or out (-1).
func (s *State) Shift(customer, to int32) {
	if from := s.arc[customer]; from != to {
		s.journal = append(s.journal, change{customer, from})
		s.setArc(customer, to)
	}
}

// SetOption opens a site in one of its options, or closes it (-1). Its present
// option must have no customers.
func (s *State) SetOption(site, o int32) {
	if was := s.option[site]; was != o {
		s.journal = append(s.journal, change{^site, was})
		s.setOption(site, o)
	}
}

// Mark is a point to which UndoTo can return.
func (s *State) Mark() int { return len(s.journal) }

// UndoTo takes back every change since the mark.
func (s *State) UndoTo(mark int) {
	for k := len(s.journal) - 1; k >= mark; k-- {
		c := s.journal[k]
		if c.index >= 0 {
			s.setArc(c.index, c.was)
		} else {
			s.setOption(^c.index, c.was)
		}
	}
	s.journal = s.journal[:mark]
}

// SolutionAt is the solution to which UndoTo(mark) would return.
func (s *State) SolutionAt(mark int) facility.Solution {
	sol := s.Solution()
	for k := len(s.journal) - 1; k >= mark; k-- {
		if c := s.journal[k]; c.index >= 0 {
			sol.Arc[c.index] = c.was
		} else {
			sol.Option[^c.index] = c.was
		}
	}
	return sol
}

// Commit forgets the journal: earlier marks are void.
func (s *State) Commit() { s.journal = s.journal[:0] }

// Changed calls f with every customer moved since the mark, repeats included.
func (s *State) Changed(mark int, f func(customer int32)) {
	for _, c := range s.journal[mark:] {
		if c.index >= 0 {
			f(c.index)
		}
	}
}

func (s *State) setArc(i, to int32) {
	p := s.p
	from := s.arc[i]
	if from == to {
		return
	}
	if s.tiedStart != nil {
		d := s.tiedDelta(i, from, to)
		s.value += d
		s.penalty += d
	}
	oFrom, oTo := int32(-1), int32(-1)
	if from >= 0 {
		oFrom = p.ArcOption[from]
		s.value -= p.ArcCost[from]
		s.load[oFrom] = s.minus(s.load[oFrom], i, from)
		remove(&s.members[oFrom], s.place, i)
	} else {
		s.value -= p.OutCost[i] + s.onceWeight[i]
		s.penalty -= s.onceWeight[i]
		remove(&s.outs, s.place, i)
	}
	if to >= 0 {
		oTo = p.ArcOption[to]
		s.value += p.ArcCost[to]
		s.load[oTo] = s.plus(s.load[oTo], i, to)
		insert(&s.members[oTo], s.place, i)
	} else {
		s.value += p.OutCost[i] + s.onceWeight[i]
		s.penalty += s.onceWeight[i]
		insert(&s.outs, s.place, i)
	}
	s.arc[i] = to
	if len(p.Rows) > 0 {
		s.touch(s.customerTerms(i, from), -1)
		s.touch(s.customerTerms(i, to), 1)
		s.rowsApply()
	}
	if oFrom >= 0 {
		s.refit(oFrom, s.fitOf(oFrom, s.load[oFrom]))
	}
	if oTo >= 0 && oTo != oFrom {
		s.refit(oTo, s.fitOf(oTo, s.load[oTo]))
	}
}

func (s *State) setOption(j, o int32) {
	p := s.p
	was := s.option[j]
	if was == o {
		return
	}
	if was >= 0 {
		if len(s.members[was]) > 0 {
			panic("search: an option with customers is closed")
		}
		f := s.fit[was]
		s.value -= f.cost + f.penalty
		s.penalty -= f.penalty
		s.touch(p.StepTerms.Of(f.step), -1)
		s.missing(was, -1)
		s.isOpen[was] = false
	}
	s.option[j] = o
	if o >= 0 {
		s.isOpen[o] = true
		f := s.fitOf(o, s.load[o])
		s.fit[o] = f
		s.value += f.cost + f.penalty
		s.penalty += f.penalty
		s.touch(p.StepTerms.Of(f.step), 1)
		s.missing(o, 1)
	}
	s.rowsApply()
	switch {
	case was < 0:
		insert(&s.open, s.spot, j)
	case o < 0:
		remove(&s.open, s.spot, j)
	}
}

// refit puts an open option at another step.
func (s *State) refit(o int32, f fit) {
	was := s.fit[o]
	s.fit[o] = f
	s.value += f.cost + f.penalty - was.cost - was.penalty
	s.penalty += f.penalty - was.penalty
	if f.step != was.step {
		s.touch(s.p.StepTerms.Of(was.step), -1)
		s.touch(s.p.StepTerms.Of(f.step), 1)
		s.rowsApply()
	}
}

// fitDelta is the change of step cost and size penalty at a new load; the rows
// of a changed step are touched.
func (s *State) fitDelta(o int32, l facility.Load) int64 {
	f, was := s.fitOf(o, l), &s.fit[o]
	if f.step != was.step && s.p.StepTerms.Start != nil {
		s.touch(s.p.StepTerms.Of(was.step), -1)
		s.touch(s.p.StepTerms.Of(f.step), 1)
	}
	return f.cost + f.penalty - was.cost - was.penalty
}

func (s *State) minus(l facility.Load, i, a int32) facility.Load {
	return facility.Load{Demand: l.Demand - s.p.ArcDemand[a], Count: l.Count - s.p.Count[i], Weight: l.Weight - s.p.Weight(a)}
}

func (s *State) plus(l facility.Load, i, a int32) facility.Load {
	return facility.Load{Demand: l.Demand + s.p.ArcDemand[a], Count: l.Count + s.p.Count[i], Weight: l.Weight + s.p.Weight(a)}
}

func (s *State) customerTerms(i, a int32) []facility.Term {
	if a < 0 {
		return s.p.OutTerms.Of(i)
	}
	return s.p.ArcTerms.Of(a)
}

// touch collects changes of rows, until rowsDelta or rowsApply.
func (s *State) touch(terms []facility.Term, sign int64) {
	for _, t := range terms {
		if s.rowDelta[t.Index] == 0 {
			s.touched = append(s.touched, t.Index)
		}
		s.rowDelta[t.Index] += sign * t.Coef
	}
}

// rowsDelta prices the collected changes and forgets them. A row may be listed
// twice; its change counts once.
func (s *State) rowsDelta() int64 {
	var delta int64
	for _, r := range s.touched {
		if d := s.rowDelta[r]; d != 0 {
			s.rowDelta[r] = 0
			before, _ := s.rowValue(r, s.act[r])
			after, _ := s.rowValue(r, s.act[r]+d)
			delta += after - before
		}
	}
	s.touched = s.touched[:0]
	return delta
}

func (s *State) rowsApply() {
	for _, r := range s.touched {
		if d := s.rowDelta[r]; d != 0 {
			s.rowDelta[r] = 0
			v, pen := s.rowValue(r, s.act[r])
			s.act[r] += d
			v2, pen2 := s.rowValue(r, s.act[r])
			s.value += v2 - v
			s.penalty += pen2 - pen
		}
	}
	s.touched = s.touched[:0]
}

// tiedDelta is the change of the penalty of customers missing where they live.
func (s *State) tiedDelta(i, from, to int32) int64 {
	var delta int64
	for _, t := range s.TiedArcs(i) {
		if !s.IsOpen(s.p.ArcOption[t]) {
			continue
		}
		if from == t {
			delta += s.tiedWeight
		}
		if to == t {
			delta -= s.tiedWeight
		}
	}
	return delta
}

// missing adds or takes the penalty of an option's absent tied customers.
func (s *State) missing(o int32, sign int64) {
	for _, a := range s.TiedTo(o) {
		if s.arc[s.p.ArcCustomer[a]] != a {
			s.value += sign * s.tiedWeight
			s.penalty += sign * s.tiedWeight
		}
	}
}

func insert(list *[]int32, place []int32, x int32) {
	place[x] = int32(len(*list))
	*list = append(*list, x)
}

func remove(list *[]int32, place []int32, x int32) {
	l := *list
	last := l[len(l)-1]
	l[place[x]] = last
	place[last] = place[x]
	*list = l[:len(l)-1]
}

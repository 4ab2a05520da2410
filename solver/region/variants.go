package region

import "polyclinic/solver/facility"

// Variants adds to a pool what its best solutions become when one customer is
// left out who was placed, or placed where it costs least who was left out:
// small change for the exchanges between regions.
func (l *Pool) Variants(best int) {
	seeds := append([]Choice(nil), l.Choices[:min(best, len(l.Choices))]...)
	for _, c := range seeds {
		for i := range c.Solution.Arc {
			if v, ok := l.part.turn(c.Solution, int32(i)); ok {
				l.Add(v)
			}
		}
	}
}

// turn leaves a placed customer out, or places one that is left out.
func (q *Part) turn(s facility.Solution, i int32) (facility.Solution, bool) {
	p := q.Problem
	v := facility.Solution{Arc: append([]int32(nil), s.Arc...), Option: s.Option}
	if s.Arc[i] >= 0 {
		if !p.CanLeave[i] {
			return v, false
		}
		v.Arc[i] = -1
		return v, len(facility.Check(p, v)) == 0
	}
	best, found := int64(0), int32(-1)
	first, last := p.Arcs(i)
	for a := first; a < last; a++ {
		if s.Option[p.OptionSite[p.ArcOption[a]]] != p.ArcOption[a] {
			continue
		}
		v.Arc[i] = a
		if len(facility.Check(p, v)) > 0 {
			continue
		}
		if cost := facility.Cost(p, v); found < 0 || cost < best {
			best, found = cost, a
		}
	}
	v.Arc[i] = found
	return v, found >= 0
}

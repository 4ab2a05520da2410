package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
)

// leaveSite is how the search sees leaving customers out: where one row limits
// it, as a site of that capacity (facility.WithLeaveSite).
type leaveSite struct {
	row  int32 // of the problem given; -1: there is no such site
	site int32
	arcs []int32 // [arc] of the problem given, -1 for leaving
}

// newLeaveSite makes the site for a row that limits leaving, if there is one.
func newLeaveSite(given *facility.Problem, row int32) (leaveSite, *facility.Problem) {
	l := leaveSite{row: row, site: -1}
	if l.row < 0 {
		return l, given
	}
	p, arcs := given.WithLeaveSite(l.row)
	l.arcs, l.site = arcs, int32(p.NumSites()-1)
	return l, p
}

// is says whether a site is the one for leaving.
func (l *leaveSite) is(site int32) bool { return site == l.site }

// back turns a solution with the site into one of the problem given.
func (l *leaveSite) back(s facility.Solution) facility.Solution {
	if l.row < 0 {
		return s
	}
	s.Option = s.Option[:l.site]
	for i, a := range s.Arc {
		if a >= 0 {
			s.Arc[i] = l.arcs[a]
		}
	}
	return s
}

// multipliers turns some of the problem given into some of q. The limit on
// leaving has none: it is part of a knapsack now.
func (l *leaveSite) multipliers(m *certificate.Multipliers, q *facility.Problem, o *lagrange.Oracle) *certificate.Multipliers {
	out := m.Rescale(o.Shift)
	out.Row = append(out.Row, make([]int64, len(q.Rows)-len(out.Row))...)
	o.Clamp(out)
	return out
}

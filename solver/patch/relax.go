package patch

import (
	"slices"

	"polyclinic/solver/facility"
)

// Relaxed is a Relaxation, with the numbers that its parts have in the whole.
type Relaxed struct {
	Problem                        *facility.Problem
	Customers, Arcs, Options, Rows []int32
}

// Relaxation is what a problem asks of some of its customers (ascending), as if
// the sites that they may reach were theirs alone: without the others' loads,
// without the lower limits that others could fill, and with the hard rows that
// count nothing else. Where it has no solution, the whole has none.
func Relaxation(p *facility.Problem, customers []int32) *Relaxed {
	g := Region{Customers: customers}
	for _, i := range customers {
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			g.Sites = append(g.Sites, p.OptionSite[p.ArcOption[a]])
		}
	}
	slices.Sort(g.Sites)
	g.Sites = slices.Compact(g.Sites)
	m := newMaker(p, facility.NewSolution(p))
	m.relaxed = true
	q, d := m.draft(g)
	out := &Relaxed{Customers: customers, Arcs: q.arc, Options: q.option}
	for k, r := range d.rows {
		row, part := p.Rows[r], &d.part[k]
		if row.Price == 0 && len(row.Arcs) == len(part.Arcs) && len(row.Steps) == len(part.Steps) && len(row.Outs) == len(part.Outs) {
			row.Arcs, row.Steps, row.Outs = part.Arcs, part.Steps, part.Outs
			d.b.AddRow(row)
			out.Rows = append(out.Rows, r)
		}
	}
	out.Problem = d.b.Build()
	return out
}

// steps are an option's sizes, without lower limits in a relaxation where others
// than the patch's customers could come.
func (m *maker) steps(o int32) []facility.Step {
	steps := m.p.StepsOf(o)
	if !m.relaxed || !slices.ContainsFunc(m.p.ArcsOf(o), func(a int32) bool { return m.customer[m.p.ArcCustomer[a]] < 0 }) {
		return steps
	}
	steps = slices.Clone(steps)
	for k := range steps {
		steps[k].MinDemand, steps[k].MinCount = 0, 0
	}
	return steps
}

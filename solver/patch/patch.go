package patch

import (
	"polyclinic/solver/facility"
)

// Patch is a region as a problem of its own. Its numbers map back to the whole.
type Patch struct {
	Problem *facility.Problem
	Inside  facility.Solution // the part of the whole's solution, feasible if that is

	region Region
	option []int32 // [option of the patch] in the whole
	arc    []int32 // [arc of the patch] in the whole
}

// All makes the patches of a solution of the whole. Where that breaks a row, the
// patch with most of it makes amends.
func All(p *facility.Problem, s facility.Solution, regions []Region) []*Patch {
	m := newMaker(p, s)
	out := make([]*Patch, len(regions))
	drafts := make([]*draft, len(regions))
	for k, g := range regions {
		out[k], drafts[k] = m.draft(g)
		for x, r := range drafts[k].rows {
			m.sharers[r]++
			if n := drafts[k].terms(x); n > m.most[r] {
				m.most[r], m.owner[r] = n, k
			}
		}
	}
	for k := range out {
		m.rows(drafts[k], k)
		out[k].Problem = drafts[k].b.Build()
	}
	return out
}

func newMaker(p *facility.Problem, s facility.Solution) *maker {
	return &maker{p: p, s: s, loads: facility.Loads(p, s), acts: facility.Activities(p, s),
		number: fill(p.NumOptions()), customer: fill(p.NumCustomers()), row: fill(len(p.Rows)), sharers: make([]int64, len(p.Rows)),
		most: make([]int, len(p.Rows)), owner: make([]int, len(p.Rows))}
}

// maker is what the patches of one solution have in common.
type maker struct {
	p       *facility.Problem
	s       facility.Solution
	loads   []facility.Load
	acts    []int64 // [row]
	sharers []int64 // [row] how many patches it touches
	most    []int   // [row] terms in the patch with most of them
	owner   []int   // [row] that patch

	relaxed bool // a Relaxation

	number   []int32 // [option] scratch: its number in the patch, -1
	customer []int32 // [customer] scratch: its number in the patch, -1
	row      []int32 // [row] scratch: its place among the patch's rows, -1
}

// draft is a patch in the making; its rows are found on the way.
type draft struct {
	b    *facility.Builder
	rows []int32        // in the whole
	part []facility.Row // their terms in the patch
	acts []int64        // their activity within the patch
}

func (m *maker) draft(g Region) (*Patch, *draft) {
	p := m.p
	q := &Patch{region: g}
	d := &draft{b: facility.NewBuilder(p.Name)}
	for k, i := range g.Customers {
		d.b.AddCustomer("", p.Demand[i], p.Count[i], p.CanLeave[i], p.OutCost[i])
		m.customer[i] = int32(k)
		m.enter(d, p.OutTerms.Of(i), int32(k), m.s.Arc[i] < 0, outs)
	}
	q.Inside.Option = fill(len(g.Sites))
	steps := int32(0)
	for k, j := range g.Sites {
		d.b.AddSite("")
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			if !m.canOpen(o) {
				continue
			}
			m.number[o] = d.b.AddOption(p.OptionMode[o], m.steps(o)...)
			q.option = append(q.option, o)
			inForce := int32(-1)
			if m.s.Option[j] == o {
				q.Inside.Option[k] = m.number[o]
				inForce = p.CheapestStep(o, m.loads[o])
			}
			for t := p.StepStart[o]; t < p.StepStart[o+1]; t++ {
				m.enter(d, p.StepTerms.Of(t), steps, t == inForce, sizes)
				steps++
			}
		}
	}
	q.Inside.Arc = fill(len(g.Customers))
	for k, i := range g.Customers {
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			o := m.number[p.ArcOption[a]]
			if o < 0 {
				continue
			}
			x := d.b.AddArc(facility.Arc{Customer: int32(k), Option: o, Cost: p.ArcCost[a], Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
			q.arc = append(q.arc, a)
			if m.s.Arc[i] == a {
				q.Inside.Arc[k] = x
			}
			m.enter(d, p.ArcTerms.Of(a), x, m.s.Arc[i] == a, arcs)
		}
	}
	m.forget(q, d)
	return q, d
}

// canOpen says whether everyone who lives at an option is in the patch.
func (m *maker) canOpen(o int32) bool {
	if m.p.ArcTied == nil || m.relaxed {
		return true
	}
	for _, a := range m.p.ArcsOf(o) {
		if m.p.ArcTied[a] && m.customer[m.p.ArcCustomer[a]] < 0 {
			return false
		}
	}
	return true
}

func (m *maker) forget(q *Patch, d *draft) {
	for _, o := range q.option {
		m.number[o] = -1
	}
	for _, i := range q.region.Customers {
		m.customer[i] = -1
	}
	for _, r := range d.rows {
		m.row[r] = -1
	}
}

// The three lists of terms of a row.
func arcs(r *facility.Row) *[]facility.Term  { return &r.Arcs }
func sizes(r *facility.Row) *[]facility.Term { return &r.Steps }
func outs(r *facility.Row) *[]facility.Term  { return &r.Outs }

// enter adds one thing's terms to the patch's rows, as number index of a list.
func (m *maker) enter(d *draft, terms []facility.Term, index int32, chosen bool, list func(*facility.Row) *[]facility.Term) {
	for _, t := range terms {
		at := m.row[t.Index]
		if at < 0 {
			at = int32(len(d.rows))
			m.row[t.Index] = at
			d.rows = append(d.rows, t.Index)
			d.part = append(d.part, facility.Row{})
			d.acts = append(d.acts, 0)
		}
		to := list(&d.part[at])
		*to = append(*to, facility.Term{Index: index, Coef: t.Coef})
		if chosen {
			d.acts[at] += t.Coef
		}
	}
}

// rows gives the patch's rows their limits: what the patch uses now and, of hard
// rows, its share of what is left; priced rows all of it.
func (m *maker) rows(d *draft, number int) {
	for k, r := range d.rows {
		whole := &m.p.Rows[r]
		row := d.part[k]
		row.Name, row.Lower, row.Upper, row.Price, row.Unit = whole.Name, whole.Lower, whole.Upper, whole.Price, whole.Unit
		share := func(left int64) int64 {
			switch {
			case whole.Price > 0 || left < 0 && m.owner[r] == number:
				return left
			case left < 0:
				return 0
			}
			return left / m.sharers[r]
		}
		if row.Upper < facility.Infinity {
			row.Upper = d.acts[k] + share(whole.Upper-m.acts[r])
		}
		if row.Lower > -facility.Infinity {
			row.Lower = d.acts[k] - share(m.acts[r]-whole.Lower)
		}
		d.b.AddRow(row)
	}
}

// terms is how many terms of a row are in the patch.
func (d *draft) terms(k int) int {
	return len(d.part[k].Arcs) + len(d.part[k].Steps) + len(d.part[k].Outs)
}

// Lift writes a solution of the patch into a solution of the whole.
func (q *Patch) Lift(part, whole facility.Solution) {
	for k, i := range q.region.Customers {
		whole.Arc[i] = -1
		if a := part.Arc[k]; a >= 0 {
			whole.Arc[i] = q.arc[a]
		}
	}
	for k, j := range q.region.Sites {
		whole.Option[j] = -1
		if o := part.Option[k]; o >= 0 {
			whole.Option[j] = q.option[o]
		}
	}
}

// Options lists, by option of the patch, its number in the whole.
func (q *Patch) Options() []int32 { return q.option }

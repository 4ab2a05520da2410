package region

import (
	"slices"

	"polyclinic/solver/facility"
)

// Part is a region in one state as a problem of its own: its costs are those of
// the whole, stretched by 2^Shift, less the coupling rows' multipliers; the
// counted rows are its last ones, with the limits of the state. Its numbers map
// back to the whole, and are the same in every state.
type Part struct {
	Problem *facility.Problem
	Shift   uint

	mu     []int64 // [row of the whole] the multipliers it was made with
	split  *Split
	region *Region
	option []int32 // [option of the part] in the whole
	arc    []int32 // [arc of the part] in the whole
}

// Part makes a region's problem at coupling multipliers mu ([row of the whole],
// numerators over 2^shift; rows that do not couple are ignored, those of counted
// rows are 0).
func (s *Split) Part(k, state int, mu []int64, shift uint) *Part {
	p, g := s.Problem, &s.Regions[k]
	q := &Part{Shift: shift, mu: slices.Clone(mu), split: s, region: g}
	coupling := make([]bool, len(p.Rows))
	for _, r := range s.Coupling {
		coupling[r] = true
	}
	priced := func(cost int64, terms []facility.Term) int64 {
		cost <<= shift
		for _, t := range terms {
			if coupling[t.Index] {
				cost -= mu[t.Index] * t.Coef
			}
		}
		return cost
	}
	b := facility.NewBuilder(p.Name)
	for _, i := range g.Customers {
		b.AddCustomer(name(p.Names.Customers, i), p.Demand[i], p.Count[i], p.CanLeave[i], priced(p.OutCost[i], p.OutTerms.Of(i)))
	}
	optionOf := make(map[int32]int32)
	stepOf := make(map[int32]int32)
	steps := int32(0)
	for _, j := range g.Sites {
		b.AddSite(name(p.Names.Sites, j))
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			var list []facility.Step
			for i := p.StepStart[o]; i < p.StepStart[o+1]; i++ {
				step := p.Steps[i]
				step.Cost = priced(step.Cost, p.StepTerms.Of(i))
				list = append(list, step)
				stepOf[i] = steps
				steps++
			}
			optionOf[o] = b.AddOption(p.OptionMode[o], list...)
			q.option = append(q.option, o)
		}
	}
	arcOf := make(map[int32]int32)
	for i, c := range g.Customers {
		first, last := p.Arcs(c)
		for a := first; a < last; a++ {
			arcOf[a] = b.AddArc(facility.Arc{Customer: int32(i), Option: optionOf[p.ArcOption[a]], Cost: priced(p.ArcCost[a], p.ArcTerms.Of(a)),
				Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
			q.arc = append(q.arc, a)
		}
	}
	for _, r := range g.Rows {
		row := p.Rows[r]
		row.Price <<= shift
		row.Arcs = mapTerms(row.Arcs, func(a int32) int32 { return arcOf[a] })
		row.Steps = mapTerms(row.Steps, func(k int32) int32 { return stepOf[k] })
		row.Outs = mapTerms(row.Outs, func(i int32) int32 { at, _ := index(g.Customers, i); return at })
		b.AddRow(row)
	}
	lower, upper := s.Counts.Lower(state), s.Counts.Upper(state)
	for at, k := range s.Counts.Rows {
		row := p.Rows[s.Coupling[k]]
		row.Lower, row.Upper = lower[at], upper[at]
		row.Steps = within(row.Steps, stepOf)
		b.AddRow(row)
	}
	q.Problem = b.Build()
	return q
}

// within are the terms whose index has a number.
func within(terms []facility.Term, number map[int32]int32) []facility.Term {
	var out []facility.Term
	for _, t := range terms {
		if k, ok := number[t.Index]; ok {
			out = append(out, facility.Term{Index: k, Coef: t.Coef})
		}
	}
	return out
}

func mapTerms(terms []facility.Term, to func(int32) int32) []facility.Term {
	out := make([]facility.Term, len(terms))
	for k, t := range terms {
		out[k] = facility.Term{Index: to(t.Index), Coef: t.Coef}
	}
	return out
}

// Impossible says whether the part's state wants more sites than can open, and by
// which of its rows: sites in sizes that can be filled (facility.Unfillable) and
// in modes that no row keeps closed (facility.Shut).
func (q *Part) Impossible() (row int32, ok bool) {
	p := q.Problem
	unfillable, shut := p.Unfillable(), p.Shut()
	for k := range q.split.Counts.Rows {
		r := len(q.region.Rows) + k
		sites := map[int32]bool{}
		for _, t := range p.Rows[r].Steps {
			if o := p.StepOption[t.Index]; !unfillable[t.Index] && !shut[o] {
				sites[p.OptionSite[o]] = true
			}
		}
		if int64(len(sites)) < p.Rows[r].Lower {
			return int32(r), true
		}
	}
	return 0, false
}

// Lift writes a solution of the part into a solution of the whole.
func (q *Part) Lift(part, whole facility.Solution) {
	for i, c := range q.region.Customers {
		whole.Arc[c] = -1
		if a := part.Arc[i]; a >= 0 {
			whole.Arc[c] = q.arc[a]
		}
	}
	for j, site := range q.region.Sites {
		whole.Option[site] = -1
		if o := part.Option[j]; o >= 0 {
			whole.Option[site] = q.option[o]
		}
	}
}

// Project reads the region's part of a solution of the whole.
func (q *Part) Project(whole facility.Solution) facility.Solution {
	s := facility.NewSolution(q.Problem)
	for i, c := range q.region.Customers {
		if a := whole.Arc[c]; a >= 0 {
			s.Arc[i], _ = index(q.arc, a)
		}
	}
	for j, site := range q.region.Sites {
		if o := whole.Option[site]; o >= 0 {
			s.Option[j], _ = index(q.option, o)
		}
	}
	return s
}

func name(names []string, k int32) string {
	if int(k) < len(names) {
		return names[k]
	}
	return ""
}

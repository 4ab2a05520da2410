package answers

import (
	"polyclinic/solver/facility"
)

// cornerBuilder writes the problem of a corner.
type cornerBuilder struct {
	*corner
	terms cornerTerms
	b     *facility.Builder
	free  []bool // [customer of the whole]

	customerOf, optionOf, stepOf, arcOf []int32 // of the whole → of the corner, -1
}

func (b *cornerBuilder) addCustomers() {
	p := b.m.Problem
	b.customerOf = absent(p.NumCustomers())
	for i := range int32(p.NumCustomers()) {
		if b.free[i] {
			b.customerOf[i] = b.b.AddCustomer("", p.Demand[i], p.Count[i], p.CanLeave[i], p.OutCost[i])
			b.customers = append(b.customers, i)
		}
	}
}

// addSites takes every site to which a free customer has an arc and at which no
// other customer is. An option that somebody outside would have to join is left
// out.
func (b *cornerBuilder) addSites() {
	p := b.m.Problem
	b.optionOf, b.stepOf = absent(p.NumOptions()), absent(len(p.Steps))
	taken, wanted, bound := make([]bool, p.NumSites()), make([]bool, p.NumSites()), make([]bool, p.NumOptions())
	for a, o := range p.ArcOption {
		i, site := p.ArcCustomer[a], p.OptionSite[o]
		switch {
		case b.free[i]:
			wanted[site] = true
		case b.whole.Arc[i] == int32(a):
			taken[site] = true
		case p.Tied(int32(a)):
			bound[o] = true
		}
	}
	for j := range int32(p.NumSites()) {
		if taken[j] || !wanted[j] && b.whole.Option[j] < 0 {
			continue
		}
		b.b.AddSite("")
		b.sites = append(b.sites, j)
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			if bound[o] {
				continue
			}
			b.optionOf[o] = b.b.AddOption(p.OptionMode[o], p.StepsOf(o)...)
			b.options = append(b.options, o)
			for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
				b.stepOf[k] = int32(len(b.steps))
				b.steps = append(b.steps, k)
			}
		}
	}
}

func (b *cornerBuilder) addArcs() {
	p := b.m.Problem
	b.arcOf = absent(p.NumArcs())
	for a := range int32(p.NumArcs()) {
		customer, option := b.customerOf[p.ArcCustomer[a]], b.optionOf[p.ArcOption[a]]
		if customer < 0 || option < 0 {
			continue
		}
		b.arcOf[a] = b.b.AddArc(facility.Arc{Customer: customer, Option: option, Cost: p.ArcCost[a], Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
		b.arcs = append(b.arcs, a)
	}
}

// addRows takes what the rest of the plan does off the limits of every row.
func (b *cornerBuilder) addRows() {
	rest := b.rest()
	for r := range b.m.Problem.Rows {
		row := b.m.Problem.Rows[r]
		if b.terms.without != nil && b.terms.without(b.m.Row(int32(r))) {
			continue
		}
		b.narrow(&row)
		if row.Lower > -facility.Infinity {
			row.Lower -= rest[r]
		}
		if row.Upper < facility.Infinity {
			row.Upper -= rest[r]
		}
		if len(row.Arcs)+len(row.Steps)+len(row.Outs) > 0 || row.Lower > 0 || row.Upper < 0 {
			b.b.AddRow(row)
		}
	}
	for _, row := range b.terms.extra {
		b.narrow(&row)
		b.b.AddRow(row)
	}
}

// narrow keeps the coefficients of the corner.
func (b *cornerBuilder) narrow(row *facility.Row) {
	row.Arcs, row.Steps, row.Outs = renumber(row.Arcs, b.arcOf), renumber(row.Steps, b.stepOf), renumber(row.Outs, b.customerOf)
}

func renumber(terms []facility.Term, to []int32) []facility.Term {
	var out []facility.Term
	for _, t := range terms {
		if k := to[t.Index]; k >= 0 {
			out = append(out, facility.Term{Index: k, Coef: t.Coef})
		}
	}
	return out
}

// rest is the activity of every row without the corner.
func (b *cornerBuilder) rest() []int64 {
	p := b.m.Problem
	act := make([]int64, len(p.Rows))
	add := func(terms []facility.Term) {
		for _, t := range terms {
			act[t.Index] += t.Coef
		}
	}
	for i, a := range b.whole.Arc {
		switch {
		case b.free[i]:
		case a >= 0:
			add(p.ArcTerms.Of(a))
		default:
			add(p.OutTerms.Of(int32(i)))
		}
	}
	inside := make([]bool, p.NumSites())
	for _, j := range b.sites {
		inside[j] = true
	}
	loads := facility.Loads(p, b.whole)
	for j, o := range b.whole.Option {
		if o < 0 || inside[j] {
			continue
		}
		if k := p.CheapestStep(o, loads[o]); k >= 0 {
			add(p.StepTerms.Of(k))
		}
	}
	return act
}

func absent(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

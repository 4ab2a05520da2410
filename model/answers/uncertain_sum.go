package answers

import (
	"fmt"
	"slices"

	"polyclinic/solver/facility"
)

// sum is the problem of all cases: customers, sites and arcs of the first, every
// cost the weighted sum of the cases', and the rules of all of them. Sums instead
// of means keep everything whole.
func (t *together) sum(weights []int64) *facility.Problem {
	first := t.problems[0]
	q := *first
	q.Constant = 0
	q.OutCost = make([]int64, first.NumCustomers())
	q.ArcCost = make([]int64, first.NumArcs())
	q.Steps = slices.Clone(first.Steps)
	for k := range q.Steps {
		q.Steps[k].Cost = 0
	}
	var rows []facility.Row
	for k, p := range t.problems {
		w := weights[k]
		q.Constant += w * p.Constant
		for i, c := range p.OutCost {
			q.OutCost[i] += w * c
		}
		for a, c := range p.ArcCost {
			q.ArcCost[a] += w * c
		}
		for i := range p.Steps {
			q.Steps[i].Cost += w * p.Steps[i].Cost
		}
		for r := range p.Rows {
			rows = addRow(rows, p.Rows[r], w)
		}
	}
	q.Rows = nil
	return q.WithRows(rows...)
}

// addRow adds a case's row, at its weighted price, to those there are: a hard one
// once, a priced one to the price of its like.
func addRow(rows []facility.Row, row facility.Row, weight int64) []facility.Row {
	if row.Price > 0 {
		if row.Price *= weight; row.Price == 0 {
			return rows
		}
	}
	for r := range rows {
		if !sameSum(&rows[r], &row) || (rows[r].Price > 0) != (row.Price > 0) {
			continue
		}
		rows[r].Price += row.Price
		return rows
	}
	return append(rows, row)
}

// sameSum says whether two rows ask the same, prices aside.
func sameSum(a, b *facility.Row) bool {
	return a.Lower == b.Lower && a.Upper == b.Upper && max(a.Unit, 1) == max(b.Unit, 1) &&
		slices.Equal(a.Arcs, b.Arcs) && slices.Equal(a.Steps, b.Steps) && slices.Equal(a.Outs, b.Outs)
}

// comparable is an error where a case permits something else than the first, or
// has another order of tiers by cost: then no plan is the same plan in both.
func (t *together) comparable(k int) error {
	p, q := t.problems[0], t.problems[k]
	changed := ""
	switch {
	case !slices.Equal(p.Count, q.Count) || !slices.Equal(p.CanLeave, q.CanLeave):
		changed = "which practices are kept together, or who may stay"
	case !slices.Equal(p.Demand, q.Demand):
		changed = "how many patients practices have"
	case !slices.Equal(p.OptionStart, q.OptionStart) || !slices.Equal(p.OptionMode, q.OptionMode):
		changed = "which sites may open under which model"
	case !slices.Equal(p.StepStart, q.StepStart) || !slices.EqualFunc(p.Steps, q.Steps, sameLimits):
		changed = "the tiers of sites"
	case !slices.Equal(p.ArcStart, q.ArcStart) || !slices.Equal(p.ArcOption, q.ArcOption) || !slices.Equal(p.ArcDemand, q.ArcDemand) ||
		!slices.Equal(p.ArcWeight, q.ArcWeight) || !slices.Equal(p.ArcTied, q.ArcTied):
		changed = "who may join which site"
	case !sameOrder(p, q):
		changed = "which of the tiers of a site is cheaper"
	default:
		return nil
	}
	return fmt.Errorf("case %q changes %s, want cases that differ in costs, weights, prices and limits of sums only", t.cases[k].Name, changed)
}

func sameLimits(a, b facility.Step) bool {
	a.Cost, b.Cost = 0, 0
	return a == b
}

// sameOrder says whether no two steps of an option change places.
func sameOrder(p, q *facility.Problem) bool {
	for o := range int32(p.NumOptions()) {
		x, y := p.StepsOf(o), q.StepsOf(o)
		for i := range x {
			for j := range i {
				if (x[i].Cost < x[j].Cost) != (y[i].Cost < y[j].Cost) || (x[i].Cost > x[j].Cost) != (y[i].Cost > y[j].Cost) {
					return false
				}
			}
		}
	}
	return true
}

package verify

import (
	"errors"

	"polyclinic/solver/facility"
)

var errLarge = errors.New("numbers do not fit into 64 bits")

// price restates facility.Check and facility.Cost with steps chosen by rank, and
// with an error where a sum does not fit. In a region costs are not those of the
// whole, but the step that an open option uses still is.
func (s *scope) price(x facility.Solution) (cost int64, feasible bool, err error) {
	p := s.p
	var n numbers
	cost, feasible = p.Constant, true
	acts := make([]int64, len(p.Rows))
	count := func(terms []facility.Term) {
		for _, t := range terms {
			acts[t.Index] = n.add(acts[t.Index], t.Coef)
		}
	}
	loads := make([]load, p.NumOptions())
	for i, a := range x.Arc {
		if a < 0 {
			feasible = feasible && p.CanLeave[i]
			cost = n.add(cost, p.OutCost[i])
			count(p.OutTerms.Of(int32(i)))
			continue
		}
		o := p.ArcOption[a]
		feasible = feasible && x.Option[p.OptionSite[o]] == o
		cost = n.add(cost, p.ArcCost[a])
		count(p.ArcTerms.Of(a))
		l := loads[o]
		loads[o] = load{n.add(l.demand, p.ArcDemand[a]), n.add(l.number, int64(p.Count[i])), n.add(l.weight, p.Weight(a))}
	}
	for _, o := range x.Option {
		if o < 0 {
			continue
		}
		for _, a := range p.ArcsOf(o) {
			feasible = feasible && (!p.Tied(a) || x.Arc[p.ArcCustomer[a]] == a)
		}
		k := s.step(o, loads[o])
		if k < 0 {
			feasible = false
			continue
		}
		cost = n.add(cost, p.Steps[k].Cost)
		count(p.StepTerms.Of(k))
	}
	for r, act := range acts {
		row := &p.Rows[r]
		violation := max(0, n.sub(row.Lower, act), n.sub(act, row.Upper))
		unit := max(row.Unit, 1)
		feasible = feasible && (violation == 0 || row.Price > 0)
		cost = n.add(cost, n.mul(row.Price, n.add(violation, unit-1)/unit))
	}
	if n.overflow {
		return 0, false, errLarge
	}
	return cost, feasible, nil
}

// load of an option.
type load struct{ demand, number, weight int64 }

// step is the step that an open option uses under a load; -1: none admits it.
func (s *scope) step(o int32, l load) int32 {
	best := int32(-1)
	for k := s.p.StepStart[o]; k < s.p.StepStart[o+1]; k++ {
		t := &s.p.Steps[k]
		admits := l.demand >= t.MinDemand && l.demand <= t.MaxDemand && l.weight <= t.MaxWeight &&
			l.number >= int64(t.MinCount) && l.number <= int64(t.MaxCount)
		if admits && (best < 0 || s.rank[k] < s.rank[best]) {
			best = k
		}
	}
	return best
}

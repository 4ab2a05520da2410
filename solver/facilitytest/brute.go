package facilitytest

import (
	"math"

	"polyclinic/solver/facility"
)

// BruteForce finds an optimal solution by enumerating every choice of options
// and arcs; ok is false if no solution is feasible. Time grows as (options + 1)
// to the sites times arcs to the customers: keep to a handful of each. It cuts
// only where demand exceeds every step, and where costs alone exceed the best.
func BruteForce(p *facility.Problem) (best facility.Solution, cost int64, ok bool) {
	e := enumeration{
		p: p, s: facility.NewSolution(p), cost: math.MaxInt64,
		load:  make([]facility.Load, p.NumOptions()),
		least: make([]int64, p.NumCustomers()+1),
	}
	for i := p.NumCustomers() - 1; i >= 0; i-- {
		low := int64(math.MaxInt64)
		if p.CanLeave[i] {
			low = p.OutCost[i]
		}
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			low = min(low, p.ArcCost[a])
		}
		if low == math.MaxInt64 {
			return facility.Solution{}, 0, false
		}
		e.least[i] = e.least[i+1] + low
	}
	e.site(0, p.Constant)
	return e.best, e.cost, !e.best.IsZero()
}

type enumeration struct {
	p     *facility.Problem
	s     facility.Solution
	load  []facility.Load // [option]
	least []int64         // [customer] least cost of it and those after it

	best facility.Solution
	cost int64
}

// site chooses the option of sites j and on. spent is a lower bound of the cost
// of the choices made.
func (e *enumeration) site(j int32, spent int64) {
	p := e.p
	if int(j) == p.NumSites() {
		e.customer(0, spent)
		return
	}
	e.s.Option[j] = -1
	e.site(j+1, spent)
	first, last := p.Options(j)
	for o := first; o < last; o++ {
		low := int64(math.MaxInt64)
		for _, s := range p.StepsOf(o) {
			low = min(low, s.Cost)
		}
		e.s.Option[j] = o
		e.site(j+1, spent+low)
	}
	e.s.Option[j] = -1
}

// customer chooses the arc of customers i and on, all sites being chosen.
func (e *enumeration) customer(i int32, spent int64) {
	p := e.p
	if spent+e.least[i] >= e.cost {
		return
	}
	if int(i) == p.NumCustomers() {
		e.leaf()
		return
	}
	if p.CanLeave[i] {
		e.s.Arc[i] = -1
		e.customer(i+1, spent+p.OutCost[i])
	}
	first, last := p.Arcs(i)
	for a := first; a < last; a++ {
		o := p.ArcOption[a]
		if e.s.Option[p.OptionSite[o]] != o || !e.fits(o, p.ArcDemand[a]) {
			continue
		}
		was := e.load[o]
		e.load[o] = facility.Load{Demand: was.Demand + p.ArcDemand[a], Count: was.Count + p.Count[i], Weight: was.Weight + p.Weight(a)}
		e.s.Arc[i] = a
		e.customer(i+1, spent+p.ArcCost[a])
		e.load[o] = was
	}
	e.s.Arc[i] = -1
}

func (e *enumeration) fits(o int32, demand int64) bool {
	for _, s := range e.p.StepsOf(o) {
		if e.load[o].Demand+demand <= s.MaxDemand {
			return true
		}
	}
	return false
}

// leaf hands a complete choice to the definitions.
func (e *enumeration) leaf() {
	p := e.p
	for _, o := range e.s.Option {
		if o >= 0 && p.CheapestStep(o, e.load[o]) < 0 {
			return
		}
	}
	if cost := facility.Cost(p, e.s); cost < e.cost && len(facility.Check(p, e.s)) == 0 {
		e.best, e.cost = e.s.Clone(), cost
	}
}

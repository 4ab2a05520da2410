package ejection

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// newState has everybody without a place and every site closed. Most is how many
// sites are open, usually.
func newState(p *facility.Problem, most int, chains, priced bool) *state {
	n, m := p.NumCustomers(), p.NumOptions()
	s := &state{p: p, cheapest: make([]int64, n), capacity: make([]int64, m), fixed: make([]int64, m), price: make([]float64, m),
		arc: make([]int32, n), load: make([]int64, m), members: make([][]int32, m), place: make([]int32, n), isOpen: make([]bool, m),
		spot: make([]int32, m), waiting: make([]bool, n), held: make([]bool, n), callers: make([][]int32, m), cost: p.Constant, chains: chains,
		least: make([]float64, n), worth: make([]float64, m), heirs: make([]heir, 0, 4)}
	unit := search.DemandPrice(p)
	for o := range m {
		s.capacity[o], s.fixed[o], s.price[o] = p.Steps[o].MaxDemand, p.Steps[o].Cost, 2*unit
	}
	for i := range s.arc {
		s.arc[i] = -1
	}
	s.within, s.count, s.known = make([]int32, n*look), make([]int32, n), make([]uint64, n)
	s.marks = make([]uint64, m)
	marks := rand.NewPCG(1, uint64(m))
	for o := range s.marks {
		s.marks[o] = marks.Uint64()
	}
	if priced && p.NumArcs() <= pricedArcs {
		s.worth = worths(p, s.capacity)
	}
	s.order(most)
	return s
}

// order sorts what customers and options look at.
func (s *state) order(most int) {
	p := s.p
	n, m := p.NumCustomers(), p.NumOptions()
	s.near = p.ArcsByCost()
	priced := slices.ContainsFunc(s.worth, func(x float64) bool { return x > 0 })
	for i := range int32(n) {
		first, last := p.Arcs(i)
		s.cheapest[i] = p.ArcCost[s.near[first]]
		if priced {
			slices.SortStableFunc(s.near[first:last], func(a, b int32) int { return cmp.Compare(s.key(a), s.key(b)) })
		}
		s.least[i] = s.key(s.near[first])
	}
	crowd := 3*n/max(1, min(most, m)) + 3*calls
	arcs := p.OptionArcsByCost()
	for o := range int32(m) {
		list := arcs[p.OptionArcStart[o]:p.OptionArcStart[o+1]]
		if priced {
			slices.SortStableFunc(list, func(a, b int32) int {
				return cmp.Compare(s.regret(a), s.regret(b))
			})
		}
		s.callers[o] = slices.Clone(list[:min(crowd, len(list))])
	}
}

// pricedArcs is the size up to which capacities are priced.
const pricedArcs = 1_000_000

// fill places everybody without a place, those first who lose most if they do not
// get what suits them best. It fails where somebody can go nowhere.
func (s *state) fill() bool {
	type free struct {
		i      int32
		regret float64
	}
	p := s.p
	var list []free
	for i, a := range s.arc {
		if a >= 0 {
			continue
		}
		regret := math.Inf(1)
		if two := s.options(int32(i)); len(two) > 1 {
			regret = float64(p.ArcCost[two[1]] - p.ArcCost[two[0]])
		}
		list = append(list, free{int32(i), regret})
	}
	slices.SortFunc(list, func(a, b free) int {
		return cmp.Or(cmp.Compare(b.regret, a.regret), cmp.Compare(p.Demand[b.i], p.Demand[a.i]), cmp.Compare(a.i, b.i))
	})
	for _, f := range list {
		if !s.settle(f.i) {
			return false
		}
	}
	return true
}

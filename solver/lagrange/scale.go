package lagrange

import (
	"math/bits"

	"polyclinic/solver/facility"
)

// maxShift keeps multipliers to about five decimals of a unit.
const maxShift = 16

// Scale is the largest power of two, at most 2^16, by which costs and
// multipliers can be stretched so that a knapsack's cross products stay below
// 2^62 and the sum of all multipliers too.
func Scale(p *facility.Problem) (shift uint) {
	var cost, demand int64
	for _, c := range p.ArcCost {
		cost = max(cost, abs(c))
	}
	for _, c := range p.OutCost {
		cost = max(cost, abs(c))
	}
	for k := range p.Steps {
		cost = max(cost, abs(p.Steps[k].Cost))
	}
	for _, d := range p.ArcDemand {
		demand = max(demand, d)
	}
	terms := uint64(p.NumArcs() + len(p.Steps) + p.NumCustomers())
	used := bits.Len64(uint64(cost)) + max(bits.Len64(uint64(demand)), bits.Len64(terms)) + 3
	return uint(max(0, min(maxShift, 62-used)))
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

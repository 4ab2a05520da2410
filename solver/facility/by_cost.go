package facility

import (
	"cmp"
	"slices"
)

// ArcsByCost lists all arcs customer by customer, as Arcs bounds them, each
// customer's cheapest first; of equals the first.
func (p *Problem) ArcsByCost() []int32 {
	out := make([]int32, p.NumArcs())
	for a := range out {
		out[a] = int32(a)
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		slices.SortFunc(out[first:last], func(a, b int32) int {
			return cmp.Or(cmp.Compare(p.ArcCost[a], p.ArcCost[b]), cmp.Compare(a, b))
		})
	}
	return out
}

package local

import (
	"math"
	"slices"

	"polyclinic/solver/facility"
)

// worth estimates for every option what it costs per unit of demand when it
// serves the customers nearest to it and nobody else is served: the least over
// its steps and over all beginnings of its arcs in the order of cost per demand.
func worth(p *facility.Problem) []float64 {
	out := make([]float64, p.NumOptions())
	var order []int32
	unit := func(a int32) float64 {
		return float64(p.ArcCost[a]-p.OutCost[p.ArcCustomer[a]]) / math.Max(1, float64(p.ArcDemand[a]))
	}
	for o := range out {
		order = append(order[:0], p.ArcsOf(int32(o))...)
		slices.SortFunc(order, func(a, b int32) int {
			switch ua, ub := unit(a), unit(b); {
			case ua < ub:
				return -1
			case ua > ub:
				return 1
			}
			return int(a - b)
		})
		out[o] = math.Inf(1)
		for _, st := range p.StepsOf(int32(o)) {
			cost, demand, count := float64(st.Cost), int64(0), int32(0)
			for _, a := range order {
				i := p.ArcCustomer[a]
				if demand+p.ArcDemand[a] > st.MaxDemand || count+p.Count[i] > st.MaxCount {
					continue
				}
				demand += p.ArcDemand[a]
				count += p.Count[i]
				cost += float64(p.ArcCost[a] - p.OutCost[i])
				out[o] = math.Min(out[o], cost/math.Max(1, float64(demand)))
			}
		}
	}
	return out
}

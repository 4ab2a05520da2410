package ejection

import (
	"polyclinic/solver/facility"
)

// worths are what a unit of each option's capacity is worth where all are open:
// multipliers of the relaxation in which everybody goes where cost and capacity
// together cost least, improved by subgradients.
func worths(p *facility.Problem, capacity []int64) []float64 {
	m := p.NumOptions()
	price, best := make([]float64, m), make([]float64, m)
	load := make([]float64, m)
	highest := 0.0
	step, since := 1.0, 0
	for it := range 200 {
		value := 0.0
		clear(load)
		for o := range price {
			value -= price[o] * float64(capacity[o])
		}
		for i := range int32(p.NumCustomers()) {
			first, last := p.Arcs(i)
			at, least := first, 0.0
			for a := first; a < last; a++ {
				c := float64(p.ArcCost[a]) + price[p.ArcOption[a]]*float64(p.ArcDemand[a])
				if a == first || c < least {
					at, least = a, c
				}
			}
			value += least
			load[p.ArcOption[at]] += float64(p.ArcDemand[at])
		}
		if it == 0 || value > highest {
			if it == 0 || value > highest+1e-5*(1+max(highest, -highest)) {
				since = 0
			}
			highest = value
			copy(best, price)
		}
		if since++; since > 8 {
			step, since = step/2, 0
			copy(price, best)
		}
		norm := 0.0
		for o := range price {
			g := load[o] - float64(capacity[o])
			if price[o] == 0 && g < 0 {
				g = 0
			}
			norm += g * g
		}
		if norm == 0 {
			break
		}
		t := step * 0.02 * (max(highest, -highest) + 1) / norm
		for o := range price {
			price[o] = max(0, price[o]+t*(load[o]-float64(capacity[o])))
		}
	}
	return best
}

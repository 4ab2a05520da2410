package suite

import (
	"math"

	"polyclinic/solver/facility"
)

// interchange is a plain local search for problems without capacities whose
// arcs lead from every customer to every site: take a site in, and out the one
// whose loss is least, as long as that helps (Teitz & Bart 1968). Without a
// fixed number of sites it opens and closes too.
func interchange(p *facility.Problem) int64 {
	m := p.NumSites()
	open, count := make([]bool, m), 1
	if len(p.Rows) > 0 {
		count = int(p.Rows[0].Upper)
	}
	for j := range count {
		open[j*m/count] = true
	}
	cost := evaluate(p, open)
	near := closest(p, open)
	for improved := true; improved; {
		improved = false
		for in := range m {
			if open[in] {
				continue
			}
			out, gain := bestSwap(p, open, near, in, len(p.Rows) > 0)
			if gain <= 0 {
				continue
			}
			open[in] = true
			if out >= 0 {
				open[out] = false
			}
			cost -= gain
			near = closest(p, open)
			improved = true
		}
		if len(p.Rows) == 0 {
			for j := range m {
				open[j] = !open[j]
				if c := evaluate(p, open); c < cost {
					cost, improved = c, true
				} else {
					open[j] = !open[j]
				}
			}
			near = closest(p, open)
		}
	}
	if evaluate(p, open) != cost {
		panic("interchange: gains do not add up")
	}
	return cost
}

// bestSwap is the site to close when in opens, or -1, and what that gains.
func bestSwap(p *facility.Problem, open []bool, near []nearest, in int, must bool) (out int, gain int64) {
	m := p.NumSites()
	loss := make([]int64, m)
	gain = -p.Steps[in].Cost
	for i, c := range near {
		cost := p.ArcCost[i*m+in]
		if cost < c.first {
			gain += c.first - cost
		} else {
			loss[c.site] += min(c.second, cost) - c.first
		}
	}
	out = -1
	least := int64(math.MaxInt64)
	for j := range m {
		if open[j] && loss[j]-p.Steps[j].Cost < least {
			out, least = j, loss[j]-p.Steps[j].Cost
		}
	}
	if !must && least >= 0 {
		return -1, gain
	}
	return out, gain - least
}

// nearest is a customer's nearest open site, its cost, and the second's.
type nearest struct {
	first, second int64
	site          int
}

func closest(p *facility.Problem, open []bool) []nearest {
	m := p.NumSites()
	out := make([]nearest, p.NumCustomers())
	for i := range out {
		c := nearest{facility.Infinity, facility.Infinity, -1}
		for j, cost := range p.ArcCost[i*m : (i+1)*m] {
			switch {
			case !open[j]:
			case cost < c.first:
				c = nearest{cost, c.first, j}
			case cost < c.second:
				c.second = cost
			}
		}
		out[i] = c
	}
	return out
}

// evaluate is the cost of serving everyone from the open sites.
func evaluate(p *facility.Problem, open []bool) int64 {
	s := facility.NewSolution(p)
	for j := range open {
		if open[j] {
			s.Option[j] = int32(j)
		}
	}
	for i := range s.Arc {
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if open[p.ArcOption[a]] && (s.Arc[i] < 0 || p.ArcCost[a] < p.ArcCost[s.Arc[i]]) {
				s.Arc[i] = a
			}
		}
	}
	if len(facility.Check(p, s)) > 0 {
		return facility.Infinity
	}
	return facility.Cost(p, s)
}

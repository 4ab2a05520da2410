package lagrange

import (
	"math"

	"polyclinic/solver/certificate"
)

// medianShare of a customer's mean arc is the least first multiplier: in median
// problems the cheapest arc often costs nothing.
const medianShare = 0.1

// Initial is a first point: what each customer's cheapest arc costs when the
// site's fixed cost is shared out by demand.
func (o *Oracle) Initial() *certificate.Multipliers {
	p := o.p
	m := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), o.Shift)
	rate := make([]float64, p.NumOptions())
	for opt := range rate {
		reach := int64(1)
		for _, a := range p.ArcsOf(int32(opt)) {
			reach += p.ArcDemand[a]
		}
		rate[opt] = math.Inf(1)
		for _, s := range p.StepsOf(int32(opt)) {
			rate[opt] = min(rate[opt], float64(s.Cost)/float64(max(1, min(reach, s.MaxDemand))))
		}
	}
	for i := range m.Customer {
		best, sum := math.Inf(1), 0.0
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			sum += math.Abs(float64(p.ArcCost[a]))
			best = min(best, float64(p.ArcCost[a])+rate[p.ArcOption[a]]*float64(p.ArcDemand[a]))
		}
		if !math.IsInf(best, 0) {
			best = max(best, medianShare*sum/float64(last-first))
			m.Customer[i] = int64(math.Ldexp(best, int(o.Shift)))
		}
	}
	o.Clamp(m)
	return m
}

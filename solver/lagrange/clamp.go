package lagrange

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// clamp holds the intervals in which multipliers are valid and cannot overflow.
type clamp struct {
	pi     float64   // |π_i| may be as large
	lo, hi []float64 // [row]
	unit   []float64 // [row] greatest |coefficient|: rows are stepped in its units
}

func newClamp(p *facility.Problem, shift uint) clamp {
	var demand int64 = 1
	for _, d := range p.ArcDemand {
		demand = max(demand, d)
	}
	terms := float64(p.NumArcs() + len(p.Steps) + p.NumCustomers() + 1)
	// greatest reduced cost: its product with a demand, and the sum of all of
	// them, must not overflow
	reduced := min(math.Ldexp(1, 61)/float64(demand), math.Ldexp(1, 61)/terms)
	n := len(p.Rows)
	c := clamp{pi: reduced / 4, lo: make([]float64, n), hi: make([]float64, n), unit: make([]float64, n)}
	touching := float64(1 + max(widest(&p.ArcTerms), widest(&p.StepTerms), widest(&p.OutTerms)))
	for r := range p.Rows {
		row := &p.Rows[r]
		unit := int64(1)
		for _, terms := range [][]facility.Term{row.Arcs, row.Steps, row.Outs} {
			for _, t := range terms {
				unit = max(unit, abs(t.Coef))
			}
		}
		c.unit[r] = float64(unit)
		limit := reduced / 4 / touching / float64(unit)
		if len(row.Arcs)+len(row.Outs) == 0 { // steps are summed, but not multiplied by demands
			limit = math.Ldexp(1, 59) / terms / touching / float64(unit)
		}
		side := func(b int64) float64 {
			if abs(b) >= facility.Infinity {
				return 0
			}
			l := min(limit, math.Ldexp(1, 59)/float64(n)/float64(max(1, abs(b))))
			if row.Price > 0 {
				l = min(l, float64((row.Price<<shift)/max(row.Unit, 1)))
			}
			return math.Floor(l)
		}
		c.hi[r], c.lo[r] = side(row.Lower), -side(row.Upper)
	}
	return c
}

func widest(t *facility.Terms) int {
	w := 0
	for i := 1; i < len(t.Start); i++ {
		w = max(w, int(t.Start[i]-t.Start[i-1]))
	}
	return w
}

// Unit is the greatest |coefficient| of a row: what its multiplier is measured
// against.
func (o *Oracle) Unit(row int) float64 { return o.clamp.unit[row] }

// Limit is a limit of a row in such units; infinite where it does not bind.
func (o *Oracle) Limit(row int, limit int64) float64 {
	switch {
	case limit <= -facility.Infinity:
		return math.Inf(-1)
	case limit >= facility.Infinity:
		return math.Inf(1)
	}
	return float64(limit) / o.Unit(row)
}

// Clamp moves multipliers into the intervals in which Evaluate is valid.
func (o *Oracle) Clamp(m *certificate.Multipliers) {
	for i, pi := range m.Customer {
		m.Customer[i] = int64(max(-o.clamp.pi, min(o.clamp.pi, float64(pi))))
	}
	for r, mu := range m.Row {
		m.Row[r] = int64(max(o.clamp.lo[r], min(o.clamp.hi[r], float64(mu))))
	}
}

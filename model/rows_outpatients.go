package model

import (
	"math/big"
	"slices"
)

// outpatientRows: a share of outpatient care moves out of hospitals, and no acute
// trust loses more than a share of its outpatient income, net of the cost
// released. Both in attendances a year.
func (c *compiler) outpatientRows() {
	rule := &c.Scenario.Rules.Outpatient
	costs := &c.Scenario.Costs
	attendances := decimal(costs.OutpatientAttendances)
	shifted := product(attendances, decimal(costs.OutpatientShare))
	num, den := fraction(shifted)
	if r, on := c.ruleRow("outpatients", rule.Rule, -1, "attendances"); on && rule.Target != nil {
		r.Scale = den
		r.Lower = ceilRat(product(decimal(*rule.Target), attendances, whole(int64(c.Total)), whole(den)))
		r.Arc = func(a *Arc, _ *Link) int64 {
			return indicator(c.offersOutpatients(a.Site, a.Model)) * int64(c.Practices[a.Practice].List) * num
		}
		c.addRow(r)
	}
	lost := new(big.Rat).Sub(big.NewRat(1, 1), decimal(costs.Release))
	lost.Mul(lost, decimal(costs.Tariff)) // pounds a trust loses per attendance
	if rule.State == Off || rule.TrustCap == nil || lost.Sign() <= 0 {
		return
	}
	for _, t := range c.trusts() {
		r, on := c.ruleRow("outpatients", rule.Rule, -1, "attendances of "+t.name)
		if !on {
			return
		}
		r.Scale = t.scale * den
		room := product(decimal(*rule.TrustCap), t.income, whole(r.Scale))
		r.Upper = floorRat(room.Quo(room, lost))
		r.Arc = func(a *Arc, _ *Link) int64 {
			return indicator(c.offersOutpatients(a.Site, a.Model)) * t.patients[a.Practice] * num
		}
		c.addRow(r)
	}
}

// trust is an acute trust and its outpatients.
type trust struct {
	name     string
	income   *big.Rat // £ a year
	patients []int64  // [practice] patients whose hospital is the trust's, in 1/scale
	scale    int64
}

// trusts are those with an acute hospital, by name.
func (c *compiler) trusts() []trust {
	names := make([]string, len(c.full.Hospitals))
	var acute []string
	for h := range c.full.Hospitals {
		names[h] = trustOf(&c.full.Hospitals[h])
		if c.full.Hospitals[h].Acute {
			acute = append(acute, names[h])
		}
	}
	slices.Sort(acute)
	var out []trust
	for _, name := range slices.Compact(acute) {
		t := trust{name: name, income: new(big.Rat)}
		patients := make([]*big.Rat, len(c.Practices))
		for p := range patients {
			patients[p] = new(big.Rat)
		}
		for h := range names {
			if names[h] != name {
				continue
			}
			all := new(big.Rat)
			for p, n := range c.outpatientsOf(int32(h)) {
				patients[p].Add(patients[p], n)
				all.Add(all, n)
			}
			t.income.Add(t.income, given64(c.full.Hospitals[h].Income, func() *big.Rat {
				return product(all, decimal(c.Scenario.Costs.OutpatientAttendances), decimal(c.Scenario.Costs.Tariff))
			}))
		}
		t.patients, t.scale = wholes(patients)
		out = append(out, t)
	}
	return out
}

func trustOf(h *Hospital) string {
	if h.Trust == "" {
		return h.Code
	}
	return h.Trust
}

// outpatientsOf is every practice's patients whose outpatients go to a hospital.
func (c *compiler) outpatientsOf(h int32) []*big.Rat {
	z := &c.zones
	out := make([]*big.Rat, len(c.Practices))
	for p := range out {
		here := int64(0)
		for k := z.start[p]; k < z.start[p+1]; k++ {
			if z.toward[z.zone[k]] == h {
				here += z.patients[k]
			}
		}
		out[p] = product(big.NewRat(here, z.all[p]), whole(int64(c.Practices[p].List)))
	}
	return out
}

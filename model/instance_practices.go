package model

import "math/big"

// PracticeTerms is a practice with its defaults filled in.
type PracticeTerms struct {
	Area    int32
	List    Patients // in the plan's year
	GPs     int64    // whole-time equivalents, in 1/GPScale
	Staff   int64    // people, in 1/StaffScale
	Willing bool

	models   modelSet
	rent     *big.Rat // pence a year released when it moves
	nearRent float64
	weight   *big.Rat // mean continuity weight of its patients; nil: 1
	today    travelSums
}

// modelSet is a set of care models.
type modelSet uint64

func (s modelSet) has(m int32) bool { return s>>uint(m)&1 != 0 }

// modelSetOf is the set of the models named; nil names all.
func (c *compiler) modelSetOf(codes []string) modelSet {
	if codes == nil {
		return 1<<uint(len(c.models)) - 1
	}
	var out modelSet
	for _, code := range codes {
		if m, ok := c.codes.models[code]; ok {
			out |= 1 << uint(m)
		}
	}
	return out
}

func (c *compiler) compilePractices() {
	costs := &c.Scenario.Costs
	growth := c.growth()
	gps := make([]*big.Rat, len(c.full.Practices))
	staff := make([]*big.Rat, len(c.full.Practices))
	c.Practices = make([]PracticeTerms, len(c.full.Practices))
	c.AreaTotal = make([]Patients, len(c.full.Areas))
	for i := range c.full.Practices {
		p, t := &c.full.Practices[i], &c.Practices[i]
		t.Area = c.codes.areas[p.Area]
		t.List = Patients(growth.times(p.List))
		t.Willing = p.Willing == nil || *p.Willing
		t.models = c.modelSetOf(p.Models)
		c.Total += t.List
		c.AreaTotal[t.Area] += t.List

		gps[i] = given64(p.GPs, func() *big.Rat {
			return new(big.Rat).Quo(whole(int64(t.List)), decimal(costs.GPList))
		})
		staff[i] = given64(p.Staff, func() *big.Rat { return product(decimal(costs.StaffPerGP), gps[i]) })
		t.rent = product(hundred, given64(p.Rent, func() *big.Rat { return product(decimal(costs.Rent), whole(int64(t.List))) }))
		t.nearRent, _ = t.rent.Float64()
	}
	c.scalePeople(gps, staff)
}

// scalePeople turns GPs, of practices and of tiers, and staff into whole
// numbers.
func (c *compiler) scalePeople(gps, staff []*big.Rat) {
	n := len(gps)
	for i := range c.full.Tiers {
		gps = append(gps, decimal(c.full.Tiers[i].GPs))
	}
	for i := range c.Scenario.Tiers {
		gps = append(gps, decimal(c.Scenario.Tiers[i].GPs))
	}
	scaledGPs, gpScale := wholes(gps)
	scaledStaff, staffScale := wholes(staff)
	c.gpScale, c.staff = gpScale, staffScale
	for i := range n {
		c.Practices[i].GPs, c.Practices[i].Staff = scaledGPs[i], scaledStaff[i]
	}
}

// growth is (1 + growth)^years.
func (c *compiler) growth() rate {
	yearly := new(big.Rat).Add(big.NewRat(1, 1), decimal(c.Scenario.Costs.Growth))
	all := big.NewRat(1, 1)
	for range c.Scenario.Costs.Years {
		all.Mul(all, yearly)
	}
	return newRate(all)
}

func given64(x *float64, otherwise func() *big.Rat) *big.Rat {
	if x != nil {
		return decimal(*x)
	}
	return otherwise()
}

// GPScale and StaffScale are the parts of a person in which GPs and staff are
// counted.
func (in *Instance) GPScale() int64 { return in.gpScale }

// StaffScale is the part of a person in which staff are counted.
func (in *Instance) StaffScale() int64 { return in.staff }

// continuity is list × rate × mean weight.
func (p *PracticeTerms) continuity(r rate) Pence {
	if p.weight == nil {
		return Pence(r.times(int64(p.List)))
	}
	return Pence(roundRat(product(r.rat, p.weight, whole(int64(p.List)))))
}

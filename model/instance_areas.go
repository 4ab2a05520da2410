package model

import (
	"fmt"
	"math/big"
)

// AreaTerms is what an area permits and limits: areas.csv, and over it the
// scenario's `areas`.
type AreaTerms struct {
	MinSites, MaxSites int   // MaxSites noLimit: none
	MinModel, MaxModel []int // [model]
	Capital, Revenue   *Pence

	models     modelSet
	neighbours map[int32]bool
}

// noLimit on a number of sites.
const noLimit = 1 << 30

func (c *compiler) compileAreas() {
	c.Areas = make([]AreaTerms, len(c.full.Areas))
	for i := range c.full.Areas {
		a, t := &c.full.Areas[i], &c.Areas[i]
		*t = AreaTerms{MaxSites: noLimit, MinModel: make([]int, len(c.models)), MaxModel: make([]int, len(c.models)),
			models: c.modelSetOf(a.Models), neighbours: map[int32]bool{}}
		for m := range t.MaxModel {
			t.MaxModel[m] = noLimit
		}
		for _, code := range a.Neighbours {
			if n, ok := c.codes.areas[code]; ok {
				t.neighbours[n] = true
			}
		}
		c.limitSites(t, a.MinSites, a.MaxSites, a.MinModel, a.MaxModel)
		t.limitMoney(a.CapitalBudget, a.RevenueBudget)
		c.money.acceptability = append(c.money.acceptability, c.opposition(a))
	}
	for i := range c.Scenario.Areas {
		r := &c.Scenario.Areas[i]
		area, ok := c.codes.areas[r.Area]
		if !ok {
			continue
		}
		t := &c.Areas[area]
		switch r.Rule {
		case "area-choice":
			if r.Models != nil {
				t.models = c.modelSetOf(r.Models)
			}
			c.limitSites(t, r.MinSites, r.MaxSites, r.MinModel, r.MaxModel)
		case "budget":
			t.limitMoney(r.Capital, r.Revenue)
		}
	}
}

func (c *compiler) limitSites(t *AreaTerms, least, most *int, leastOf, mostOf map[string]int) {
	if least != nil {
		t.MinSites = *least
	}
	if most != nil {
		t.MaxSites = *most
	}
	for m := range c.models {
		if n, ok := leastOf[c.models[m].Code]; ok {
			t.MinModel[m] = n
		}
		if n, ok := mostOf[c.models[m].Code]; ok {
			t.MaxModel[m] = n
		}
	}
}

func (t *AreaTerms) limitMoney(capital, revenue *float64) {
	if capital != nil {
		p := Pence(roundRat(pence(*capital)))
		t.Capital = &p
	}
	if revenue != nil {
		p := Pence(roundRat(pence(*revenue)))
		t.Revenue = &p
	}
}

// opposition is £1 × (1 − support) per patient, in pence, by model. An area's
// own consultation is shrunk to the capital's by the number of responses; a
// figure without responses behind it has no weight.
func (c *compiler) opposition(a *Area) []rate {
	costs := &c.Scenario.Costs
	general, weight := decimal(costs.Consultation), decimal(costs.ConsultationWeight)
	out := make([]rate, len(c.models))
	for m := range c.models {
		support := general
		if own, ok := a.Support[c.models[m].Code]; ok {
			if a.SupportResponse == nil {
				c.warn(Fault{File: "areas.csv", Name: fmt.Sprintf("area %q", a.Code), Value: "states support without the number of responses behind it",
					Want: "responses", Maybe: "the column is missing; the support of the whole capital is used"})
			} else if n := whole(int64(*a.SupportResponse)); n.Sign() > 0 {
				yes := new(big.Rat).Add(product(decimal(own), n), product(general, weight))
				support = yes.Quo(yes, new(big.Rat).Add(n, weight))
			}
		}
		out[m] = newRate(product(hundred, new(big.Rat).Sub(big.NewRat(1, 1), support)))
	}
	return out
}

// inScope says whether the rule boundary lets practices of one area join sites
// of another.
func (in *Instance) inScope(practice, site int32) bool {
	switch in.Scenario.Rules.Boundary.Scope {
	case "any":
		return true
	case "neighbours":
		return practice == site || in.Areas[practice].neighbours[site]
	}
	return practice == site
}

// permits says whether an area permits a model under the rule area-choice.
func (in *Instance) permits(area, m int32) bool {
	return in.prices[ruleAreaChoice] == 0 || in.Areas[area].models.has(m)
}

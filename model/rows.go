package model

import (
	"math/big"
)

// ruleIDs is every rule in the order of model.md §5.
var ruleIDs = []string{"once", "size", "reach", "travel-cap", "hub-cap", "host", "gps", "range", "coverage", "area-choice", "boundary",
	"budget", "travel-mean", "equity", "continuity", "outpatients", "staff", "locks", "willing", "stability"}

// RuleIDs are the ids of all rules, in the order of reports.
func RuleIDs() []string { return append([]string(nil), ruleIDs...) }

// compileRows writes down every rule that is a sum over the plan and is on.
func (c *compiler) compileRows() {
	c.gpRows()
	c.rangeRows()
	c.coverageRows()
	c.areaChoiceRows()
	c.budgetRows()
	c.travelMeanRows()
	c.equityRows()
	c.continuityRows()
	c.outpatientRows()
	c.staffRows()
	c.lockRows()
	c.stabilityRows()
}

// ruleRow starts a row of a switchable rule; on is false where it is off.
func (c *compiler) ruleRow(id string, rule Rule, area int32, unit string) (row Row, on bool) {
	if rule.State == Off || rule.State == "" {
		return Row{}, false
	}
	price := int64(0)
	if rule.State == Priced {
		price = c.price(id, rule)
	}
	return newRow(id, area, rule.State, price, unit), true
}

func (c *compiler) addRow(r Row) { c.Rows = append(c.Rows, r) }

// perArea is -1 for the capital, then every area that has practices.
func (c *compiler) perArea() []int32 {
	out := []int32{-1}
	for a := range c.Areas {
		if c.AreaTotal[a] > 0 {
			out = append(out, int32(a))
		}
	}
	return out
}

func (c *compiler) patientsOf(area int32) int64 {
	if area < 0 {
		return int64(c.Total)
	}
	return int64(c.AreaTotal[area])
}

// most is the greatest whole number within a share of a sum.
func most(share float64, sum int64) int64 { return floorRat(product(decimal(share), whole(sum))) }

// least is the smallest whole number that reaches a share of a sum.
func least(share float64, sum int64) int64 { return ceilRat(product(decimal(share), whole(sum))) }

// fraction is x as num/den.
func fraction(x *big.Rat) (num, den int64) { return clampInt(x.Num()), clampInt(x.Denom()) }

// rangeRows: every model named is open at n sites or more, and serves its share
// of the placed patients.
func (c *compiler) rangeRows() {
	rule := &c.Scenario.Rules.Range
	for m := range c.models {
		code := c.models[m].Code
		n := rule.N[code]
		if n <= 0 {
			continue
		}
		if r, on := c.ruleRow("range", rule.Rule, -1, "sites "+code); on {
			r.Lower = int64(n)
			r.Tier = func(o *Option, _ *TierTerms) int64 { return indicator(o.Model == int32(m)) }
			c.addRow(r)
		}
	}
	if rule.Share == nil {
		return
	}
	num, den := fraction(decimal(*rule.Share))
	for m := range c.models {
		if rule.N[c.models[m].Code] <= 0 {
			continue
		}
		if r, on := c.ruleRow("range", rule.Rule, -1, "patients "+c.models[m].Code); on {
			r.Lower, r.Scale, r.OfPlaced = 0, den, num
			r.Arc = func(a *Arc, _ *Link) int64 {
				return int64(c.Practices[a.Practice].List) * (den*indicator(a.Model == int32(m)) - num)
			}
			c.addRow(r)
		}
	}
}

func indicator(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// coverageRows limit who stays as they are, capital-wide and by area.
func (c *compiler) coverageRows() {
	rule := &c.Scenario.Rules.Coverage
	practices := rule.Of == "practices"
	counts := make([]int64, len(c.Areas))
	for p := range c.Practices {
		counts[c.Practices[p].Area]++
	}
	for _, area := range c.perArea() {
		all, share, unit := c.patientsOf(area), rule.AreaShare, "patients"
		if area < 0 {
			share = rule.Share
		}
		if practices {
			unit, all = "practices", int64(len(c.Practices))
			if area >= 0 {
				all = counts[area]
			}
		}
		r, on := c.ruleRow("coverage", rule.Rule, area, unit)
		if !on {
			return
		}
		r.Of, r.OfArea = all, area
		r.Upper = all - least(share, all)
		r.Stay = func(p int32) int64 {
			switch {
			case area >= 0 && c.Practices[p].Area != area:
				return 0
			case practices:
				return 1
			}
			return int64(c.Practices[p].List)
		}
		c.addRow(r)
	}
}

// areaChoiceRows are the least and most sites of every area, in all and by model.
func (c *compiler) areaChoiceRows() {
	for a := range c.Areas {
		t := &c.Areas[a]
		c.siteCountRows(int32(a), -1, t.MinSites, t.MaxSites)
		for m := range c.models {
			c.siteCountRows(int32(a), int32(m), t.MinModel[m], t.MaxModel[m])
		}
	}
}

func (c *compiler) siteCountRows(area, m int32, fewest, greatest int) {
	unit := "sites"
	if m >= 0 {
		unit += " " + c.models[m].Code
	}
	r, on := c.ruleRow("area-choice", c.Scenario.Rules.AreaChoice, area, unit)
	if !on {
		return
	}
	r.Tier = func(o *Option, _ *TierTerms) int64 {
		return indicator(c.siteArea[o.Site] == area && (m < 0 || o.Model == m))
	}
	if fewest > 0 {
		lower := r
		lower.Lower = int64(fewest)
		c.addRow(lower)
	}
	if greatest < noLimit {
		r.Upper = int64(greatest)
		c.addRow(r)
	}
}

// budgetRows limit capital and yearly revenue, capital-wide and by area; a site
// is charged to the area where it stands.
func (c *compiler) budgetRows() {
	rule := &c.Scenario.Rules.Budget
	for _, area := range append([]int32{-1}, numbers(len(c.Areas))...) {
		var capital, revenue *Pence
		if area < 0 {
			var t AreaTerms
			t.limitMoney(rule.Capital, rule.Revenue)
			capital, revenue = t.Capital, t.Revenue
		} else {
			capital, revenue = c.Areas[area].Capital, c.Areas[area].Revenue
		}
		c.budgetRow(area, "pence of capital", capital, c.capital, func(t *TierTerms) int64 { return int64(t.Capital) })
		c.budgetRow(area, "pence a year", revenue, c.revenue, func(t *TierTerms) int64 { return int64(t.Block[BlockRunning]) })
	}
}

func (c *compiler) budgetRow(area int32, unit string, limit *Pence, ofArc func(*Arc) int64, ofTier func(*TierTerms) int64) {
	r, on := c.ruleRow("budget", c.Scenario.Rules.Budget.Rule, area, unit)
	if !on || limit == nil {
		return
	}
	r.Upper, r.OfArea = int64(*limit), area
	r.Arc = func(a *Arc, _ *Link) int64 {
		if area >= 0 && c.Practices[a.Practice].Area != area {
			return 0
		}
		return ofArc(a)
	}
	r.Tier = func(o *Option, t *TierTerms) int64 {
		if area >= 0 && c.siteArea[o.Site] != area {
			return 0
		}
		return ofTier(t)
	}
	c.addRow(r)
}

func numbers(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

package model

import "math/big"

// travelMeanRows limit extra minutes per patient and year, capital-wide and by
// area; with `net`, of GP and outpatient trips together. `net` without a limit
// says that net travel may not rise.
func (c *compiler) travelMeanRows() {
	rule := &c.Scenario.Rules.TravelMean
	capital := rule.Limit
	if rule.Net && capital == nil && rule.AreaLimit == nil {
		capital = new(float64)
	}
	for _, area := range c.perArea() {
		limit := rule.AreaLimit
		if area < 0 {
			limit = capital
		}
		r, on := c.ruleRow("travel-mean", rule.Rule, area, "patient-minutes")
		if !on || limit == nil {
			continue
		}
		r.OfArea = area
		r.Upper = most(*limit, c.patientsOf(area))
		r.Arc = func(a *Arc, l *Link) int64 {
			if area >= 0 && c.Practices[a.Practice].Area != area {
				return 0
			}
			minutes := int64(0)
			if a.Moves {
				minutes = l.GPMinutes
			}
			if rule.Net && c.offersOutpatients(a.Site, a.Model) {
				minutes += l.OutMinutes
			}
			return minutes
		}
		c.addRow(r)
	}
}

// equityRows: the mean extra travel of the most deprived fifth is no worse than
// that of all by more than the limit. In minutes of the fifth's patients.
func (c *compiler) equityRows() {
	rule := &c.Scenario.Rules.Equity
	r, on := c.ruleRow("equity", rule.Rule, -1, "patient-minutes")
	if !on || rule.Limit == nil {
		return
	}
	patients := new(big.Rat).SetFloat64(c.fifth.patients)
	r.Upper = floorRat(product(decimal(*rule.Limit), patients))
	r.Arc = func(a *Arc, _ *Link) int64 {
		if !a.Moves {
			return 0
		}
		_, x := c.linkFor(a)
		return x.equity
	}
	c.addRow(r)
}

// continuityRows limit the patients whose practice merges, and whose practice
// moves.
func (c *compiler) continuityRows() {
	rule := &c.Scenario.Rules.Continuity
	merges := func(a *Arc) bool { return c.models[a.Model].OneList }
	moves := func(a *Arc) bool { return a.Moves }
	for _, area := range c.perArea() {
		merged, moved := rule.AreaMergedShare, rule.AreaMovedShare
		if area < 0 {
			merged, moved = rule.MergedShare, rule.MovedShare
		}
		c.continuityRow(area, "patients merged", merged, merges)
		c.continuityRow(area, "patients moved", moved, moves)
	}
}

func (c *compiler) continuityRow(area int32, unit string, share *float64, counts func(*Arc) bool) {
	r, on := c.ruleRow("continuity", c.Scenario.Rules.Continuity.Rule, area, unit)
	if !on || share == nil {
		return
	}
	r.OfArea = area
	r.Upper = most(*share, c.patientsOf(area))
	r.Arc = func(a *Arc, _ *Link) int64 {
		p := &c.Practices[a.Practice]
		if area >= 0 && p.Area != area || !counts(a) {
			return 0
		}
		return int64(p.List)
	}
	c.addRow(r)
}

// staffRows limit the staff who change workplace.
func (c *compiler) staffRows() {
	rule := &c.Scenario.Rules.Staff
	r, on := c.ruleRow("staff", rule.Rule, -1, "people")
	if !on || rule.Share == nil {
		return
	}
	all := int64(0)
	for p := range c.Practices {
		all += c.Practices[p].Staff
	}
	r.Scale = c.staff
	r.Upper = most(*rule.Share, all)
	r.Arc = func(a *Arc, _ *Link) int64 { return indicator(a.Moves) * c.Practices[a.Practice].Staff }
	c.addRow(r)
}

// stabilityRows limit the practices whose site or model differs from the
// reference plan.
func (c *compiler) stabilityRows() {
	rule := &c.Scenario.Rules.Stability
	r, on := c.ruleRow("stability", rule.Rule, -1, "practices")
	if !on || rule.Practices == nil || c.stable == nil {
		return
	}
	r.Upper = int64(*rule.Practices)
	r.Arc = func(a *Arc, _ *Link) int64 { return indicator(c.changed(a.Practice, a.Site, a.Model)) }
	r.Stay = func(p int32) int64 { return indicator(c.changed(p, -1, -1)) }
	c.addRow(r)
}

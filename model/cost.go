package model

import "slices"

// Accounts is what a plan costs a year. Parts are unweighted; the objective is the
// weighted sum of the parts, each weighted and rounded where it arises, and of
// what priced rules cost.
type Accounts struct {
	Sites     []Parts   // [open site] its own parts
	Practices []Parts   // [practice]
	Total     Parts     // of all sites and practices
	Priced    RuleCosts // of all rules
	Areas     []AreaCosts
	Objective Pence
}

// RuleCosts is what priced rules cost, by rule in the order of RuleIDs.
type RuleCosts []Pence

// Sum is the cost of all rules.
func (r RuleCosts) Sum() Pence {
	total := Pence(0)
	for _, c := range r {
		total += c
	}
	return total
}

// Of is the cost of one rule.
func (r RuleCosts) Of(id string) Pence {
	if i := slices.Index(ruleIDs, id); i >= 0 && i < len(r) {
		return r[i]
	}
	return 0
}

// AreaCosts is an area's share of the costs. The last of Accounts.Areas has Area -1
// and holds what belongs to no area: priced rules that are capital-wide.
type AreaCosts struct {
	Area                             int32
	Parts                            Parts
	Priced                           RuleCosts
	Patients, Covered, Moved, Merged Patients
}

// Cost is the definition of what a plan costs, whether or not it is feasible.
// A site whose stated tier does not exist costs nothing.
func Cost(in *Instance, plan *Plan) *Accounts { return in.evaluate(plan).cost() }

func (e *evaluation) cost() *Accounts {
	c := &Accounts{
		Sites: make([]Parts, len(e.plan.Sites)), Practices: make([]Parts, len(e.arcs)),
		Priced: make(RuleCosts, len(ruleIDs)), Areas: e.in.emptyAreas(),
	}
	for i := range e.plan.Sites {
		if _, t := e.tier(i); t != nil {
			c.Sites[i] = t.Block
			c.Total.Add(&t.Block)
			c.Objective += t.Cost
		}
	}
	for p := range e.arcs {
		if !e.placed(int32(p)) {
			continue
		}
		c.Practices[p] = e.in.parts(&e.arcs[p], &e.links[p])
		c.Total.Add(&c.Practices[p])
		c.Objective += e.in.Weighted(&c.Practices[p])
	}
	e.chargePractices(c)
	e.chargeSites(c)
	e.chargeRules(c)
	c.Objective += c.Priced.Sum()
	return c
}

func (in *Instance) emptyAreas() []AreaCosts {
	out := make([]AreaCosts, in.NumAreas()+1)
	for a := range out {
		out[a].Area = int32(a)
		out[a].Priced = make(RuleCosts, len(ruleIDs))
		if a < in.NumAreas() {
			out[a].Patients = in.AreaTotal[a]
		}
	}
	out[in.NumAreas()].Area = -1
	return out
}

// chargePractices gives practices' parts, and their patients, to their areas.
func (e *evaluation) chargePractices(c *Accounts) {
	for p := range e.arcs {
		t := &e.in.Practices[p]
		area := &c.Areas[t.Area]
		area.Parts.Add(&c.Practices[p])
		if !e.placed(int32(p)) {
			continue
		}
		area.Covered += t.List
		if e.arcs[p].Moves {
			area.Moved += t.List
		}
		if e.in.models[e.arcs[p].Model].OneList {
			area.Merged += t.List
		}
	}
}

// chargeSites splits every part of a site over the areas of its practices, in
// proportion to patients: largest remainder, ties to the lower code. A site that
// nobody joins is charged to the area where it stands.
func (e *evaluation) chargeSites(c *Accounts) {
	members := e.practicesBySite()
	for i, open := range e.plan.Sites {
		var areas []int32
		patients := map[int32]Patients{}
		for _, p := range members[open.Site] {
			a := e.in.Practices[p].Area
			if _, seen := patients[a]; !seen {
				areas = append(areas, a)
			}
			patients[a] += e.in.Practices[p].List
		}
		if len(areas) == 0 {
			areas = []int32{e.in.siteArea[open.Site]}
		}
		slices.SortFunc(areas, e.in.byAreaCode)
		shares := make([]int64, len(areas))
		for k, a := range areas {
			shares[k] = int64(patients[a])
		}
		for part, amount := range c.Sites[i] {
			for k, piece := range split(int64(amount), shares) {
				c.Areas[areas[k]].Parts[part] += Pence(piece)
			}
		}
	}
}

// chargeRules adds up what priced rules cost: of areas where they are by area or
// where the practice or the site is, else of nobody's.
func (e *evaluation) chargeRules(c *Accounts) {
	nobody := int32(e.in.NumAreas())
	charge := func(id string, area int32, cost int64) {
		if area < 0 {
			area = nobody
		}
		i := slices.Index(ruleIDs, id)
		c.Priced[i] += Pence(cost)
		c.Areas[area].Priced[i] += Pence(cost)
	}
	for p := range e.arcs {
		for r := range numArcRules {
			if e.breaks[p]>>r&1 != 0 && e.pricedArc(r) && r != ruleAreaChoice {
				units := e.in.units(r, &e.arcs[p], &e.links[p], e.extra[p])
				charge(r.String(), e.in.Practices[p].Area, units*e.in.prices[r])
			}
		}
	}
	if e.pricedArc(ruleAreaChoice) {
		for i, against := range e.againstChoice() {
			if against {
				charge("area-choice", e.in.siteArea[e.plan.Sites[i].Site], e.in.prices[ruleAreaChoice])
			}
		}
	}
	for r := range e.in.Rows {
		row := &e.in.Rows[r]
		if row.State != Priced {
			continue
		}
		area := row.Area
		if row.OfSite >= 0 {
			area = e.in.siteArea[row.OfSite]
		}
		if v := row.Violation(e.rows[r]); v > 0 {
			charge(row.ID, area, v*row.Price)
		}
	}
}

func (e *evaluation) pricedArc(r arcRule) bool {
	return e.in.prices[r] != hardPrice && e.in.prices[r] != 0
}

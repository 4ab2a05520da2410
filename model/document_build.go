package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// NewDocument writes a plan down with its costs, its areas and its rules. The
// plan must be settled; whether it is feasible does not matter here.
func NewDocument(in *Instance, plan *Plan, status DocumentStatus) *Document {
	e := in.evaluate(plan)
	costs := e.cost()
	d := &Document{
		Version:  DocumentVersion{Format: DocumentFormat},
		Instance: DocumentInstance{Name: in.Data.Name, SHA256: in.SHA256, ScenarioSHA256: in.Scenario.digest()},
		Scenario: in.Scenario,
		Options:  map[string]any{},
		Status:   status,
		Sites:    e.documentSites(costs), Practices: e.documentPractices(costs), Areas: e.documentAreas(costs),
		Costs:      in.documentCosts(&costs.Total, costs.Priced),
		Rules:      e.check().Rows,
		Statistics: map[string]any{},
	}
	objective := costs.Objective
	d.Costs.Objective = &objective
	return d
}

// digest identifies a scenario's content.
func (s *Scenario) digest() string {
	text, err := json.Marshal(s)
	if err != nil {
		panic("model: a scenario that cannot be written: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (e *evaluation) documentSites(c *Accounts) []DocumentSite {
	members := e.practicesBySite()
	out := make([]DocumentSite, len(e.plan.Sites))
	for i, open := range e.plan.Sites {
		s := &out[i]
		*s = DocumentSite{
			Site:      e.in.Data.Sites[open.Site].Code,
			Model:     e.in.models[open.Model].Code,
			Area:      e.in.Data.Areas[e.in.siteArea[open.Site]].Code,
			Practices: []string{},
			Patients:  e.loads[i].Patients,
			Cost:      named(&c.Sites[i], Part.OfSite),
		}
		if _, t := e.tier(i); t != nil {
			s.Tier = t.Name
		}
		for _, p := range members[open.Site] {
			s.Practices = append(s.Practices, e.in.Data.Practices[p].Code)
		}
	}
	return out
}

func (e *evaluation) documentPractices(c *Accounts) []DocumentPractice {
	ofPractice := func(p Part) bool { return !p.OfSite() }
	out := make([]DocumentPractice, len(e.arcs))
	for p := range e.arcs {
		a, d := &e.arcs[p], &out[p]
		*d = DocumentPractice{Practice: e.in.Data.Practices[p].Code, Cost: named(&c.Practices[p], ofPractice)}
		beyond := e.in.BeyondToday(int32(p))
		if e.placed(int32(p)) {
			d.Site, d.Model, d.Moves = &e.in.Data.Sites[a.Site].Code, &e.in.models[a.Model].Code, a.Moves
			if a.Moves {
				d.ExtraGPMinutes = e.links[p].GPMinutes
				beyond = e.links[p].Beyond
			}
		}
		d.BeyondHardLimit = Decimal(float64(beyond) / float64(e.in.ShareScale(int32(p)))).round()
	}
	return out
}

func (e *evaluation) documentAreas(c *Accounts) []DocumentArea {
	out := make([]DocumentArea, len(c.Areas))
	for i := range c.Areas {
		a := &c.Areas[i]
		out[i] = DocumentArea{Costs: e.in.documentCosts(&a.Parts, a.Priced),
			Patients: a.Patients, PatientsCovered: a.Covered, PatientsMoved: a.Moved, Merged: a.Merged}
		if a.Area >= 0 {
			out[i].Area = &e.in.Data.Areas[a.Area].Code
		}
	}
	return out
}

func (in *Instance) documentCosts(parts *Parts, priced RuleCosts) DocumentCosts {
	out := DocumentCosts{Cash: named(parts, Part.Cash), Valued: named(parts, func(p Part) bool { return !p.Cash() }), Priced: map[string]Pence{}}
	states := in.Scenario.Rules.states()
	for i, id := range ruleIDs {
		if states[id] == Priced {
			out.Priced[id] = priced[i]
		}
	}
	return out
}

// named is parts by name, of those wanted.
func named(parts *Parts, wanted func(Part) bool) map[string]Pence {
	out := map[string]Pence{}
	for i, amount := range parts {
		if wanted(Part(i)) {
			out[Part(i).String()] = amount
		}
	}
	return out
}

// states are the states of the rules that have one.
func (r *Rules) states() map[string]State {
	return map[string]State{
		"travel-cap": r.TravelCap.State, "hub-cap": r.HubCap.State, "gps": r.GPs.State, "range": r.Range.State,
		"coverage": r.Coverage.State, "area-choice": r.AreaChoice.State, "boundary": r.Boundary.State, "budget": r.Budget.State,
		"travel-mean": r.TravelMean.State, "equity": r.Equity.State, "continuity": r.Continuity.State,
		"outpatients": r.Outpatient.State, "staff": r.Staff.State, "willing": r.Willing.State, "stability": r.Stability.State,
	}
}

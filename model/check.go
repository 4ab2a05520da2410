package model

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Verdict is what Check says about a plan.
type Verdict struct {
	Rows       []RuleRow   // every active rule, in the order of RuleIDs
	Violations []Violation // of hard rules only; none means feasible
}

// Feasible says whether no hard rule is broken.
func (v *Verdict) Feasible() bool { return len(v.Violations) == 0 }

// Violation is a hard rule that a plan breaks, in words.
type Violation struct {
	Rule string
	Text string
}

func (v Violation) String() string { return v.Rule + ": " + v.Text }

// RuleRow is a row of `rules` in plan.json. Slack is how far the value lies
// within the limit, negative where it does not. Violation counts whole units,
// begun ones too. For rules that bind each practice or site by itself, value,
// limit and slack are those of the worst, and violation is the sum over all.
type RuleRow struct {
	ID        string  `json:"id"`
	Area      *string `json:"area"`
	State     State   `json:"state"`
	Value     Decimal `json:"value"`
	Limit     Decimal `json:"limit"`
	Slack     Decimal `json:"slack"`
	Violation Decimal `json:"violation"`
	Unit      string  `json:"unit"`
	Practice  string  `json:"practice,omitempty"` // the worst
	Site      string  `json:"site,omitempty"`     // where it goes, or the worst
}

// Decimal is a number that files show with at most six decimals.
type Decimal float64

// MarshalJSON writes the number without an exponent; whoever makes one for a
// file has rounded it.
func (d Decimal) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(d), 'f', -1, 64), nil
}

func (d Decimal) round() Decimal {
	r := Decimal(math.Round(float64(d)*1e6) / 1e6)
	if r == 0 {
		return 0 // never -0
	}
	return r
}

// Check is the definition of what a plan must keep.
func Check(in *Instance, plan *Plan) *Verdict { return in.evaluate(plan).check() }

func (e *evaluation) check() *Verdict {
	v := &Verdict{}
	e.checkOnce(v)
	e.checkSize(v)
	e.checkArcRule(v, ruleReach)
	e.checkArcRule(v, ruleTravelCap)
	e.checkArcRule(v, ruleHubCap)
	e.checkHosts(v)
	e.checkGPs(v)
	e.checkRows(v, "range")
	e.checkRows(v, "coverage")
	e.checkChoice(v)
	e.checkRows(v, "area-choice")
	e.checkArcRule(v, ruleBoundary)
	for _, id := range []string{"budget", "travel-mean", "equity", "continuity", "outpatients", "staff"} {
		e.checkRows(v, id)
	}
	e.checkLocks(v)
	e.checkArcRule(v, ruleWilling)
	e.checkRows(v, "stability")
	return v
}

// add appends a rule's row, and a violation where the rule is hard and broken.
func (v *Verdict) add(r RuleRow, format string, args ...any) {
	r.Value, r.Limit, r.Slack = r.Value.round(), r.Limit.round(), r.Slack.round()
	v.Rows = append(v.Rows, r)
	if r.State == Hard && r.Violation > 0 {
		v.violate(r.ID, format, args...)
	}
}

func (v *Verdict) violate(rule, format string, args ...any) {
	v.Violations = append(v.Violations, Violation{rule, fmt.Sprintf(format, args...)})
}

// checkRows reports the sums of one rule, one row each.
func (e *evaluation) checkRows(v *Verdict, id string) {
	for r := range e.in.Rows {
		if row := &e.in.Rows[r]; row.ID == id && !row.Worst {
			out := e.in.report(row, e.rows[r])
			if row.OfPlaced > 0 {
				share := row.OfPlaced * e.placedPatients()
				out.Value, out.Limit = Decimal(float64(e.rows[r]+share)/float64(row.Scale)), Decimal(float64(share)/float64(row.Scale))
			}
			where := "the capital"
			if out.Area != nil {
				where = "area " + strconv.Quote(*out.Area)
			}
			v.add(out, "%s: %s %s, want %s %s", where, show(out.Value), out.Unit, bound(row), show(out.Limit))
		}
	}
}

// placedPatients are those of all practices that join a site.
func (e *evaluation) placedPatients() int64 {
	sum := int64(0)
	for p := range e.arcs {
		if e.placed(int32(p)) {
			sum += int64(e.in.Practices[p].List)
		}
	}
	return sum
}

func show(d Decimal) string { return strconv.FormatFloat(float64(d.round()), 'f', -1, 64) }

func bound(r *Row) string {
	if atLeast(r) {
		return "at least"
	}
	return "at most"
}

func atLeast(r *Row) bool { return r.Of > 0 || r.Upper >= rowNoUpper }

// report turns a row's activity into a line of the report.
func (in *Instance) report(row *Row, activity int64) RuleRow {
	out := RuleRow{ID: row.ID, State: row.State, Unit: row.Unit, Violation: Decimal(row.Violation(activity))}
	if row.Area >= 0 {
		out.Area = &in.Data.Areas[row.Area].Code
	}
	scale := func(n int64) Decimal { return Decimal(float64(n) / float64(row.Scale)) }
	switch {
	case row.Of > 0:
		out.Value, out.Limit = scale(row.Of-activity), scale(row.Of-row.Upper)
		out.Slack = scale(row.Upper - activity)
	case atLeast(row):
		out.Value, out.Limit, out.Slack = scale(activity), scale(row.Lower), scale(activity-row.Lower)
	default:
		out.Value, out.Limit, out.Slack = scale(activity), scale(row.Upper), scale(row.Upper-activity)
	}
	return out
}

// checkGPs reports, of the open sites whose tier limits GPs, the one with the
// least room.
func (e *evaluation) checkGPs(v *Verdict) {
	rule := e.in.Scenario.Rules.GPs
	if rule.State == Off {
		return
	}
	worst := RuleRow{ID: "gps", State: rule.State, Unit: "GPs"}
	total := Decimal(0)
	for r := range e.in.Rows {
		row := &e.in.Rows[r]
		if row.ID != "gps" {
			continue
		}
		i := e.plan.Open(row.OfSite)
		if i < 0 {
			continue
		}
		out := e.in.report(row, e.rows[r])
		total += out.Violation
		o, t := e.tier(i)
		if t == nil || t.GPs < 0 || row.Tier(o, t) == 0 {
			continue // no size, no limit, or the row of a model that is not open here
		}
		if worst.Site == "" || out.Slack < worst.Slack {
			room := Decimal(float64(t.GPs) / float64(row.Scale))
			worst, worst.Site = out, e.in.Data.Sites[row.OfSite].Code
			worst.Value, worst.Limit = out.Value+room, room
		}
	}
	worst.Violation = total
	v.add(worst, "site %q has %s GPs, want at most %s", worst.Site, show(worst.Value), show(worst.Limit))
}

// count reports a structural rule: so many faults, where none may be.
func (v *Verdict) count(id, unit string, faults int) {
	n := Decimal(faults)
	v.Rows = append(v.Rows, RuleRow{ID: id, State: Hard, Value: n, Slack: (-n).round(), Violation: n, Unit: unit})
}

// checkOnce: everyone has one place, at an open site that offers the model to
// them; every site is open once.
func (e *evaluation) checkOnce(v *Verdict) {
	before := len(v.Violations)
	for i, open := range e.plan.Sites {
		code := e.in.Data.Sites[open.Site].Code
		if i > 0 && e.plan.Sites[i-1].Site >= open.Site {
			v.violate("once", "site %q is open twice, or out of order", code)
		}
		if e.in.option(open.Site, open.Model) < 0 {
			v.violate("once", "site %q cannot open %s", code, e.in.models[open.Model].Code)
		}
	}
	for _, p := range e.lost {
		v.violate("once", "practice %q is at site %q, which is closed", e.in.Data.Practices[p].Code, e.in.Data.Sites[e.plan.Places[p].Site].Code)
	}
	for p := range e.arcs {
		if e.placed(int32(p)) && e.breaks[p]>>ruleOnce&1 != 0 && e.in.option(e.arcs[p].Site, e.arcs[p].Model) >= 0 {
			v.violate("once", "practice %q does not permit %s", e.in.Data.Practices[p].Code, e.in.models[e.arcs[p].Model].Code)
		}
	}
	v.count("once", "places", len(v.Violations)-before)
}

// checkSize: every open site's practices lie within the tier that the plan
// states, which is the cheapest that admits them.
func (e *evaluation) checkSize(v *Verdict) {
	before := len(v.Violations)
	for i, l := range e.loads {
		open := &e.plan.Sites[i]
		o, t := e.tier(i)
		if o == nil {
			continue
		}
		code, m := e.in.Data.Sites[open.Site].Code, e.in.models[open.Model].Code
		best := e.in.CheapestTier(o, l)
		switch {
		case best < 0:
			v.violate("size", "site %q, %s, has %s with %s, which no tier admits", code, m, counted(l.Practices, "practices"), counted(l.Patients, "patients"))
		case t == nil || !e.in.Admits(t, l) || best != open.Tier:
			stated := "none"
			if t != nil {
				stated = t.Name
			}
			v.violate("size", "site %q, %s, states tier %s for %s with %s, want %s, the cheapest that admits them",
				code, m, stated, counted(l.Practices, "practices"), counted(l.Patients, "patients"), o.Tiers[best].Name)
		}
	}
	v.count("size", "sites", len(v.Violations)-before)
}

// checkHosts: where a site opens under a model that moves everyone, the
// practices in its building join it, if they may.
func (e *evaluation) checkHosts(v *Verdict) {
	before := len(v.Violations)
	for p := range e.arcs {
		for i := e.in.ArcStart[p]; i < e.in.ArcStart[p+1]; i++ {
			a := e.in.Arc(i)
			k := e.plan.Open(a.Site)
			if !a.Tied || k < 0 || e.plan.Sites[k].Model != a.Model || e.arcs[p].Site == a.Site {
				continue
			}
			v.violate("host", "practice %q is in the building of site %q, which opens %s without it",
				e.in.Data.Practices[p].Code, e.in.Data.Sites[a.Site].Code, e.in.models[a.Model].Code)
		}
	}
	v.count("host", "practices", len(v.Violations)-before)
}

// checkChoice reports sites that open against the wish of an area.
func (e *evaluation) checkChoice(v *Verdict) {
	rule := e.in.Scenario.Rules.AreaChoice
	if rule.State == Off {
		return
	}
	n, first := 0, ""
	for i, against := range e.againstChoice() {
		if against {
			if n == 0 {
				first = e.in.Data.Sites[e.plan.Sites[i].Site].Code
			}
			n++
		}
	}
	v.add(RuleRow{ID: "area-choice", State: rule.State, Value: Decimal(n), Slack: Decimal(-n), Violation: Decimal(n), Unit: "sites against choice", Site: first},
		"%s under a model that an area does not permit, the first %q", counted(n, "sites"), first)
}

// checkLocks counts the locks that are broken, practice by practice and site by
// site.
func (e *evaluation) checkLocks(v *Verdict) {
	before := len(v.Violations)
	t, d := &e.in.locks, e.in.Data
	for _, open := range e.plan.Sites {
		if t.forbidden[open.Site] || t.only[open.Site] >= 0 && t.only[open.Site] != open.Model {
			v.violate("locks", "site %q opens %s against a lock", d.Sites[open.Site].Code, e.in.models[open.Model].Code)
		}
	}
	for p := range e.arcs {
		switch {
		case e.placed(int32(p)) && !t.allowsPractice(&e.arcs[p]):
			v.violate("locks", "practice %q joins site %q against a lock", d.Practices[p].Code, d.Sites[e.arcs[p].Site].Code)
		case !e.placed(int32(p)) && !e.in.MayStay(int32(p)):
			v.violate("locks", "practice %q stays against the lock %q", d.Practices[p].Code, t.place[p].Text)
		}
	}
	for _, group := range t.groups {
		for _, p := range group[1:] {
			if e.arcs[p].Site != e.arcs[group[0]].Site {
				v.violate("locks", "practices %q and %q are not together", d.Practices[group[0]].Code, d.Practices[p].Code)
			}
		}
	}
	for r := range e.in.Rows {
		if row := &e.in.Rows[r]; row.ID == "locks" && row.Violation(e.rows[r]) > 0 {
			if row.Tier != nil {
				v.violate("locks", "site %q is required and not open so", d.Sites[row.OfSite].Code)
			} else {
				v.violate("locks", "practices that must be kept apart meet at site %q", d.Sites[row.OfSite].Code)
			}
		}
	}
	v.count("locks", "locks", len(v.Violations)-before)
}

func ruleState(in *Instance, r arcRule) State {
	rules := &in.Scenario.Rules
	switch r {
	case ruleTravelCap:
		return rules.TravelCap.State
	case ruleHubCap:
		return rules.HubCap.State
	case ruleBoundary:
		return rules.Boundary.State
	case ruleWilling:
		return rules.Willing.State
	}
	return Hard
}

func (e *evaluation) broken(r arcRule) []int32 {
	var out []int32
	for p := range e.arcs {
		if e.placed(int32(p)) && e.breaks[p]>>r&1 != 0 {
			out = append(out, int32(p))
		}
	}
	return slices.Clip(out)
}

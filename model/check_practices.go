package model

// checkArcRule reports a rule that binds each practice's place by itself: the
// worst practice, and the violations of all.
func (e *evaluation) checkArcRule(v *Verdict, r arcRule) {
	state := ruleState(e.in, r)
	if state == Off || state == "" {
		return
	}
	row := RuleRow{ID: r.String(), State: state, Unit: "practices"}
	broken := e.broken(r)
	for _, p := range broken {
		row.Violation += Decimal(e.in.units(r, &e.arcs[p], &e.links[p], e.extra[p]))
	}
	switch r {
	case ruleReach:
		e.worstDistance(&row, e.in.reach())
	case ruleTravelCap, ruleHubCap:
		e.worstShare(&row, r)
	default:
		row.Value, row.Slack = Decimal(len(broken)), Decimal(-len(broken))
		if len(broken) > 0 {
			e.nameWorst(&row, broken[0])
		}
	}
	// Violations are listed one by one; the row itself adds none.
	v.Rows = append(v.Rows, row.rounded())
	if state != Hard {
		return
	}
	for _, p := range broken {
		v.violate(r.String(), "practice %q to site %q (%s): %s", e.in.Data.Practices[p].Code, e.in.Data.Sites[e.arcs[p].Site].Code,
			e.in.models[e.arcs[p].Model].Code, e.reason(r, p))
	}
}

func (r RuleRow) rounded() RuleRow {
	r.Value, r.Limit, r.Slack = r.Value.round(), r.Limit.round(), r.Slack.round()
	return r
}

func (e *evaluation) nameWorst(row *RuleRow, p int32) {
	row.Practice = e.in.Data.Practices[p].Code
	row.Site = e.in.Data.Sites[e.arcs[p].Site].Code
}

// worstDistance fills a row in metres.
func (e *evaluation) worstDistance(row *RuleRow, limit Metres) {
	row.Unit, row.Limit = "metres", Decimal(limit)
	worst := int32(-1)
	for p := range e.arcs {
		if e.placed(int32(p)) && (worst < 0 || e.links[p].Metres > e.links[worst].Metres) {
			worst = int32(p)
		}
	}
	if worst >= 0 {
		row.Value = Decimal(e.links[worst].Metres)
		e.nameWorst(row, worst)
	}
	row.Slack = row.Limit - row.Value
}

// worstShare fills a row of travel-cap or hub-cap in patients of the practice
// that is worst off: those beyond the limit (for travel-cap, above today's)
// against the share of the list that may be.
func (e *evaluation) worstShare(row *RuleRow, r arcRule) {
	row.Unit = "patients"
	rule := &e.in.Scenario.Rules.TravelCap
	if r == ruleHubCap {
		rule = &e.in.Scenario.Rules.HubCap
	}
	found := false
	for p := range e.arcs {
		a := &e.arcs[p]
		if a.Site < 0 || r == ruleTravelCap && !a.Moves || r == ruleHubCap && a.Resident {
			continue
		}
		beyond := e.extra[p].hubBeyond
		if r == ruleTravelCap {
			beyond = e.links[p].Beyond - e.in.BeyondToday(int32(p))
		}
		list := float64(e.in.Practices[p].List)
		value := Decimal(list * float64(beyond) / float64(e.in.ShareScale(int32(p))))
		limit := Decimal(list * rule.Share)
		if tooFar(e.links[p].Metres, rule.KM) {
			value = Decimal(list)
		}
		if !found || limit-value < row.Slack {
			found = true
			row.Value, row.Limit, row.Slack = value, limit, limit-value
			e.nameWorst(row, int32(p))
		}
	}
}

// reason is what is wrong with a practice's place, in words.
func (e *evaluation) reason(r arcRule, p int32) string {
	units := e.in.units(r, &e.arcs[p], &e.links[p], e.extra[p])
	switch r {
	case ruleReach:
		return "it is " + show(Decimal(e.links[p].Metres)) + " metres away, want at most " + show(Decimal(e.in.reach()))
	case ruleTravelCap:
		return show(Decimal(units)) + " patients too many come to be beyond the limit"
	case ruleHubCap:
		return show(Decimal(units)) + " patients too many are beyond the limit of the hub"
	case ruleBoundary:
		return "the site stands outside the areas that it may join"
	case ruleWilling:
		return "the practice is not willing to move or merge"
	}
	return "it is not permitted"
}

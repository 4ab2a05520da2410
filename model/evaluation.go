package model

// evaluation is a plan looked at once, for Cost and for Check.
type evaluation struct {
	in     *Instance
	plan   *Plan
	arcs   []Arc       // [practice]; Site -1 where it stays
	links  []Link      // [practice] of its arc
	extra  []linkExtra // [practice]
	breaks []uint16    // [practice] the arc rules that it breaks
	loads  []Load      // [open site]
	rows   []int64     // [row] activity
	lost   []int32     // practices at a site that the plan does not open
}

func (in *Instance) evaluate(plan *Plan) *evaluation {
	n := len(plan.Places)
	e := &evaluation{in: in, plan: plan, arcs: make([]Arc, n), links: make([]Link, n), extra: make([]linkExtra, n), breaks: make([]uint16, n)}
	for p := range plan.Places {
		a, ok := plan.Arc(in, int32(p))
		if !ok {
			e.arcs[p] = Arc{Practice: int32(p), Site: -1, Model: -1, link: -1}
			if plan.Places[p].Site >= 0 {
				e.lost = append(e.lost, int32(p))
			}
			continue
		}
		e.arcs[p] = a
		e.links[p], e.extra[p] = in.linkFor(&a)
		e.breaks[p] = in.breaks(&a, &e.links[p], e.extra[p])
	}
	e.loads = plan.Loads(in)
	e.addUpRows()
	return e
}

func (e *evaluation) placed(p int32) bool { return e.arcs[p].Site >= 0 }

// tier is the tier that the plan states for an open site, or nil.
func (e *evaluation) tier(i int) (*Option, *TierTerms) {
	open := &e.plan.Sites[i]
	o := e.in.Option(open.Site, open.Model)
	if o == nil || open.Tier < 0 || open.Tier >= len(o.Tiers) {
		return o, nil
	}
	return o, &o.Tiers[open.Tier]
}

// addUpRows computes the activity of every row.
func (e *evaluation) addUpRows() {
	in := e.in
	e.rows = make([]int64, len(in.Rows))
	members := e.practicesBySite()
	for r := range in.Rows {
		row := &in.Rows[r]
		if row.OfSite >= 0 {
			e.rows[r] = e.ofSite(row, members[row.OfSite])
			continue
		}
		for p := range e.arcs {
			if row.OfArea < 0 || in.Practices[p].Area == row.OfArea {
				e.rows[r] += e.ofPractice(row, int32(p))
			}
		}
		if row.Tier == nil {
			continue
		}
		for i := range e.plan.Sites {
			if o, t := e.tier(i); t != nil {
				e.rows[r] += row.Tier(o, t)
			}
		}
	}
}

func (e *evaluation) practicesBySite() map[int32][]int32 {
	out := map[int32][]int32{}
	for p := range e.arcs {
		if e.placed(int32(p)) {
			out[e.arcs[p].Site] = append(out[e.arcs[p].Site], int32(p))
		}
	}
	return out
}

func (e *evaluation) ofPractice(row *Row, p int32) int64 {
	switch {
	case e.placed(p) && row.Arc != nil:
		return row.Arc(&e.arcs[p], &e.links[p])
	case !e.placed(p) && row.Stay != nil:
		return row.Stay(p)
	}
	return 0
}

func (e *evaluation) ofSite(row *Row, members []int32) int64 {
	sum := int64(0)
	for _, p := range members {
		sum += e.ofPractice(row, p)
	}
	if i := e.plan.Open(row.OfSite); i >= 0 && row.Tier != nil {
		if o, t := e.tier(i); t != nil {
			sum += row.Tier(o, t)
		}
	}
	return sum
}

// againstChoice says whether an open site lacks a permission that area-choice
// asks for: its own area's, or that of a practice there.
func (e *evaluation) againstChoice() []bool {
	out := make([]bool, len(e.plan.Sites))
	for i, open := range e.plan.Sites {
		out[i] = e.in.SiteBreaksChoice(open.Site, open.Model)
	}
	for p := range e.arcs {
		if e.placed(int32(p)) && e.breaks[p]>>ruleAreaChoice&1 != 0 {
			out[e.plan.Open(e.arcs[p].Site)] = true
		}
	}
	return out
}

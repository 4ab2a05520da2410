package model

import (
	"fmt"
	"strings"
)

// compileArcs keeps the arcs that no hard rule forbids.
func (c *compiler) compileArcs() {
	c.ArcStart = make([]int32, len(c.Practices)+1)
	hard := c.hardRules()
	for p := range c.Practices {
		for k := c.linkStart[p]; k < c.linkStart[p+1]; k++ {
			l, x := &c.links[k], c.extraOf(k)
			for o := c.OptionStart[l.Site]; o < c.OptionStart[l.Site+1]; o++ {
				m := c.Options[o].Model
				for _, resident := range c.residences(m, l) {
					a := c.newArc(l, m, resident)
					if c.breaks(&a, l, x)&hard == 0 {
						c.arcLink = append(c.arcLink, k)
						c.arcKind = append(c.arcKind, arcKind{uint8(m), resident})
					}
				}
			}
		}
		c.ArcStart[p+1] = int32(len(c.arcLink))
	}
	c.reportStranded()
	c.reportCrowded()
}

var (
	linkedOnly   = []bool{false}
	residentOnly = []bool{true}
	bothWays     = []bool{true, false}
)

// residences are the ways in which a practice may join a model.
func (in *Instance) residences(m int32, l *Link) []bool {
	switch in.models[m].Moves {
	case movesNone:
		return linkedOnly
	case movesEither:
		if l.Metres > Metres(in.Scenario.Rules.Host.Within) {
			return bothWays
		}
	}
	return residentOnly
}

func (in *Instance) hardRules() uint16 {
	set := uint16(0)
	for r := range numArcRules {
		if in.prices[r] == hardPrice {
			set |= 1 << r
		}
	}
	return set
}

// reportStranded warns of practices that can go nowhere, and refuses those that
// a lock sends to a place they cannot go.
func (c *compiler) reportStranded() {
	var list faultList
	near := newStrip(c.sites)
	for p := range c.Practices {
		first, last := c.ArcStart[p], c.ArcStart[p+1]
		if first < last {
			continue
		}
		name := fmt.Sprintf("practice %q", c.Data.Practices[p].Code)
		if lock := c.locks.place[p]; lock != nil {
			s, m := c.locks.at[p], c.locks.model[p]
			var reasons []string
			if s >= 0 {
				reasons = c.obstacles(int32(p), s, m)
			} else {
				reasons = []string{c.lastBarrier(int32(p), near)}
			}
			c.fault(Fault{File: lock.Source, Name: fmt.Sprintf("lock %q", lock.Text), Value: "sends " + name + " where it cannot go",
				Want: "a place that no rule forbids", Maybe: "the lock and " + strings.Join(reasons, ", ") + " cannot hold together"})
			continue
		}
		list.add("no place", Fault{File: "practices.csv", Line: c.lineOf("practices.csv", p), Name: name, Value: "can go nowhere",
			Want: "a site that no rule forbids", Maybe: "the rule " + c.lastBarrier(int32(p), near) + " is too tight: it takes the last of its sites away"})
	}
	c.warnings = append(c.warnings, list.sorted()...)
}

func (c *compiler) lineOf(file string, row int) int {
	if lines := c.full.Origin.Lines[file]; row < len(lines) {
		return lines[row]
	}
	return 0
}

// obstacles are the rules that forbid a practice a site: under one model, or,
// with m -1, the fewest over all models.
func (in *Instance) obstacles(p, s, m int32) []string {
	var best []string
	for k := range in.models {
		if m >= 0 && int32(k) != m {
			continue
		}
		var names []string
		for _, b := range in.Barriers(p, s, int32(k)) {
			names = append(names, b.Rule)
		}
		if best == nil || len(names) < len(best) {
			best = names
		}
	}
	return best
}

// Barrier is a hard rule that forbids an arc.
type Barrier struct {
	Rule  string
	Units int64 // patients for the caps, practices for the others
}

// Barriers are the hard rules that forbid a practice a site under a model, in
// the way in which the fewest do.
func (in *Instance) Barriers(p, s, m int32) []Barrier {
	var best []Barrier
	for i, moves := range bothWays {
		a := in.ArcTo(p, s, m, moves)
		l, x := in.linkFor(&a)
		set := in.hardlyBroken(in.breaks(&a, &l, x))
		var out []Barrier
		for r := range numArcRules {
			if set>>r&1 != 0 {
				out = append(out, Barrier{r.String(), in.units(r, &a, &l, x)})
			}
		}
		if i == 0 || len(out) < len(best) {
			best = out
		}
	}
	return best
}

// lastBarrier is the rule that takes the last places away from a practice that
// has none, the rules being asked in order. Links that were not stored broke
// boundary, or a rule asked before it; so their minutes do not matter.
func (c *compiler) lastBarrier(p int32, near *strip) string {
	from := c.practicePlace(p)
	worst := ruleReach
	for _, s := range near.within(from, c.reach(), nil) {
		for o := c.OptionStart[s]; o < c.OptionStart[s+1]; o++ {
			for _, moves := range bothWays {
				a := c.ArcTo(p, s, c.Options[o].Model, moves)
				l, x := Link{Practice: p, Site: s, Metres: from.to(c.sites[s])}, linkExtra{}
				if a.link >= 0 {
					l, x = c.linkFor(&a)
				}
				set := c.hardlyBroken(c.breaks(&a, &l, x))
				for r := range numArcRules { // the first that stops this arc
					if set>>r&1 != 0 {
						worst = max(worst, r)
						break
					}
				}
			}
		}
	}
	return worst.String()
}

// reportCrowded warns of options that cannot open because the practices that
// live there exceed every tier (rule host).
func (c *compiler) reportCrowded() {
	loads := make([]Load, len(c.Options))
	for i := range c.arcLink {
		if a := c.Arc(int32(i)); a.Tied {
			o := c.option(a.Site, a.Model)
			p := &c.Practices[a.Practice]
			loads[o].Patients += p.List
			loads[o].Practices++
			loads[o].GPs += p.GPs
		}
	}
	for o := range c.Options {
		option := &c.Options[o]
		if loads[o].Practices > 0 && !c.anyHolds(option, loads[o]) {
			c.warn(Fault{Name: fmt.Sprintf("site %q", c.Data.Sites[option.Site].Code),
				Value: fmt.Sprintf("cannot open %s: the building holds %s with %s",
					c.models[option.Model].Code, counted(loads[o].Practices, "practices"), counted(loads[o].Patients, "patients")),
				Want: "no more than its largest tier holds (rule host)"})
		}
	}
}

// anyHolds says whether some tier has room for a load and perhaps for more.
func (in *Instance) anyHolds(o *Option, l Load) bool {
	for k := range o.Tiers {
		t := &o.Tiers[k]
		if l.Patients <= t.MaxPatients && l.Practices <= t.MaxPractices &&
			(t.GPs < 0 || in.Scenario.Rules.GPs.State != Hard || l.GPs <= t.GPs) {
			return true
		}
	}
	return false
}

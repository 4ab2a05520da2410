package model

import (
	"math/big"
)

// Arc is one permitted place of a practice: a site under a care model. A model
// that moves practices one by one has two arcs to a site, resident and linked.
type Arc struct {
	Practice, Site, Model int32
	Resident              bool // its GP visits happen at the site
	InBuilding            bool // it is there already, within the rule host's distance
	Moves                 bool // resident and not there yet
	Tied                  bool // must be used if the site opens under the model

	link int32 // -1: not stored
}

// arcKind is what an Arc has besides its link.
type arcKind struct {
	model    uint8
	resident bool
}

// Arc returns arc number i.
func (in *Instance) Arc(i int32) Arc {
	l := &in.links[in.arcLink[i]]
	kind := in.arcKind[i]
	a := in.newArc(l, int32(kind.model), kind.resident)
	a.link = in.arcLink[i]
	return a
}

// NumArcs is the number of permitted arcs.
func (in *Instance) NumArcs() int { return len(in.arcLink) }

func (in *Instance) newArc(l *Link, m int32, resident bool) Arc {
	a := Arc{Practice: l.Practice, Site: l.Site, Model: m, Resident: resident, link: -1}
	a.InBuilding = l.Metres <= Metres(in.Scenario.Rules.Host.Within)
	a.Moves = resident && !a.InBuilding
	a.Tied = a.InBuilding && in.models[m].Moves == movesAll
	return a
}

// Values of CareModel.Moves.
const (
	movesNone   = "none"
	movesAll    = "all"
	movesEither = "either"
)

// ArcTo is the arc of a practice to any site under any model, permitted or not.
// moves decides only where the model leaves a choice.
func (in *Instance) ArcTo(p, s, m int32, moves bool) Arc {
	k := in.findLink(p, s)
	var l Link
	if k >= 0 {
		l = in.links[k]
	} else {
		l = Link{Practice: p, Site: s, Metres: in.practicePlace(p).to(in.sites[s])}
	}
	a := in.newArc(&l, m, true)
	switch in.models[m].Moves {
	case movesNone:
		a = in.newArc(&l, m, false)
	case movesEither:
		if !moves && !a.InBuilding {
			a = in.newArc(&l, m, false)
		}
	}
	a.link = k
	return a
}

// Link is the way that an arc takes.
func (in *Instance) Link(a *Arc) Link {
	l, _ := in.linkFor(a)
	return l
}

func (in *Instance) linkFor(a *Arc) (Link, linkExtra) {
	if a.link >= 0 {
		return in.links[a.link], in.extraOf(a.link)
	}
	return in.linkOf(a.Practice, a.Site)
}

// Parts are what an arc costs a year, unweighted.
func (in *Instance) Parts(a *Arc) Parts {
	l := in.Link(a)
	return in.parts(a, &l)
}

// GPMinutes are the extra minutes to the GP of an arc, a year.
func (in *Instance) GPMinutes(a *Arc) int64 {
	if !a.Moves {
		return 0
	}
	l := in.Link(a)
	return l.GPMinutes
}

// GPBeyond is the share of the practice's patients beyond the limit of
// travel-cap at the place of their GP visits, in 1/ShareScale.
func (in *Instance) GPBeyond(a *Arc) int64 {
	if !a.Moves {
		return in.BeyondToday(a.Practice)
	}
	l := in.Link(a)
	return l.Beyond
}

// breaks is the set of arc rules that an arc breaks, whatever their state.
func (in *Instance) breaks(a *Arc, l *Link, x linkExtra) (set uint16) {
	p := &in.Practices[a.Practice]
	rules := &in.Scenario.Rules
	is := func(r arcRule, broken bool) {
		if broken {
			set |= 1 << r
		}
	}
	area := in.siteArea[a.Site]
	is(ruleOnce, !p.models.has(a.Model) || in.option(a.Site, a.Model) < 0)
	is(ruleReach, l.Metres > in.reach())
	is(ruleLocks, !in.locks.allows(a))
	is(ruleBoundary, !in.inScope(p.Area, area))
	is(ruleAreaChoice, !in.permits(p.Area, a.Model) || !in.permits(area, a.Model))
	is(ruleWilling, !p.Willing && (a.Moves || in.models[a.Model].OneList))
	if a.Moves {
		is(ruleTravelCap, l.Beyond-p.today.beyond > in.capLimit[a.Practice] || tooFar(l.Metres, rules.TravelCap.KM))
	}
	if !a.Resident {
		is(ruleHubCap, x.hubBeyond > in.hubLimit[a.Practice] || tooFar(l.Metres, rules.HubCap.KM))
	}
	return set
}

func tooFar(d Metres, km *float64) bool { return km != nil && float64(d) > *km*1000+1e-6 }

// units is by how much an arc breaks a rule that it breaks: patients for the
// caps, practices for the others.
func (in *Instance) units(r arcRule, a *Arc, l *Link, x linkExtra) int64 {
	list := int64(in.Practices[a.Practice].List)
	rules := &in.Scenario.Rules
	switch r {
	case ruleTravelCap:
		if tooFar(l.Metres, rules.TravelCap.KM) {
			return list
		}
		return in.patientsOver(a.Practice, l.Beyond-in.BeyondToday(a.Practice), rules.TravelCap.Share)
	case ruleHubCap:
		if tooFar(l.Metres, rules.HubCap.KM) {
			return list
		}
		return in.patientsOver(a.Practice, x.hubBeyond, rules.HubCap.Share)
	}
	return 1
}

// patientsOver turns the excess of a share into patients, rounded up.
func (in *Instance) patientsOver(p int32, beyond int64, share float64) int64 {
	over := new(big.Rat).SetFrac64(beyond, in.ShareScale(p))
	over.Sub(over, decimal(share))
	return max(0, ceilRat(product(over, whole(int64(in.Practices[p].List)))))
}

// hardlyBroken keeps the rules of a set that forbid.
func (in *Instance) hardlyBroken(set uint16) uint16 {
	for r := range numArcRules {
		if in.prices[r] != hardPrice {
			set &^= 1 << r
		}
	}
	return set
}

// ArcPrice is what an arc pays for priced rules that it breaks by itself.
func (in *Instance) ArcPrice(a *Arc) Pence {
	l, x := in.linkFor(a)
	set := in.breaks(a, &l, x)
	total := int64(0)
	for r := range numArcRules {
		if set>>r&1 != 0 && in.prices[r] != hardPrice && in.prices[r] != 0 && r != ruleAreaChoice {
			total += in.prices[r] * in.units(r, a, &l, x)
		}
	}
	return Pence(total)
}

// BreaksChoice says whether an arc lacks the permission of an area that the rule
// area-choice asks for. Where the rule is priced, its site pays once.
func (in *Instance) BreaksChoice(a *Arc) bool {
	area := in.siteArea[a.Site]
	return !in.permits(in.Practices[a.Practice].Area, a.Model) || !in.permits(area, a.Model)
}

// ChoicePrice is what a site pays once where its own area, or that of one of its
// practices, does not permit its model; 0 unless the rule area-choice is priced.
func (in *Instance) ChoicePrice() Pence {
	if in.prices[ruleAreaChoice] == hardPrice {
		return 0
	}
	return Pence(in.prices[ruleAreaChoice])
}

// SiteBreaksChoice says whether the area where a site stands does not permit a
// model.
func (in *Instance) SiteBreaksChoice(s, m int32) bool { return !in.permits(in.siteArea[s], m) }

// MayOpen says whether no hard rule forbids a site to open under a model, whoever
// joins it.
func (in *Instance) MayOpen(s, m int32) bool {
	t := &in.locks
	return in.option(s, m) >= 0 && !t.forbidden[s] && (t.only[s] < 0 || t.only[s] == m) &&
		(in.prices[ruleAreaChoice] != hardPrice || !in.SiteBreaksChoice(s, m))
}

// ArcPractice and ArcSite read an arc without the rest of it.
func (in *Instance) ArcPractice(i int32) int32 { return in.links[in.arcLink[i]].Practice }

// ArcSite is the site of arc number i.
func (in *Instance) ArcSite(i int32) int32 { return in.links[in.arcLink[i]].Site }

package model

import (
	"cmp"
	"slices"
)

// Place is where a practice is under a plan. Site -1: it stays as it is.
type Place struct {
	Site  int32
	Moves bool // its GP visits move to the site
}

// OpenSite is a site that a plan opens. Tier numbers the tiers of its Option, -1
// where none admits its practices.
type OpenSite struct {
	Site, Model int32
	Tier        int
}

// Plan says which sites open and where every practice is. It belongs to the
// Instance it was made for, by index.
type Plan struct {
	Sites  []OpenSite // sorted by site
	Places []Place    // [practice]
}

// NewPlan leaves everybody where they are.
func NewPlan(in *Instance) *Plan {
	p := &Plan{Places: make([]Place, in.NumPractices())}
	for i := range p.Places {
		p.Places[i].Site = -1
	}
	return p
}

// Open is the open site number that stands at a site, or -1.
func (p *Plan) Open(site int32) int {
	i, ok := slices.BinarySearchFunc(p.Sites, site, func(o OpenSite, s int32) int { return cmp.Compare(o.Site, s) })
	if !ok {
		return -1
	}
	return i
}

// Arc is a practice's arc under the plan; ok is false where it stays, or its
// site is closed.
func (p *Plan) Arc(in *Instance, practice int32) (a Arc, ok bool) {
	place := p.Places[practice]
	if place.Site < 0 {
		return Arc{}, false
	}
	i := p.Open(place.Site)
	if i < 0 {
		return Arc{}, false
	}
	return in.ArcTo(practice, place.Site, p.Sites[i].Model, place.Moves), true
}

// Settle puts the plan in order: sites by number, each at the tier that the
// definition gives it (the cheapest that admits its practices), and Moves as it
// must be wherever the model leaves no choice.
func (p *Plan) Settle(in *Instance) {
	slices.SortFunc(p.Sites, func(a, b OpenSite) int { return cmp.Compare(a.Site, b.Site) })
	for i := range p.Places {
		a, ok := p.Arc(in, int32(i))
		p.Places[i].Moves = ok && a.Moves
	}
	for i, l := range p.Loads(in) {
		o := &p.Sites[i]
		o.Tier = -1
		if k := in.option(o.Site, o.Model); k >= 0 {
			o.Tier = in.CheapestTier(&in.Options[k], l)
		}
	}
}

// Loads are what the practices at each open site add up to.
func (p *Plan) Loads(in *Instance) []Load {
	loads := make([]Load, len(p.Sites))
	for i := range p.Places {
		a, ok := p.Arc(in, int32(i))
		if !ok {
			continue
		}
		l, t := &loads[p.Open(a.Site)], &in.Practices[i]
		l.Patients += t.List
		l.Practices++
		if a.Resident {
			l.GPs += t.GPs
		}
	}
	return loads
}

// Clone copies the plan.
func (p *Plan) Clone() *Plan {
	return &Plan{Sites: slices.Clone(p.Sites), Places: slices.Clone(p.Places)}
}

// Option is the option of a site under a model, or nil where it has none.
func (in *Instance) Option(site, m int32) *Option {
	if o := in.option(site, m); o >= 0 {
		return &in.Options[o]
	}
	return nil
}

// OptionIndex is the number of that option, or -1.
func (in *Instance) OptionIndex(site, m int32) int32 { return in.option(site, m) }

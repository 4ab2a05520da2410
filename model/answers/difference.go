package answers

import "polyclinic/model"

// Difference is what one plan does otherwise than another, for the same practices
// and sites. The scenarios may differ.
type Difference struct {
	Sites     []SiteChange
	Practices []PracticeChange
	Patients  model.Patients // of the practices in Practices
}

// SiteChange is a site that opens, closes, or opens otherwise. Before and After
// are "" where it is closed.
type SiteChange struct {
	Site          string
	Before, After string // care model
	TierBefore    string
	TierAfter     string
}

// Opens and Closes say which way a site changes.
func (c *SiteChange) Opens() bool { return c.Before == "" }

// Closes says that the site is closed after the change.
func (c *SiteChange) Closes() bool { return c.After == "" }

// PracticeChange is a practice with another place or model.
type PracticeChange struct {
	Practice string
	Patients model.Patients // on the list, before
	Before   Destination
	After    Destination
}

// Destination is where a practice is, by code; the zero value is staying as it
// is.
type Destination struct {
	Site, Model string
	Moves       bool
}

// Between lists what changes from one plan to another. Both instances must have
// the same practices and sites, in the same order.
func Between(before *model.Instance, p *model.Plan, after *model.Instance, q *model.Plan) *Difference {
	d := &Difference{}
	for s := range int32(before.NumSites()) {
		m, tier := opening(before, p, s)
		n, size := opening(after, q, s)
		if m != n || tier != size {
			d.Sites = append(d.Sites, SiteChange{Site: before.Data.Sites[s].Code, Before: m, After: n, TierBefore: tier, TierAfter: size})
		}
	}
	for i := range int32(before.NumPractices()) {
		from, to := destination(before, p, i), destination(after, q, i)
		if from == to {
			continue
		}
		list := before.Practices[i].List
		d.Practices = append(d.Practices, PracticeChange{Practice: before.Data.Practices[i].Code, Patients: list, Before: from, After: to})
		d.Patients += list
	}
	return d
}

// opening is the care model and the tier of a site under a plan, by name.
func opening(in *model.Instance, p *model.Plan, site int32) (care, tier string) {
	i := p.Open(site)
	if i < 0 {
		return "", ""
	}
	open := p.Sites[i]
	if o := in.Option(site, open.Model); o != nil && open.Tier >= 0 {
		tier = o.Tiers[open.Tier].Name
	}
	return in.Models()[open.Model].Code, tier
}

func destination(in *model.Instance, p *model.Plan, practice int32) Destination {
	a, ok := p.Arc(in, practice)
	if !ok {
		return Destination{}
	}
	return Destination{Site: in.Data.Sites[a.Site].Code, Model: in.Models()[a.Model].Code, Moves: a.Moves}
}

package model

import (
	"fmt"
	"slices"
)

// Plan is the plan that a document states, by code, as it states it: the tiers
// are not settled. Everything that does not fit the instance is a fault, and is
// left out of the plan.
func (d *Document) Plan(in *Instance) (*Plan, Faults) {
	r := documentReader{in: in, plan: NewPlan(in)}
	r.sites(d.Sites)
	r.practices(d.Practices)
	r.members(d)
	return r.plan, r.faults
}

type documentReader struct {
	in     *Instance
	plan   *Plan
	faults Faults
}

func (r *documentReader) fault(name, value, want string) {
	r.faults = append(r.faults, Fault{File: "plan.json", Name: name, Value: value, Want: want})
}

func (r *documentReader) sites(sites []DocumentSite) {
	seen := map[int32]bool{}
	for i := range sites {
		name := fmt.Sprintf("sites: site %q", sites[i].Site)
		s, known := r.in.SiteIndex(sites[i].Site)
		m, defined := r.in.ModelIndex(sites[i].Model)
		switch {
		case !known:
			r.fault(name, "is not in the instance", "a candidate site")
			continue
		case !defined:
			r.fault(name, fmt.Sprintf("has model %q", sites[i].Model), "a care model of the scenario")
			continue
		case seen[s]:
			r.fault(name, "is open twice", "each site once")
			continue
		}
		seen[s] = true
		open := OpenSite{Site: s, Model: m, Tier: -1}
		if o := r.in.Option(s, m); o != nil {
			open.Tier = slices.IndexFunc(o.Tiers, func(t TierTerms) bool { return t.Name == sites[i].Tier })
		}
		if open.Tier < 0 {
			r.fault(name, fmt.Sprintf("has tier %q of %s", sites[i].Tier, sites[i].Model), "a tier that the site has")
		}
		r.plan.Sites = append(r.plan.Sites, open)
	}
	slices.SortFunc(r.plan.Sites, func(a, b OpenSite) int { return int(a.Site - b.Site) })
}

func (r *documentReader) practices(practices []DocumentPractice) {
	seen := make([]bool, r.in.NumPractices())
	for i := range practices {
		d := &practices[i]
		name := fmt.Sprintf("practices: practice %q", d.Practice)
		p, ok := r.in.PracticeIndex(d.Practice)
		if !ok {
			r.fault(name, "is not in the instance", "a practice of the instance")
			continue
		}
		if seen[p] {
			r.fault(name, "is there twice", "each practice once")
			continue
		}
		seen[p] = true
		if (d.Site == nil) != (d.Model == nil) {
			r.fault(name, "has a site or a model only", "both, or neither where it stays")
		}
		if d.Site == nil {
			continue
		}
		s, ok := r.in.SiteIndex(*d.Site)
		if !ok {
			r.fault(name, fmt.Sprintf("is at site %q, which is not in the instance", *d.Site), "a candidate site")
			continue
		}
		r.plan.Places[p] = Place{Site: s, Moves: d.Moves}
	}
	for p, ok := range seen {
		if !ok {
			r.fault(fmt.Sprintf("practices: practice %q", r.in.Data.Practices[p].Code), "is missing", "every practice of the instance")
		}
	}
}

// members holds sites[].practices to practices[].site.
func (r *documentReader) members(d *Document) {
	at := map[string]string{}
	for i := range d.Practices {
		if s := d.Practices[i].Site; s != nil {
			at[d.Practices[i].Practice] = *s
		}
	}
	for i := range d.Sites {
		for _, code := range d.Sites[i].Practices {
			if at[code] != d.Sites[i].Site {
				r.fault(fmt.Sprintf("sites: site %q", d.Sites[i].Site), fmt.Sprintf("lists practice %q, which is not there", code), "practices[].site to agree")
			}
		}
	}
}

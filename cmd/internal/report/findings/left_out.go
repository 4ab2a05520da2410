package findings

import (
	"cmp"
	"slices"

	"polyclinic/model"
)

// Reason is why a practice stays as it is.
type Reason string

// The reasons, the strongest first.
const (
	Barred Reason = "barred" // rules or locks leave it no site at all
	Far    Reason = "far"    // rules leave it sites, but none of them is open under that model
	Full   Reason = "full"   // no open site that it may join has room
	Dear   Reason = "dear"   // it could join one, at a cost that coverage does not ask for
)

// LeftOut is a practice that stays as it is.
type LeftOut struct {
	Practice *Practice
	Deprived float64 // share of its patients in the most deprived fifth
	Reason   Reason
	Rules    []string // what bars it at the nearest sites

	// Of Dear: the open site that it could join at the least extra cost of the
	// objective, a year, all else unchanged.
	Site, Model string
	Extra       model.Pence
}

func (f *Findings) findLeftOut() {
	fifth := f.fifths()
	loads := f.Plan.Loads(f.In)
	for p := range f.Practices {
		if f.Practices[p].OpenSite >= 0 {
			continue
		}
		x := LeftOut{Practice: &f.Practices[p]}
		for _, home := range f.In.Homes(int32(p)) {
			if int(home.Zone) < len(fifth) && fifth[home.Zone] == 0 {
				x.Deprived += home.Share
			}
		}
		f.explain(&x, int32(p), loads)
		f.LeftOut = append(f.LeftOut, x)
	}
	slices.SortStableFunc(f.LeftOut, func(a, b LeftOut) int { return cmp.Compare(b.Practice.List, a.Practice.List) })
}

// explain finds the reason, and the cheapest open site where there is one.
func (f *Findings) explain(x *LeftOut, p int32, loads []model.Load) {
	first, last := f.In.ArcStart[p], f.In.ArcStart[p+1]
	if first == last {
		x.Reason, x.Rules = Barred, f.barriers(p)
		return
	}
	x.Reason = Far
	t := &f.In.Practices[p]
	for i := first; i < last; i++ {
		a := f.In.Arc(i)
		k := f.Plan.Open(a.Site)
		if k < 0 || f.Plan.Sites[k].Model != a.Model || f.Plan.Sites[k].Tier < 0 {
			continue
		}
		if x.Reason == Far {
			x.Reason = Full
		}
		o := f.In.Option(a.Site, a.Model)
		load := loads[k]
		load.Patients += t.List
		load.Practices++
		if a.Resident {
			load.GPs += t.GPs
		}
		tier := f.In.CheapestTier(o, load)
		if tier < 0 {
			continue
		}
		parts := f.In.Parts(&a)
		extra := f.In.Weighted(&parts) + f.In.ArcPrice(&a) + o.Tiers[tier].Cost - o.Tiers[f.Plan.Sites[k].Tier].Cost
		if x.Reason != Dear || extra < x.Extra {
			x.Reason, x.Extra, x.Site, x.Model = Dear, extra, f.In.Data.Sites[a.Site].Code, f.In.Models()[a.Model].Code
		}
	}
}

// nearestAsked is how many of the nearest sites say what bars a practice.
const nearestAsked = 5

// barriers are the rules that bar a practice at the nearest sites, in the order of
// reports.
func (f *Findings) barriers(p int32) []string {
	d := &f.In.Data.Practices[p]
	sites := make([]int32, f.In.NumSites())
	metres := make([]model.Metres, len(sites))
	for s := range sites {
		site := &f.In.Data.Sites[s]
		sites[s], metres[s] = int32(s), model.Distance(d.Lat, d.Lon, site.Lat, site.Lon)
	}
	slices.SortStableFunc(sites, func(a, b int32) int { return cmp.Compare(metres[a], metres[b]) })
	found := map[string]bool{}
	for _, s := range sites[:min(nearestAsked, len(sites))] {
		for m := range f.In.Models() {
			for _, b := range f.In.Barriers(p, s, int32(m)) {
				found[b.Rule] = true
			}
		}
	}
	var out []string
	for _, id := range model.RuleIDs() {
		if found[id] {
			out = append(out, id)
		}
	}
	return out
}

// Choice is practices with the same choice, whatever the plan.
type Choice struct {
	Practices int
	Patients  model.Patients
}

// Choices are the practices that rules leave no site at all, and those that they
// leave sites, but none where their GP visits could be.
func (f *Findings) Choices() (nowhere, unmoved Choice) {
	for p := range f.Practices {
		resident := false
		first, last := f.In.ArcStart[p], f.In.ArcStart[p+1]
		for i := first; i < last && !resident; i++ {
			a := f.In.Arc(i)
			resident = a.Resident
		}
		count := &unmoved
		switch {
		case resident:
			continue
		case first == last:
			count = &nowhere
		}
		count.Practices++
		count.Patients += f.Practices[p].List
	}
	return nowhere, unmoved
}

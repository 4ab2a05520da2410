package report

import (
	"fmt"

	"polyclinic/model"
)

// sites prints how many sites open, by care model and tier, and how full.
func (s *Summary) sites(p *printer) {
	p.section("%s open of %s", Plural(len(s.Plan.Sites), "site", "sites"), Thousands(s.In.NumSites()))
	type key struct {
		model int32
		tier  string
	}
	type line struct {
		sites, practices int
		patients, room   model.Patients
	}
	lines := map[key]*line{}
	var order []key
	loads := s.Plan.Loads(s.In)
	for i, open := range s.Plan.Sites {
		k := key{open.Model, "-"}
		var room model.Patients
		if o := s.In.Option(open.Site, open.Model); o != nil && open.Tier >= 0 {
			k.tier, room = o.Tiers[open.Tier].Name, o.Tiers[open.Tier].MaxPatients
		}
		if lines[k] == nil {
			lines[k] = &line{}
			order = append(order, k)
		}
		l := lines[k]
		l.sites++
		l.practices += loads[i].Practices
		l.patients += loads[i].Patients
		l.room += room
	}
	g := newGrid(2, "model", "tier", "sites", "practices", "patients", "full")
	for m, care := range s.In.Models() {
		for _, tier := range tierNames(s.In, int32(m)) {
			l := lines[key{int32(m), tier}]
			if l == nil {
				continue
			}
			full := "-"
			if l.room > 0 {
				full = fmt.Sprintf("%.0f %%", 100*float64(l.patients)/float64(l.room))
			}
			g.row(care.Name, tier, l.sites, Thousands(l.practices), Thousands(l.patients), full)
		}
	}
	if len(order) > 0 {
		p.text(g.String())
	}
}

// tierNames are the tiers of a model in the order they are first named.
func tierNames(in *model.Instance, m int32) []string {
	names := []string{"-"}
	seen := map[string]bool{"-": true}
	for i := range in.Options {
		if in.Options[i].Model != m {
			continue
		}
		for _, t := range in.Options[i].Tiers {
			if !seen[t.Name] {
				seen[t.Name] = true
				names = append(names, t.Name)
			}
		}
	}
	return names
}

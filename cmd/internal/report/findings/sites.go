package findings

import (
	"math"

	"polyclinic/model"
)

// acuteKind is the kind of sites on acute hospitals' ground.
const acuteKind = "hospital"

// Site is an open site.
type Site struct {
	Code, Name, Kind, Area, Model, Tier string
	Lat, Lon                            float64
	Practices                           int
	Patients                            model.Patients
	Room                                model.Patients // of its tier
	Largest                             model.Patients // of the largest tier that it has under the model
	Capital                             model.Pence    // of its block, once
	Cost                                model.Parts    // its own, a year

	Hospital      string  // the acute hospital on whose ground it stands, ""
	MeanMetres    float64 // straight line from its practices, by patients
	FurthestMetre int64
}

// Fill is patients as a share of the tier's room.
func (s *Site) Fill() float64 {
	if s.Room == 0 {
		return 0
	}
	return float64(s.Patients) / float64(s.Room)
}

// TierGrowth is the growth of all lists at which the tier is outgrown, and
// SiteGrowth that at which every tier is.
func (s *Site) TierGrowth() float64 { return room(s.Room, s.Patients) }

// SiteGrowth is the growth of all lists at which no tier of the site is large
// enough under its model.
func (s *Site) SiteGrowth() float64 { return room(s.Largest, s.Patients) }

func room(limit, load model.Patients) float64 {
	if load == 0 {
		return math.Inf(1)
	}
	return float64(limit)/float64(load) - 1
}

func (f *Findings) findSites() {
	loads := f.Plan.Loads(f.In)
	for i, open := range f.Plan.Sites {
		d := &f.In.Data.Sites[open.Site]
		s := Site{Code: d.Code, Name: d.Name, Kind: d.Kind, Area: d.Area, Lat: d.Lat, Lon: d.Lon,
			Model: f.In.Models()[open.Model].Code, Practices: loads[i].Practices, Patients: loads[i].Patients,
			Cost: f.Figures.Accounts.Sites[i], Hospital: f.hospitalAt(d)}
		if o := f.In.Option(open.Site, open.Model); o != nil && open.Tier >= 0 {
			t := &o.Tiers[open.Tier]
			s.Tier, s.Room, s.Capital = t.Name, t.MaxPatients, t.Capital
			for k := range o.Tiers {
				s.Largest = max(s.Largest, o.Tiers[k].MaxPatients)
			}
		}
		f.Sites = append(f.Sites, s)
	}
	for i := range f.Practices {
		p := &f.Practices[i]
		if p.OpenSite < 0 {
			continue
		}
		s := &f.Sites[p.OpenSite]
		if s.Patients > 0 {
			s.MeanMetres += float64(p.Metres) * float64(p.List) / float64(s.Patients)
		}
		s.FurthestMetre = max(s.FurthestMetre, p.Metres)
	}
}

// hospitalAt is the acute hospital on whose ground a site stands: one within the
// distance of the rule host, or the nearest where the site's kind says so.
func (f *Findings) hospitalAt(d *model.Site) string {
	name, least := "", model.Metres(math.MaxInt64)
	for h := range f.In.Data.Hospitals {
		hospital := &f.In.Data.Hospitals[h]
		if !hospital.Acute {
			continue
		}
		if m := model.Distance(d.Lat, d.Lon, hospital.Lat, hospital.Lon); m < least {
			name, least = hospital.Name, m
		}
	}
	if name != "" && (d.Kind == acuteKind || least <= model.Metres(f.In.Scenario.Rules.Host.Within)) {
		return name
	}
	return ""
}

package suite

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// oneArea is an instance of one area alone: its practices and sites, the zones
// in which its patients live, counted as its own, and all hospitals.
func oneArea(d *model.Data, code string) (*model.Data, error) {
	out := *d
	out.Name += " " + code
	out.Origin = model.Origin{} // rows move
	out.Areas = keep(d.Areas, func(a model.Area) bool { return a.Code == code })
	if len(out.Areas) == 0 {
		var codes []string
		for _, a := range d.Areas {
			codes = append(codes, a.Code)
		}
		return nil, fmt.Errorf("area is %q, want one of %s", code, strings.Join(codes, ", "))
	}
	out.Areas[0].Neighbours = nil
	ours := map[string]bool{} // practices, zones and sites
	out.Practices = keep(d.Practices, func(p model.Practice) bool { return p.Area == code })
	for _, p := range out.Practices {
		ours["practice "+p.Code] = true
	}
	out.Registered = keep(d.Registered, func(r model.Registration) bool { return ours["practice "+r.Practice] })
	for _, r := range out.Registered {
		ours["zone "+r.Zone] = true
	}
	out.Zones = keep(d.Zones, func(z model.Zone) bool { return ours["zone "+z.Code] })
	for k := range out.Zones {
		out.Zones[k].Area = code
	}
	out.Sites = keep(d.Sites, func(s model.Site) bool { return s.Area == code })
	for _, s := range out.Sites {
		ours["site "+s.Code] = true
	}
	out.Tiers = keep(d.Tiers, func(t model.Tier) bool { return t.Site == "" || ours["site "+t.Site] })
	out.Travel = keep(d.Travel, func(t model.TravelTime) bool { return ours["zone "+t.Zone] })
	return &out, nil
}

// keep is a new list of those that fit.
func keep[T any](list []T, fits func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return !fits(v) })
}

package model

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Greatest believable figures; beyond them a column is taken for another.
const (
	mostListed     = 100_000     // patients of a practice
	mostPopulation = 100_000_000 // of an area or zone
	mostGPs        = 1_000
	mostStaff      = 10_000
	mostPounds     = 1e12
	mostMinutes    = 1_440 // of one trip
)

func (v *dataCheck) checkInstance() {
	b := v.d.Bounds
	r := row{v, "instance.yaml", 0, "bounds"}
	if b != (Bounds{}) && !b.sound() {
		v.fault("bounds", r, fmt.Sprintf("are south %s, north %s, west %s, east %s", plain(b.South), plain(b.North), plain(b.West), plain(b.East)),
			"degrees, south below north and west below east", "two of them are swapped")
	}
	for _, name := range slices.Sorted(maps.Keys(v.d.Regimes)) {
		g, r := v.d.Regimes[name], row{v, "instance.yaml", 0, fmt.Sprintf("regime %q", name)}
		r.within("car", g.Car, 0, 1, percentage(g.Car))
		r.within("walk_km", g.WalkKM, 0, 100, "")
		r.within("walk_kmh", g.WalkKMH, 0.1, 20, "")
		r.within("walk_road", g.WalkRoad, 1, 10, "")
		r.within("road_ratio", g.RoadRatio, 1, 10, "")
		r.within("bus_wait", g.BusWait, 0, mostMinutes, "")
		r.within("bus_per_km", g.BusPerKM, 0, mostMinutes, "")
	}
	for _, file := range []struct {
		name string
		rows int
	}{{"areas.csv", len(v.d.Areas)}, {"practices.csv", len(v.d.Practices)}, {"sites.csv", len(v.d.Sites)}} {
		if file.rows == 0 && !v.unread[file.name] {
			v.faults.add("rows", Fault{File: file.name, Name: "the file", Value: "has no rows", Want: "one or more"})
		}
	}
}

// sound: the bounds hold some place on Earth.
func (b Bounds) sound() bool {
	return b.South < b.North && b.West < b.East && b.South >= -90 && b.North <= 90 && b.West >= -180 && b.East <= 180
}

func percentage(share float64) string {
	if share > 1 && share <= 100 {
		return fmt.Sprintf("a percentage was given and %s is meant", plain(math.Round(share*1e7)/1e9))
	}
	return ""
}

func (v *dataCheck) checkAreas() {
	regimes := DefaultRegimes()
	maps.Copy(regimes, v.d.Regimes)
	known := slices.Sorted(maps.Keys(regimes))
	eachRow(v, "areas.csv", "area", v.d.Areas, func(a Area) string { return a.Code }, func(r row, a Area) {
		if _, ok := regimes[a.Regime]; !ok && a.Regime != "" {
			v.fault("unknown regime", r, fmt.Sprintf("names the unknown regime %q", a.Regime),
				"london, surrey or one of regimes in instance.yaml", meant(a.Regime, known))
		}
		if a.Population != nil {
			r.within("population", float64(*a.Population), 0, mostPopulation, "")
		}
		for _, n := range a.Neighbours {
			if n == a.Code {
				v.fault("own neighbour", r, "is its own neighbour", "other areas", "")
			} else {
				r.known("neighbour", n, v.areas, "areas.csv")
			}
		}
		r.codeList("neighbour", a.Neighbours)
		r.codeList("model", a.Models)
		v.checkAreaSites(r, a)
		r.ifSet("capital_budget", a.CapitalBudget, 0, mostPounds, "")
		r.ifSet("revenue_budget", a.RevenueBudget, -mostPounds, mostPounds, "")
		if a.Leadership != nil {
			r.within("leadership", float64(*a.Leadership), 0, 1000, "")
		}
		for _, m := range slices.Sorted(maps.Keys(a.Support)) {
			r.within("support_"+m, a.Support[m], 0, 1, percentage(a.Support[m]))
		}
		if a.SupportResponse != nil {
			r.within("responses", float64(*a.SupportResponse), 0, mostPopulation, "")
		}
	})
}

func (v *dataCheck) checkAreaSites(r row, a Area) {
	r.ordered("min_sites", a.MinSites, "max_sites", a.MaxSites)
	models := maps.Clone(a.MinModel)
	if models == nil {
		models = map[string]int{}
	}
	maps.Copy(models, a.MaxModel)
	least := 0
	for _, m := range slices.Sorted(maps.Keys(models)) {
		r.ordered("min_"+m, countOf(a.MinModel, m), "max_"+m, countOf(a.MaxModel, m))
		least += max(0, a.MinModel[m])
		if a.MinModel[m] > 0 && a.Models != nil && !slices.Contains(a.Models, m) {
			v.fault("minimum not permitted", r, fmt.Sprintf("has min_%s %d, but %s is not among its models", m, a.MinModel[m], m), "it permitted", "")
		}
	}
	if a.MaxSites != nil && least > *a.MaxSites {
		v.fault("minima add up", r, fmt.Sprintf("has minima by model that add up to %d", least), fmt.Sprintf("at most max_sites, %d", *a.MaxSites), "")
	}
}

func (v *dataCheck) checkPractices() {
	eachRow(v, "practices.csv", "practice", v.d.Practices, func(p Practice) string { return p.Code }, func(r row, p Practice) {
		r.known("area", p.Area, v.areas, "areas.csv")
		r.at(p.Lat, p.Lon)
		switch {
		case r.unread("list_size"):
		case p.List <= 0:
			maybe := "the column holds another figure"
			if p.List == 0 {
				maybe = "the practice is closed"
			}
			v.fault("list size", r, fmt.Sprintf("has list size %d", p.List), "more than 0", maybe)
		case p.List > mostListed:
			v.fault("list size", r, fmt.Sprintf("has list size %d", p.List), fmt.Sprintf("at most %d", mostListed), "the list column holds another figure")
		}
		r.ifSet("gps", p.GPs, 0, mostGPs, "")
		r.ifSet("staff", p.Staff, 0, mostStaff, "")
		r.ifSet("rent", p.Rent, 0, mostPounds, "")
		r.codeList("model", p.Models)
	})
}

func (v *dataCheck) checkZones() {
	eachRow(v, "zones.csv", "zone", v.d.Zones, func(z Zone) string { return z.Code }, func(r row, z Zone) {
		r.known("area", z.Area, v.areas, "areas.csv")
		r.at(z.Lat, z.Lon)
		r.within("population", float64(z.Population), 0, mostPopulation, "")
		if z.Hospital != "" {
			r.known("hospital", z.Hospital, v.hospitals, "hospitals.csv")
		}
		r.ifSet("weight", z.Weight, 0, 1000, "")
		r.ifSet("deprivation", z.Deprivation, math.Inf(-1), math.Inf(1), "")
	})
}

func (v *dataCheck) checkSites() {
	eachRow(v, "sites.csv", "site", v.d.Sites, func(s Site) string { return s.Code }, func(r row, s Site) {
		r.known("area", s.Area, v.areas, "areas.csv")
		r.at(s.Lat, s.Lon)
		if s.Kind == "" && !r.unread("kind") {
			v.fault("kind", r, "has no kind", "one of costs.kinds, such as health_centre", "")
		}
		r.codeList("model", s.Models)
	})
}

func (v *dataCheck) checkHospitals() {
	acute := 0
	eachRow(v, "hospitals.csv", "hospital", v.d.Hospitals, func(h Hospital) string { return h.Code }, func(r row, h Hospital) {
		if h.Acute || r.unread("acute") {
			acute++
		}
		r.at(h.Lat, h.Lon)
		r.ifSet("outpatient_income", h.Income, 0, mostPounds, "")
		for _, s := range []struct {
			name       string
			designated bool
			capable    *bool
		}{{"stroke", h.Stroke, h.StrokeCapable}, {"trauma", h.Trauma, h.TraumaCapable}} {
			if s.designated && s.capable != nil && !*s.capable {
				v.fault(s.name, r, fmt.Sprintf("has %s 1 but %s_capable 0", s.name, s.name), "a designated centre to be capable", "")
			}
		}
	})
	if len(v.d.Hospitals) > 0 && acute == 0 && !v.unread["hospitals.csv"] {
		v.warnings.add("acute", Fault{File: "hospitals.csv", Name: "the file", Value: "has no acute hospital", Want: "acute 1 for one or more",
			Maybe: "outpatients have nowhere to come from"})
	}
}

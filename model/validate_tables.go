package model

import (
	"cmp"
	"fmt"
	"slices"
)

// Registrations may differ from lists as those of two years do; beyond this
// share of all patients the two belong to different practices.
const listDifference = 0.2

func (v *dataCheck) checkRegistrations() {
	const file = "registrations.csv"
	total := make([]int64, len(v.d.Practices))
	pairs := make([]pair, 0, len(v.d.Registered))
	sound := !v.unread[file] && !v.unread["practices.csv"] && !v.unread["zones.csv"]
	for i, g := range v.d.Registered {
		p, practiceOK := v.practices[g.Practice]
		z, zoneOK := v.zones[g.Zone]
		if practiceOK && zoneOK && g.Patients >= 0 && g.Patients <= mostListed {
			pairs = append(pairs, pair{p, z, i})
			total[p] += g.Patients
			sound = sound && (len(v.unreadCells) == 0 || !v.registration(i).unread("patients"))
			continue
		}
		r := v.registration(i)
		r.known("practice", g.Practice, v.practices, "practices.csv")
		r.known("zone", g.Zone, v.zones, "zones.csv")
		r.within("patients", float64(g.Patients), 0, mostListed, "")
		sound = false
	}
	for _, twice := range repeated(pairs) {
		v.fault("pair twice", v.registration(twice[1].row), "is there twice", "each pair once", v.lineMaybe(file, twice[0].row, "the first is on line %d"))
		sound = false
	}
	if sound && len(v.d.Registered) > 0 {
		v.compareLists(total)
	}
}

func (v *dataCheck) registration(i int) row {
	return row{v, "registrations.csv", i, registrationTable.name(&v.d.Registered[i])}
}

// pair is two indices that stand together in a row.
type pair struct{ a, b, row int }

// repeated is each pair that was there before, after the one it repeats.
func repeated(pairs []pair) [][2]pair {
	order := func(x, y pair) int { return cmp.Or(x.a-y.a, x.b-y.b, x.row-y.row) }
	if !slices.IsSortedFunc(pairs, order) {
		slices.SortFunc(pairs, order)
	}
	var twice [][2]pair
	for i := 1; i < len(pairs); i++ {
		if pairs[i].a == pairs[i-1].a && pairs[i].b == pairs[i-1].b {
			twice = append(twice, [2]pair{pairs[i-1], pairs[i]})
		}
	}
	return twice
}

// compareLists: total is each practice's registrations.
func (v *dataCheck) compareLists(total []int64) {
	var lists, differences int64
	for i, p := range v.d.Practices {
		lists += p.List
		if total[i] > 0 { // none at all means that they live at the practice
			differences += max(total[i]-p.List, p.List-total[i])
		}
	}
	apart := float64(differences) > listDifference*float64(lists)
	eachRow(v, "practices.csv", "practice", v.d.Practices, func(p Practice) string { return p.Code }, func(r row, p Practice) {
		i := r.index
		if p.List <= 0 || p.List > mostListed || total[i] == p.List || r.unread("list_size") {
			return
		}
		value := fmt.Sprintf("has list size %d but %d registrations", p.List, total[i])
		switch {
		case total[i] == 0:
			v.warn("no registrations", r, "has no registrations", "rows in registrations.csv", "all its patients live at the practice")
		case apart:
			v.fault("list and registrations", r, value, "the two to agree", "the list sizes belong to other practices")
		default:
			v.warn("list and registrations", r, value, "the two to agree", "they are of different years; shares are used")
		}
	})
}

func (v *dataCheck) checkTiers() {
	const file = "tiers.csv"
	type siteModel struct{ site, model string }
	type sizeOf struct {
		siteModel
		tier string
	}
	first, services := map[sizeOf]int{}, map[siteModel]string{}
	eachRow(v, file, "tier", v.d.Tiers, tierName, func(r row, t Tier) {
		key := siteModel{t.Site, t.Model}
		if i, again := first[sizeOf{key, t.Name}]; again {
			v.fault("tier twice", r, "is there twice", "each size of a model at a site once", v.lineMaybe(file, i, "the first is on line %d"))
		} else {
			first[sizeOf{key, t.Name}] = r.index
		}
		if r.known("site", t.Site, v.sites, "sites.csv") {
			i, ok := v.sites[t.Site]
			if ok && v.d.Sites[i].Models != nil && !slices.Contains(v.d.Sites[i].Models, t.Model) {
				v.warn("model not permitted", r, "is of a model that its site does not permit", "one of the site's models", "")
			}
		}
		r.codeList("service", t.Services)
		r.within("capital", t.Capital, 0, mostPounds, "")
		r.within("running", t.Running, 0, mostPounds, "")
		r.within("area_m2", t.AreaM2, 0, 1e7, "")
		r.within("gps", t.GPs, 0, mostListed, "")
		if r.within("max_patients", float64(t.MaxPatients), 1, mostPopulation, "") {
			v.tierRange(r, "min_patients", t.MinPatients, "max_patients", t.MaxPatients)
		}
		if r.within("max_practices", float64(t.MaxPractices), 1, mostPopulation, "") {
			v.tierRange(r, "min_practices", int64(t.MinPractices), "max_practices", int64(t.MaxPractices))
		}
		if own, ok := services[key]; ok && own != serviceKey(t.Services) {
			v.fault("services", r, "has other services than another tier of its site and model", "one package for all tiers of a site and model", "")
		} else if !ok {
			services[key] = serviceKey(t.Services)
		}
	})
}

func (v *dataCheck) tierRange(r row, lowName string, low int64, highName string, high int64) {
	a, b := int(low), int(high)
	r.ordered(lowName, &a, highName, &b)
}

func (v *dataCheck) checkTravel() {
	const file = "travel.csv"
	seen := make(map[[2]string]int, len(v.d.Travel))
	for i, t := range v.d.Travel {
		r := row{v, file, i, travelTable.name(&v.d.Travel[i])}
		r.known("zone", t.Zone, v.zones, "zones.csv")
		v.checkPlace(r, t.Place)
		maybe := ""
		if t.Minutes > mostMinutes {
			maybe = "these are seconds"
		}
		r.within("minutes", t.Minutes, 0, mostMinutes, maybe)
		r.ifSet("weighted_minutes", t.Weighted, 0, 3*mostMinutes, "")
		key := [2]string{t.Zone, t.Place}
		if first, again := seen[key]; again {
			v.fault("pair twice", r, "is there twice", "each pair once", v.lineMaybe(file, first, "the first is on line %d"))
		} else {
			seen[key] = i
		}
	}
}

// checkPlace: the place of a travel time is one practice, site or hospital.
func (v *dataCheck) checkPlace(r row, code string) {
	if v.unread["practices.csv"] || v.unread["sites.csv"] || v.unread["hospitals.csv"] {
		return
	}
	_, practice := v.practices[code]
	_, site := v.sites[code]
	_, hospital := v.hospitals[code]
	if !practice && !site && !hospital {
		v.faults.addLazy("unknown place", r.file, func() Fault {
			var codes []string
			for _, p := range v.d.Practices {
				codes = append(codes, p.Code)
			}
			for _, s := range v.d.Sites {
				codes = append(codes, s.Code)
			}
			for _, h := range v.d.Hospitals {
				codes = append(codes, h.Code)
			}
			return Fault{File: r.file, Line: v.line(r.file, r.index), Name: r.name, Value: fmt.Sprintf("names the unknown place %q", code),
				Want: "a code of practices.csv, sites.csv or hospitals.csv", Maybe: meant(code, codes)}
		})
	}
	if practice && site || practice && hospital || site && hospital {
		v.fault("place of two files", r, fmt.Sprintf("names %q, which is a code of two files", code), "codes that differ among practices, sites and hospitals", "")
	}
}

package nhs

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"polyclinic/model"
)

// chooseSites lists candidate sites: those of site and hospital files, groups of
// practices that already share premises, and the largest practices of every
// area, enough of them and near enough to every practice.
func (m *importer) chooseSites() error {
	if err := m.readHospitals(); err != nil {
		return err
	}
	if err := m.readSites(); err != nil {
		return err
	}
	given := len(m.sites)
	if !m.o.NoPracticeSites {
		for _, a := range m.areas {
			m.practiceSites(a.Code)
		}
	}
	if len(m.sites) == 0 {
		return oneFault("", 0, "the files", "hold no candidate sites", "a file of sites, or sites from practices", "NoPracticeSites is set")
	}
	m.report.sum("%d candidate sites: %d from files, %d at practices.", len(m.sites), given, len(m.sites)-given)
	m.reportCover()
	return nil
}

// practiceSites adds the candidates of one area.
func (m *importer) practiceSites(area string) {
	var own []*practice
	patients := int64(0)
	for _, p := range m.practices {
		if p.area == area {
			own = append(own, p)
			patients += p.list
		}
	}
	slices.SortStableFunc(own, func(a, b *practice) int { return cmp.Compare(b.list, a.list) })
	var chosen []model.Site
	for _, s := range m.sites {
		if s.Area == area {
			chosen = append(chosen, s)
		}
	}
	add := func(p *practice, kind, name string) {
		s := model.Site{Code: m.freeCode("P_" + p.code), Name: name, Area: area, Lat: p.lat, Lon: p.lon, Kind: kind}
		chosen = append(chosen, s)
		m.sites = append(m.sites, s)
	}
	for _, group := range buildings(own, m.o.SharedMetres) {
		if first := group[0]; len(group) > 1 && nearestSite(chosen, first) > apartMetres {
			add(first, "shared_premises", fmt.Sprintf("%s (%d practices)", first.name, len(group)))
		}
	}
	enough := max(leastSites, int((patients+m.o.PatientsPerSite-1)/m.o.PatientsPerSite))
	for _, p := range own {
		if len(chosen) >= enough {
			break
		}
		if nearestSite(chosen, p) > apartMetres {
			add(p, "practice_premises", p.name)
		}
	}
	for _, p := range own { // the largest within reach of whoever is still far from any
		if nearestSite(chosen, p) <= m.o.CoverKM*1000 {
			continue
		}
		for _, q := range own {
			if metres(p.lat, p.lon, q.lat, q.lon) <= m.o.CoverKM*1000 && nearestSite(chosen, q) > apartMetres {
				add(q, "practice_premises", q.name)
				break
			}
		}
	}
}

const (
	apartMetres = 150.0 // two candidates nearer than this would have practices in both buildings
	leastSites  = 3     // an area has a choice
)

// buildings groups practices that are within so many metres of one another,
// directly or through others; each group and the list of groups keep the order
// of ps.
func buildings(ps []*practice, within float64) [][]*practice {
	group := make([]int, len(ps))
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	for i := range ps {
		for j := range i {
			if metres(ps[i].lat, ps[i].lon, ps[j].lat, ps[j].lon) <= within {
				a, b := root(i), root(j)
				group[max(a, b)] = min(a, b)
			}
		}
	}
	var groups [][]*practice
	at := make([]int, len(ps))
	for i, p := range ps {
		r := root(i)
		if r == i {
			at[i] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[r]] = append(groups[at[r]], p)
	}
	return groups
}

func nearestSite(sites []model.Site, p *practice) float64 {
	nearest := math.Inf(1)
	for _, s := range sites {
		nearest = min(nearest, metres(s.Lat, s.Lon, p.lat, p.lon))
	}
	return nearest
}

// reach is the default rule `reach`, metres: a practice with no site of its area
// within it can join none.
const reach = 10_000

func (m *importer) reportCover() {
	byArea := map[string][]model.Site{}
	for _, s := range m.sites {
		byArea[s.Area] = append(byArea[s.Area], s)
	}
	for _, p := range m.practices {
		if d := nearestSite(byArea[p.area], p); d > reach {
			m.report.add(Item{Class: Doubtful, Reason: "no candidate site of its area within 10 km", Subject: p.subject(), Detail: p.name, Patients: p.list})
		}
	}
}

// metres is the great-circle distance, on the sphere of model.md §2.
func metres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, rad = 6_371_009, math.Pi / 180
	a := math.Sin((lat2 - lat1) * rad / 2)
	b := math.Sin((lon2 - lon1) * rad / 2)
	h := a*a + math.Cos(lat1*rad)*math.Cos(lat2*rad)*b*b
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}

// readSites reads further candidates: code, name, lat, lon, kind, and area where
// the file has it.
func (m *importer) readSites() error {
	known := model.Defaults().Costs.Kinds
	for _, in := range m.of(siteTable) {
		c := in.columns()
		code, name, kind := find(c, "code", "site"), find(c, "name"), find(c, "kind", "type")
		lat, lon, area := find(c, latColumn...), find(c, lonColumn...), find(c, "area", "pct2008", "pctcode", "pct")
		rows, err := in.walk(func(t *sheet) {
			item := Item{Class: Dropped, Subject: "site " + t.at(code), File: in.Name, Line: t.line, Detail: t.at(name)}
			y, okY := number(t.at(lat))
			x, okX := number(t.at(lon))
			s := model.Site{Code: strings.Clone(t.at(code)), Name: strings.Clone(t.at(name)), Lat: y, Lon: x, Kind: siteKind(t.at(kind))}
			if s.Name == "" {
				s.Name = s.Code
			}
			switch _, ok := known[s.Kind]; {
			case !okX || !okY:
				item.Reason = "site without a place"
			case !ok:
				item.Reason, item.Detail = "site of an unknown kind", t.at(kind)
			default:
				if s.Area = m.siteArea(strings.Clone(t.at(area)), y, x); s.Area != "" {
					m.addSite(s)
					return
				}
				item.Reason = "site outside the areas"
			}
			m.report.add(item)
		})
		if err != nil {
			return err
		}
		m.used(in, rows, "candidate sites")
	}
	return nil
}

// addSite leaves out a code that is there already.
func (m *importer) addSite(s model.Site) {
	if !slices.ContainsFunc(m.sites, func(o model.Site) bool { return o.Code == s.Code }) {
		m.sites = append(m.sites, s)
	}
}

// freeCode is a code that no site has: a file of sites may know the practice as
// a candidate at an earlier address.
func (m *importer) freeCode(code string) string {
	free := code
	for n := 2; slices.ContainsFunc(m.sites, func(s model.Site) bool { return s.Code == free }); n++ {
		free = code + "_" + itoa(n)
	}
	return free
}

// siteKind writes a kind as the model does: "Health centre" is health_centre,
// an acute hospital is a hospital.
func siteKind(text string) string {
	kind := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), " ", "_")
	switch kind {
	case "acute_hospital":
		return "hospital"
	case "community_clinic":
		return "clinic"
	case "co-located_practices":
		return "shared_premises"
	case "large_practice":
		return "practice_premises"
	}
	return kind
}

// siteArea is the area a place belongs to: as stated, by boundary, or that of
// the nearest practice within 3 km; "" outside.
func (m *importer) siteArea(stated string, lat, lon float64) string {
	is := func(code string) bool {
		return slices.ContainsFunc(m.areas, func(a model.Area) bool { return a.Code == code })
	}
	if stated != "" {
		if is(stated) {
			return stated
		}
		return ""
	}
	if m.areaLayer != nil && m.layerFits() {
		if i, ok := m.areaLayer.at(lat, lon); ok && is(m.areaLayer.shapes[i].code) {
			return m.areaLayer.shapes[i].code
		}
		return ""
	}
	area, nearest := "", 3_000.0
	for _, p := range m.practices {
		if d := metres(lat, lon, p.lat, p.lon); d < nearest {
			area, nearest = p.area, d
		}
	}
	return area
}

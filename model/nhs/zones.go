package nhs

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// zoneFacts is what files say of an LSOA.
type zoneFacts struct {
	lat, lon    float64
	placed      bool
	population  int64
	counted     bool
	deprivation *float64
	area        string // "" where no file says
}

// chooseZones lists the LSOAs where patients of the instance live, and those of
// its areas, and how many patients of each practice live in each.
func (m *importer) chooseZones() error {
	facts, err := m.readZones()
	if err != nil {
		return err
	}
	if m.registered == nil && len(facts) == 0 {
		return nil
	}
	b := &zoneBuilder{importer: m, facts: facts, inAreas: map[string]bool{}, at: map[string]int{}, byRegistration: map[string]map[string]int64{}}
	for _, a := range m.areas {
		b.inAreas[a.Code] = true
	}
	if m.registered != nil {
		b.distribute()
	}
	for _, code := range sortedKeys(facts) {
		b.addInside(code)
	}
	b.finish()
	return nil
}

// readZones reads centroids, populations and deprivation by LSOA; several files
// may each have a part.
func (m *importer) readZones() (map[string]*zoneFacts, error) {
	facts := map[string]*zoneFacts{}
	for _, in := range m.of(zoneTable) {
		c := in.columns()
		code := find(c, append(slices.Clone(lsoaColumn), "code")...)
		lat, lon := find(c, latColumn...), find(c, lonColumn...)
		east, north := find(c, eastColumn...), find(c, northColumn...)
		population, deprivation, area := populationColumn(c), deprivationColumn(c), find(c, "pct2008", "pctcode", "area")
		rows, err := in.walk(func(t *sheet) {
			key := t.at(code)
			if key == "" {
				return
			}
			f := facts[key]
			if f == nil {
				f = &zoneFacts{}
				facts[strings.Clone(key)] = f
			}
			y, okY := number(t.at(lat))
			x, okX := number(t.at(lon))
			if !okX || !okY {
				x, okX = number(t.at(east))
				y, okY = number(t.at(north))
			}
			if okX && okY && !f.placed {
				if x > 180 || y > 90 {
					y, x = fromGrid(x, y)
				}
				f.lat, f.lon, f.placed = y, x, true
			}
			if n, ok := count(t.at(population)); ok && !f.counted {
				f.population, f.counted = n, true
			}
			if score, ok := number(t.at(deprivation)); ok && f.deprivation == nil {
				f.deprivation = &score
			}
			if f.area == "" {
				f.area = strings.Clone(t.at(area))
			}
		})
		if err != nil {
			return nil, err
		}
		m.used(in, rows, "LSOAs")
	}
	return facts, nil
}

// deprivationColumn is a score, higher is more deprived, of the earliest index
// where there are several; ranks and deciles run the other way and are left.
func deprivationColumn(c map[string]int) int {
	if i := find(c, "deprivation", "imdscore"); i >= 0 {
		return i
	}
	for _, key := range sortedKeys(c) {
		if strings.HasPrefix(key, "imd") && strings.HasSuffix(key, "score") || strings.HasPrefix(key, "indexofmultipledeprivationimdscore") {
			return c[key]
		}
	}
	return -1
}

// zoneBuilder is the state of chooseZones.
type zoneBuilder struct {
	*importer
	facts          map[string]*zoneFacts
	inAreas        map[string]bool
	at             map[string]int              // index in zones, by code
	byRegistration map[string]map[string]int64 // patients by zone and area
	ownArea        []bool                      // [zone] inside the areas of the instance
	registeredIn   []int64                     // [zone]
}

// place is where an LSOA is: by its file, its boundary, its postcodes.
func (b *zoneBuilder) place(code string) (lat, lon float64, how string) {
	if f := b.facts[code]; f != nil && f.placed {
		return f.lat, f.lon, "file"
	}
	if b.zoneLayer != nil {
		if b.zoneShape == nil {
			b.zoneShape = b.zoneLayer.byCode()
		}
		if i, ok := b.zoneShape[code]; ok {
			lat, lon = b.zoneLayer.shapes[i].centre()
			return lat, lon, "centre of its boundary"
		}
	}
	if a, ok := b.placed.lsoas[code]; ok {
		lat, lon = a.latLon()
		return lat, lon, "mean of its postcodes"
	}
	return 0, 0, ""
}

// areaOf is the area an LSOA stands in: by its file, the boundaries, or ""
// where neither knows.
func (b *zoneBuilder) areaOf(code string, lat, lon float64) (area string, known bool) {
	if f := b.facts[code]; f != nil && f.area != "" {
		return f.area, true
	}
	if b.areaLayer == nil || !b.layerFits() {
		return "", false
	}
	if i, ok := b.areaLayer.at(lat, lon); ok {
		return b.areaLayer.shapes[i].code, true
	}
	return "", true
}

// layerFits says whether the boundaries are those of the instance's areas.
func (m *importer) layerFits() bool {
	return slices.ContainsFunc(m.areaLayer.shapes, func(s shape) bool {
		return slices.ContainsFunc(m.areas, func(a model.Area) bool { return a.Code == s.code })
	})
}

// add makes an LSOA a zone; its area is settled by finish where it is not known.
func (b *zoneBuilder) add(code string, lat, lon float64, how string) int {
	z := model.Zone{Code: code, Lat: lat, Lon: lon}
	area, known := b.areaOf(code, lat, lon)
	inside := known && b.inAreas[area] || !known && b.registered == nil
	if b.inAreas[area] {
		z.Area = area
	}
	if f := b.facts[code]; f != nil {
		z.Population, z.Deprivation = f.population, f.deprivation
	}
	if how != "file" {
		b.report.add(Item{Class: Guessed, Reason: "place of an LSOA: " + how, Subject: "LSOA " + code})
	}
	b.at[code] = len(b.zones)
	b.zones = append(b.zones, z)
	b.ownArea = append(b.ownArea, inside)
	b.registeredIn = append(b.registeredIn, 0)
	return len(b.zones) - 1
}

// addInside adds an LSOA of the areas in which nobody of the instance's
// practices lives.
func (b *zoneBuilder) addInside(code string) {
	f := b.facts[code]
	if _, done := b.at[code]; done || !f.counted || f.population == 0 {
		return
	}
	lat, lon, how := b.place(code)
	if how == "" {
		return
	}
	area, known := b.areaOf(code, lat, lon)
	if known && b.inAreas[area] || !known && b.registered == nil && b.practiceNear(lat, lon) {
		b.add(code, lat, lon, how)
	}
}

// practiceNear keeps LSOAs of a whole country out of an instance of a region,
// where no boundary does.
func (m *importer) practiceNear(lat, lon float64) bool {
	return slices.ContainsFunc(m.practices, func(p *practice) bool { return metres(lat, lon, p.lat, p.lon) < 5_000 })
}

// finish settles areas and populations that no file states.
func (b *zoneBuilder) finish() {
	for i := range b.zones {
		z := &b.zones[i]
		if z.Area == "" {
			z.Area = b.mostRegistered(z)
			reason := "area of an LSOA: that of most of its patients"
			if !b.ownArea[i] && b.areaLayer != nil {
				reason = "LSOA outside the areas: counted to the area of most of its patients, with those patients only"
				z.Population = b.registeredIn[i]
			}
			b.report.add(Item{Class: Guessed, Reason: reason, Subject: "LSOA " + z.Code, Detail: z.Area, Patients: b.registeredIn[i]})
		}
		if f := b.facts[z.Code]; (f == nil || !f.counted) && z.Population == 0 {
			z.Population = b.registeredIn[i]
			b.report.add(Item{Class: Guessed, Reason: "population of an LSOA: its registered patients", Subject: "LSOA " + z.Code, Patients: z.Population})
		}
	}
	b.report.sum("%d zones, %d registrations.", len(b.zones), len(b.rows))
}

// mostRegistered is the area where most of a zone's patients are registered,
// the nearest practice's where none are.
func (b *zoneBuilder) mostRegistered(z *model.Zone) string {
	best, most := "", int64(0)
	by := b.byRegistration[z.Code]
	for _, area := range sortedKeys(by) {
		if by[area] > most {
			best, most = area, by[area]
		}
	}
	if best != "" {
		return best
	}
	nearest := b.practices[0]
	for _, p := range b.practices {
		if metres(z.Lat, z.Lon, p.lat, p.lon) < metres(z.Lat, z.Lon, nearest.lat, nearest.lon) {
			nearest = p
		}
	}
	return nearest.area
}

// distribute turns the release into registrations of the instance: patients of
// LSOAs without a place are spread over their practice's other LSOAs, and the
// whole is brought to the practice's list.
func (b *zoneBuilder) distribute() {
	r := b.registered
	lines := make([]map[int32]int64, len(r.practices.codes))
	own := map[string]int{}
	for i, p := range b.practices {
		own[p.code] = i
	}
	for i, p := range r.practice {
		if _, ours := own[r.practices.codes[p]]; !ours {
			continue
		}
		if lines[p] == nil {
			lines[p] = map[int32]int64{}
		}
		lines[p][r.zone[i]] += int64(r.patients[i])
	}
	lost := make([]int64, len(r.zones.codes))
	for _, p := range b.practices {
		n, ok := r.practices.number[p.code]
		if !ok || lines[n] == nil {
			b.report.add(Item{Class: Guessed, Reason: "no registrations: patients counted at the practice's own place", Subject: p.subject(), Detail: p.name, Patients: p.list})
			continue
		}
		b.distributeOne(p, lines[n], lost)
	}
	for z, n := range lost {
		if n > 0 {
			b.report.add(Item{Class: Guessed, Reason: "LSOA without a place: its patients are spread over their practices' others", Subject: "LSOA " + r.zones.codes[z], File: r.name, Patients: n})
		}
	}
}

func (b *zoneBuilder) distributeOne(p *practice, line map[int32]int64, lost []int64) {
	var at []int
	var shares []int64
	total := int64(0)
	for _, z := range sortedKeys(line) {
		code := b.registered.zones.codes[z]
		total += line[z]
		i, ok := b.zone(code)
		if !ok {
			lost[z] += line[z]
			continue
		}
		at, shares = append(at, i), append(shares, line[z])
	}
	item := Item{Subject: p.subject(), File: b.registered.name, Patients: p.list}
	if len(at) == 0 {
		item.Class, item.Reason = Guessed, "no registrations in a known LSOA: patients counted at the practice's own place"
		b.report.add(item)
		return
	}
	if ratio := float64(total) / float64(p.list); ratio < 0.8 || ratio > 1.25 {
		item.Class, item.Reason = Doubtful, "registrations brought to the list, a fifth or more away"
		item.Detail = fmt.Sprintf("%d registered, %d on the list", total, p.list)
		b.report.add(item)
	}
	for k, n := range spread(shares, p.list) {
		if n == 0 {
			continue
		}
		code := b.zones[at[k]].Code
		b.rows = append(b.rows, model.Registration{Practice: p.code, Zone: code, Patients: n})
		b.registeredIn[at[k]] += n
		if b.byRegistration[code] == nil {
			b.byRegistration[code] = map[string]int64{}
		}
		b.byRegistration[code][p.area] += n
	}
}

// zone is the index of an LSOA among the zones, made one where it has a place.
func (b *zoneBuilder) zone(code string) (int, bool) {
	if i, ok := b.at[code]; ok {
		return i, i >= 0
	}
	lat, lon, how := b.place(code)
	if how == "" {
		b.at[code] = -1
		return 0, false
	}
	if area, known := b.areaOf(code, lat, lon); b.o.DropZonesOutside && known && !b.inAreas[area] {
		b.at[code] = -1
		return 0, false
	}
	return b.add(code, lat, lon, how), true
}

package nhs

import (
	"slices"

	"polyclinic/model"
)

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
	b.report.sum("%s zones, %s registrations.", thousands(int64(len(b.zones))), thousands(int64(len(b.rows))))
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

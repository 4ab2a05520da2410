package nhs

import (
	"slices"
	"strings"
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

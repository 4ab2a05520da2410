package nhs

import (
	"fmt"
	"strings"
	"time"
)

// gazetteer is what postcode files say of the postcodes that are wanted, of
// sectors, and of LSOAs.
type gazetteer struct {
	wanted  map[string]bool
	places  map[string]spot // by postcode
	sectors map[string]mean // by postcode sector
	lsoas   map[string]mean // of live postcodes, by LSOA of any census
	lsoaToo bool            // whether LSOAs are needed
}

// spot is where a postcode is and how that is known.
type spot struct {
	lat, lon   float64
	poor       bool   // positional quality worse than the postcode's own addresses
	terminated string // month the postcode ended; "": live
	file       string
	apart      time.Duration // of the file from the day of the instance
}

// mean of positions, in degrees or on the National Grid.
type mean struct {
	x, y float64
	n    int
	grid bool
}

func (a mean) with(x, y float64, grid bool) mean {
	if a.n > 0 && a.grid != grid {
		return a // the first file's system stays
	}
	return mean{a.x + x, a.y + y, a.n + 1, grid}
}

func (a mean) latLon() (lat, lon float64) {
	x, y := a.x/float64(a.n), a.y/float64(a.n)
	if a.grid {
		return fromGrid(x, y)
	}
	return x, y
}

// readPostcodes reads every postcode file once and keeps what is wanted; where
// files differ, the one nearest to the day of the instance counts, because
// postcodes come and go.
func (m *importer) readPostcodes(lsoaToo bool) error {
	m.placed = &gazetteer{wanted: map[string]bool{}, places: map[string]spot{}, sectors: map[string]mean{}, lsoas: map[string]mean{}, lsoaToo: lsoaToo}
	for _, p := range m.practices {
		m.placed.wanted[p.postcode] = true
		m.placed.wanted[m.otherPostcode[p.code]] = true
	}
	for _, in := range m.of(codePoint) {
		if err := m.readCodePoint(in); err != nil {
			return err
		}
	}
	for _, in := range m.of(postcodeDirectory) {
		if err := m.readDirectory(in); err != nil {
			return err
		}
	}
	return nil
}

// compact is a postcode as postcode() writes it, without looking at its shape.
func compact(text string) string {
	if strings.IndexByte(text, ' ') < 0 {
		return text
	}
	return strings.ReplaceAll(text, " ", "")
}

// Positional quality of Code-Point Open: 10 is within the postcode, 90 is none.
const (
	qualityNone = "90"
	qualityGood = "10"
)

func (m *importer) readCodePoint(in input) error {
	g := m.placed
	none := int64(0)
	rows, err := in.walk(func(t *sheet) {
		code := compact(t.at(0))
		if t.at(1) == qualityNone {
			none++
			return
		}
		east, okE := number(t.at(2))
		north, okN := number(t.at(3))
		if !okE || !okN || east == 0 || len(code) < 5 {
			none++
			return
		}
		g.sectors[sector(code)] = g.sectors[sector(code)].with(east, north, true)
		if g.wanted[code] {
			lat, lon := fromGrid(east, north)
			m.keep(code, spot{lat: lat, lon: lon, poor: t.at(1) != qualityGood, file: in.Name, apart: apart(in.date, m.date)})
		}
	})
	m.usedPostcodes(in, rows, none)
	return err
}

// readDirectory reads ONSPD, NSPL or NSPD; degrees where the edition has them,
// else the grid.
func (m *importer) readDirectory(in input) error {
	g, c := m.placed, in.columns()
	pc, ended, quality := find(c, pcdColumn...), find(c, "doterm"), find(c, "osgrdind", "gridind")
	lat, lon := find(c, latColumn...), find(c, lonColumn...)
	east, north := find(c, eastColumn...), find(c, northColumn...)
	censuses := []int{find(c, "lsoa11", "lsoa11cd"), find(c, "lsoa21", "lsoa21cd"), find(c, "lsoa01", "lsoa01cd")}
	none := int64(0)
	rows, err := in.walk(func(t *sheet) {
		code := compact(t.at(pc))
		if len(code) < 5 || t.at(quality) == "9" {
			none++
			return
		}
		grid := lat < 0 || lon < 0
		x, okX := number(t.at(lat))
		y, okY := number(t.at(lon))
		if grid {
			x, okX = number(t.at(east))
			y, okY = number(t.at(north))
		}
		if !okX || !okY || !grid && x > 90 || grid && (x == 0 || irish(code)) {
			none++
			return
		}
		g.sectors[sector(code)] = g.sectors[sector(code)].with(x, y, grid)
		live := t.at(ended) == ""
		if g.lsoaToo && live {
			for _, column := range censuses {
				if lsoa := t.at(column); lsoa != "" {
					g.lsoas[lsoa] = g.lsoas[lsoa].with(x, y, grid)
				}
			}
		}
		if g.wanted[code] {
			s := spot{lat: x, lon: y, file: in.Name, terminated: t.at(ended), apart: apart(in.date, m.date)}
			if grid {
				s.lat, s.lon = fromGrid(x, y)
			}
			m.keep(strings.Clone(code), s)
		}
	})
	m.usedPostcodes(in, rows, none)
	return err
}

// irish postcodes stand on the Irish Grid, and the Crown dependencies on none.
func irish(code string) bool {
	switch code[:2] {
	case "BT", "JE", "GY":
		return true
	}
	return false
}

func (m *importer) keep(code string, s spot) {
	if old, ok := m.placed.places[code]; !ok || s.apart < old.apart {
		m.placed.places[code] = s
	}
}

func (m *importer) usedPostcodes(in input, rows, none int64) {
	m.used(in, rows, "places of postcodes")
	if none > 0 {
		m.report.add(Item{Class: Dropped, Reason: "postcode without a grid reference", Subject: "file " + in.Name, Count: none})
	}
}

// choosePlaces gives every practice its coordinates and drops those that have
// none.
func (m *importer) choosePlaces() error {
	needLSOA := m.registered != nil || len(m.of(zoneTable)) > 0
	if err := m.readPostcodes(needLSOA); err != nil {
		return err
	}
	known, err := m.readPracticePlaces()
	if err != nil {
		return err
	}
	if len(m.placed.sectors) == 0 && len(known) == 0 {
		return oneFault("", 0, "the files", "hold no places", "Code-Point Open, ONSPD or NSPL, to find practices by postcode", "")
	}
	var kept []*practice
	for _, p := range m.practices {
		if m.place(p, known) {
			kept = append(kept, p)
		}
	}
	if lost := len(m.practices) - len(kept); lost*5 > len(m.practices) && !m.byBoundary && m.within == nil {
		m.report.add(Item{Class: Alarm, Reason: "many practices cannot be found", Subject: "postcode files",
			Detail: fmt.Sprintf("%d of %d practices have a postcode that is in none; choose areas, or give a file of the whole country", lost, len(m.practices)), Count: int64(lost)})
	}
	m.practices = kept
	return nil
}

// fullSector is the postcodes that make a sector's mean a place: at the edge of
// a regional file a sector has a handful, all on one side.
const fullSector = 20

// place finds a practice by its postcode in epraccur, by that in a list file,
// by its own coordinates in NHS Choices, and last by its postcode sector.
func (m *importer) place(p *practice, known map[string]spot) bool {
	item := Item{Subject: p.subject(), File: p.file, Line: p.line, Detail: p.name}
	if s, ok := m.placed.places[p.postcode]; ok {
		p.lat, p.lon = s.lat, s.lon
		m.doubtPlace(p, s)
		return true
	}
	why := "postcode " + spaced(p.postcode) + " is in no file"
	if p.postcode == "" {
		why = "no postcode in epraccur"
	}
	if other := m.otherPostcode[p.code]; other != "" && other != p.postcode {
		if s, ok := m.placed.places[other]; ok {
			p.lat, p.lon = s.lat, s.lon
			item.Class, item.Reason, item.Detail = Guessed, "placed by the postcode in a list file", why+"; "+spaced(other)
			m.report.add(item)
			return true
		}
	}
	if s, ok := known[p.code]; ok {
		p.lat, p.lon = s.lat, s.lon
		item.Class, item.Reason, item.Detail = Guessed, "placed by its coordinates in "+s.file, why
		m.report.add(item)
		return true
	}
	if p.postcode != "" && !m.o.NoGuessedPlaces {
		if a := m.placed.sectors[sector(p.postcode)]; a.n >= fullSector {
			p.lat, p.lon = a.latLon()
			item.Class, item.Reason = Guessed, "placed at the mean of its postcode sector"
			item.Detail = fmt.Sprintf("%s; mean of %d postcodes", why, a.n)
			m.report.add(item)
			return true
		}
	}
	item.Class, item.Reason, item.Detail, item.Patients = Dropped, "place unknown", why+", "+p.name, p.list
	m.report.add(item)
	return false
}

func (m *importer) doubtPlace(p *practice, s spot) {
	item := Item{Class: Doubtful, Subject: p.subject(), File: s.file}
	if s.poor {
		item.Reason, item.Detail = "postcode of poor positional quality", spaced(p.postcode)
		m.report.add(item)
	}
	if ended, ok := parseDate(s.terminated); ok && ended.Before(m.date) {
		item.Reason, item.Detail = "postcode that had ended", spaced(p.postcode)+" in "+ended.Format("2006-01")
		m.report.add(item)
	}
}

// readPracticePlaces reads coordinates by practice code (NHS Choices, which puts
// its 2014 edition some 78 m off: a last resort).
func (m *importer) readPracticePlaces() (map[string]spot, error) {
	known := map[string]spot{}
	for _, in := range m.of(practicePlaces) {
		c := in.columns()
		code, lat, lon := find(c, practiceColumn...), find(c, latColumn...), find(c, lonColumn...)
		rows, err := in.walk(func(t *sheet) {
			x, okX := number(t.at(lat))
			y, okY := number(t.at(lon))
			if okX && okY && x != 0 {
				known[strings.Clone(t.at(code))] = spot{lat: x, lon: y, file: in.Name}
			}
		})
		if err != nil {
			return nil, err
		}
		m.used(in, rows, "places of practices")
	}
	return known, nil
}

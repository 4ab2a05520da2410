package nhs

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// areaTableRows is what tables of areas say: which area a commissioner belongs
// to, and what areas are called.
type areaTableRows struct {
	of    map[string]string // area by commissioner
	names map[string]string // by area
	order []string          // areas in file order
}

// selectCommissioners gives practices their area where commissioners decide it,
// and drops those of areas that were not asked for: before places are looked
// up, so that a postcode file of a region will do.
func (m *importer) selectCommissioners() error {
	table, err := m.readAreaTables()
	if err != nil {
		return err
	}
	m.table = table
	if err := m.chooseLayer(); err != nil {
		return err
	}
	var kept []*practice
	for _, p := range m.practices {
		switch {
		case m.byBoundary:
			kept = append(kept, p)
			continue
		case len(table.of) > 0:
			if p.area = table.of[p.commissioner]; p.area == "" && table.names[p.commissioner] != "" {
				p.area = p.commissioner
			}
		default:
			p.area = p.commissioner
		}
		if m.wantsArea(p.area, p.commissioner) {
			kept = append(kept, p)
			continue
		}
		reason := "commissioner outside the areas"
		if p.commissioner == "" {
			reason = "no commissioner in epraccur"
		}
		m.report.add(Item{Class: Dropped, Reason: reason, Subject: p.subject(), File: p.file, Line: p.line, Detail: strings.TrimPrefix(p.commissioner+", "+p.name, ", "), Patients: m.lists[p.code]})
	}
	m.practices = kept
	if len(kept) == 0 {
		return oneFault("", 0, "the choice of areas", "leaves no practice", "areas or commissioners that practices have",
			"the codes are of another year: PCTs to 2013, CCGs to 2022, sub-ICB locations since")
	}
	return nil
}

// wantsArea says whether a practice of this area was asked for.
func (m *importer) wantsArea(area, commissioner string) bool {
	return area != "" && (m.o.Areas == nil || slices.Contains(m.o.Areas, area) || slices.Contains(m.o.Areas, commissioner))
}

// readAreaTables reads files that name the commissioners of areas; a cell may
// hold several, separated by semicolons.
func (m *importer) readAreaTables() (areaTableRows, error) {
	table := areaTableRows{of: map[string]string{}, names: map[string]string{}}
	for _, in := range m.of(areaTable) {
		c := in.columns()
		area, name, commissioner := find(c, areaColumn...), find(c, areaNameColumn...), commissionerColumn(c)
		rows, err := in.walk(func(t *sheet) {
			code := strings.Clone(t.at(area))
			if code == "" {
				return
			}
			if _, known := table.names[code]; !known {
				table.names[code] = strings.Clone(t.at(name))
				table.order = append(table.order, code)
			}
			for part := range strings.SplitSeq(t.at(commissioner), ";") {
				part = strings.Clone(strings.TrimSpace(part))
				switch first, taken := table.of[part]; {
				case part == "":
				case taken && first != code:
					m.report.add(Item{Class: Doubtful, Reason: "commissioner of two areas: the first counts", Subject: "commissioner " + part, File: in.Name, Line: t.line,
						Detail: first + " and " + code})
				default:
					table.of[part] = code
				}
			}
		})
		if err != nil {
			return table, err
		}
		m.used(in, rows, "commissioners of areas")
	}
	return table, nil
}

// chooseLayer reads the boundary files and decides which one holds the areas,
// and whether boundaries or commissioners say where a practice belongs.
func (m *importer) chooseLayer() error {
	for _, in := range m.of(boundaries) {
		l, err := readLayer(in)
		if err != nil {
			return err
		}
		if len(l.shapes) > 0 && lsoaID.MatchString(l.shapes[0].code) {
			m.zoneLayer = l
			m.used(in, int64(len(l.shapes)), "boundaries of LSOAs")
			continue
		}
		if m.o.Within != "" && strings.Contains(in.Name, m.o.Within) {
			m.within = l
			m.used(in, int64(len(l.shapes)), "selection of practices")
			continue
		}
		score := 0
		for _, s := range l.shapes {
			if m.table.names[s.code] != "" {
				score += 1000
			}
		}
		score -= len(l.shapes) // the coarser one
		if m.o.Boundary != "" && !strings.Contains(in.Name, m.o.Boundary) {
			continue
		}
		if m.areaLayer == nil || score > m.areaScore {
			m.areaScore, m.areaLayer, m.areaInput = score, l, in
		}
	}
	for _, asked := range []struct {
		what, name string
		found      bool
	}{{"boundaries of areas", m.o.Boundary, m.areaLayer != nil}, {"selection of practices", m.o.Within, m.within != nil}} {
		if asked.name != "" && !asked.found {
			return oneFault("", 0, "the file of the "+asked.what, fmt.Sprintf("%q is not there", asked.name), "a part of the name of a GeoJSON file", "")
		}
	}
	switch m.o.AreasBy {
	case "boundary":
		if m.areaLayer == nil {
			return oneFault("", 0, "areas by boundary", "need a file of boundaries", "GeoJSON polygons with a code", "")
		}
		m.byBoundary = true
	case "commissioner":
	case "":
		m.byBoundary = m.areaLayer != nil && len(m.table.of) == 0
	default:
		return oneFault("", 0, "areas by", fmt.Sprintf("is %q", m.o.AreasBy), "commissioner or boundary", "")
	}
	if m.areaLayer != nil {
		m.used(m.areaInput, int64(len(m.areaLayer.shapes)), "boundaries of areas")
	}
	return nil
}

// chooseAreas gives the remaining practices their area and lists the areas that
// have any.
func (m *importer) chooseAreas() error {
	var kept []*practice
	for _, p := range m.practices {
		if m.insideSelection(p) && (!m.byBoundary || m.areaByBoundary(p)) {
			kept = append(kept, p)
			if !m.byBoundary {
				m.doubtBoundary(p)
			}
		}
	}
	m.practices = kept
	if len(kept) == 0 {
		return oneFault("", 0, "the choice of areas", "leaves no practice", "areas that hold practices", "the boundaries are of another region")
	}
	m.listAreas()
	m.reportSmallAreas()
	return nil
}

func (m *importer) insideSelection(p *practice) bool {
	if m.within == nil {
		return true
	}
	if _, ok := m.within.at(p.lat, p.lon); ok {
		return true
	}
	m.report.add(Item{Class: Dropped, Reason: "outside the boundary asked for", Subject: p.subject(), File: p.file, Line: p.line, Detail: p.name, Patients: p.list})
	return false
}

func (m *importer) areaByBoundary(p *practice) bool {
	item := Item{Subject: p.subject(), File: p.file, Line: p.line, Detail: p.name, Patients: p.list}
	at, ok := m.areaLayer.at(p.lat, p.lon)
	if !ok {
		if at, ok = m.areaLayer.beside(p.lat, p.lon); ok {
			item.Class, item.Reason, item.Detail = Guessed, "just outside every boundary: the nearest area", m.areaLayer.shapes[at].code+", "+p.name
			m.report.add(item)
		}
	}
	if ok && m.wantsArea(m.areaLayer.shapes[at].code, p.commissioner) {
		p.area = m.areaLayer.shapes[at].code
		return true
	}
	item.Class, item.Reason, item.Detail = Dropped, "outside the areas", p.name
	m.report.add(item)
	return false
}

// doubtBoundary remarks on practices that stand outside the area that
// commissions them: true of 26 in London.
func (m *importer) doubtBoundary(p *practice) {
	if m.areaLayer == nil || !slices.ContainsFunc(m.areaLayer.shapes, func(s shape) bool { return s.code == p.area }) {
		return
	}
	if at, ok := m.areaLayer.at(p.lat, p.lon); !ok || m.areaLayer.shapes[at].code != p.area {
		where := "outside every boundary"
		if ok {
			where = "in " + m.areaLayer.shapes[at].code
		}
		m.report.add(Item{Class: Doubtful, Reason: "stands outside its area's boundary: counted where it is commissioned", Subject: p.subject(), File: p.file, Line: p.line,
			Detail: "of " + p.area + ", stands " + where, Patients: p.list})
	}
}

// listAreas is the areas with practices: in the order of the table or the
// boundaries, else by code.
func (m *importer) listAreas() {
	has := map[string]int64{}
	for _, p := range m.practices {
		has[p.area] += p.list
	}
	var order []string
	shapes := map[string]int{}
	if m.areaLayer != nil {
		shapes = m.areaLayer.byCode()
	}
	switch {
	case m.byBoundary:
		for _, s := range m.areaLayer.shapes {
			order = append(order, s.code)
		}
	default:
		order = append(order, m.table.order...)
	}
	order = append(order, sortedKeys(has)...)
	listed := map[string]bool{}
	for _, code := range order {
		if _, some := has[code]; !some || listed[code] {
			continue
		}
		listed[code] = true
		a := model.Area{Code: code, Name: m.table.names[code], Regime: m.o.Regimes[code]}
		if at, ok := shapes[code]; ok {
			if a.Name == "" {
				a.Name = m.areaLayer.shapes[at].name
			}
			if n := m.areaLayer.shapes[at].population; n > 0 {
				a.Population = &n
			}
		}
		if a.Name == "" {
			a.Name = code
			m.report.add(Item{Class: Guessed, Reason: "name of an area: its code", Subject: "area " + code})
		}
		if a.Regime == "" {
			a.Regime = m.guessRegime(code)
		}
		m.areas = append(m.areas, a)
	}
}

// sparse is the spacing of practices, metres, above which an area travels as
// Surrey does: between London's 360 m and Surrey's 1,030 m.
const sparse = 610

// guessRegime tells dense from sparse areas by the median distance from a
// practice to the next one.
func (m *importer) guessRegime(area string) string {
	var own []*practice
	for _, p := range m.practices {
		if p.area == area {
			own = append(own, p)
		}
	}
	var spacing []float64
	for i, p := range own {
		nearest := -1.0
		for j, q := range own {
			if d := metres(p.lat, p.lon, q.lat, q.lon); i != j && (nearest < 0 || d < nearest) {
				nearest = d
			}
		}
		if nearest >= 0 {
			spacing = append(spacing, nearest)
		}
	}
	slices.Sort(spacing)
	regime, median := "london", 0.0
	if len(spacing) > 0 {
		median = spacing[len(spacing)/2]
	}
	if median > sparse {
		regime = "surrey"
	}
	m.report.add(Item{Class: Guessed, Reason: "travel regime of an area, by how far apart practices stand", Subject: "area " + area,
		Detail: fmt.Sprintf("%s: median %.0f m to the next practice", regime, median)})
	return regime
}

// Least that a site of the default scenario needs (20,000 patients and 3
// practices): an area with less can have none of its own.
const (
	leastPatients  = 20_000
	leastPractices = 3
)

func (m *importer) reportSmallAreas() {
	for _, a := range m.areas {
		patients, practices := int64(0), 0
		for _, p := range m.practices {
			if p.area == a.Code {
				patients += p.list
				practices++
			}
		}
		if patients < leastPatients || practices < leastPractices {
			m.report.add(Item{Class: Alarm, Reason: "area too small for a site of its own: default rules cannot hold", Subject: "area " + a.Code, Patients: patients,
				Detail: fmt.Sprintf("%s, %d patients; join areas, or set rules.boundary", plural(practices, "practice"), patients)})
		}
	}
}

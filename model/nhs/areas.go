package nhs

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

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
	if err := m.checkAsked(); err != nil {
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

package nhs

import (
	"fmt"
	"strings"
)

// chooseLayer reads the boundary files and decides which one holds the areas,
// and whether boundaries or commissioners say where a practice belongs.
func (m *importer) chooseLayer() error {
	var selection input // the file of m.within
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
			selection = in
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
	named := m.o.Boundary != "" && strings.Contains(selection.Name, m.o.Boundary)
	if m.areaLayer == nil && m.within != nil && (named || m.o.Boundary == "" && m.o.AreasBy == "boundary") {
		m.areaLayer, m.areaInput = m.within, selection // one file for both
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

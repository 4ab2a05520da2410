package nhs

import (
	"slices"
	"strings"

	"polyclinic/model"
)

// readHospitals reads hospitals in the layout of an instance folder (code, name,
// lat, lon, trust, acute, stroke, trauma) and makes those inside the areas
// candidate sites.
func (m *importer) readHospitals() error {
	seen := map[string]bool{}
	for _, in := range m.of(hospitalTable) {
		c := in.columns()
		code, name, trust := find(c, "code"), find(c, "name"), find(c, "trust")
		lat, lon := find(c, latColumn...), find(c, lonColumn...)
		acute, stroke, trauma := findPrefix(c, "acute"), findPrefix(c, "stroke", "hasu"), findPrefix(c, "trauma", "mtc", "majortrauma")
		rows, err := in.walk(func(t *sheet) {
			y, okY := number(t.at(lat))
			x, okX := number(t.at(lon))
			item := Item{Class: Dropped, Subject: "hospital " + t.at(code), File: in.Name, Line: t.line, Detail: t.at(name)}
			if !okX || !okY || t.at(code) == "" {
				item.Reason = "hospital without a place or a code"
				m.report.add(item)
				return
			}
			if seen[t.at(code)] {
				item.Reason = "hospital that stands twice: the first row counts"
				m.report.add(item)
				return
			}
			h := model.Hospital{Code: strings.Clone(t.at(code)), Name: strings.Clone(t.at(name)), Trust: strings.Clone(t.at(trust)), Lat: y, Lon: x,
				Acute: yes(t.at(acute)), Stroke: yes(t.at(stroke)), Trauma: yes(t.at(trauma))}
			seen[h.Code] = true
			m.hospitals = append(m.hospitals, h)
			if area := m.siteArea("", y, x); area != "" && !m.o.NoHospitalSites {
				kind := "community_hospital"
				if h.Acute {
					kind = "hospital"
				}
				m.addSite(model.Site{Code: "H_" + h.Code, Name: h.Name, Area: area, Lat: y, Lon: x, Kind: kind})
			}
		})
		if err != nil {
			return err
		}
		m.used(in, rows, "hospitals")
	}
	if !slices.ContainsFunc(m.hospitals, func(h model.Hospital) bool { return h.Acute }) {
		m.report.add(Item{Class: Doubtful, Reason: "no acute hospital: travel of outpatients counts nothing", Subject: "files",
			Detail: "a table of code, name, trust, lat, lon, acute is understood"})
	}
	return nil
}

func yes(text string) bool {
	switch strings.ToLower(text) {
	case "1", "y", "yes", "true":
		return true
	}
	return false
}

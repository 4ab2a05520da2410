package html

import (
	"fmt"
	"html/template"
	"io"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
)

// WritePlan writes the report of a plan. Its costs under other figures must be
// there (findings.Price).
func WritePlan(w io.Writer, f *findings.Findings) error {
	m := newMapper(f)
	page := &Page{
		Title: "Polyclinics: a plan for " + f.In.Data.Name,
		Lead:  f.In.Data.Description,
		Sections: []Section{
			summary(f), mapSection(m), areas(f), costs(f), bridge(f), travel(f), trusts(f), sizes(f),
			leftOut(f), rules(f), sites(f), gap(f), method(f), everySite(f), m.section(),
		},
		Foot: []template.HTML{paragraph(say("Written by polyclinic %s from plan.json of instance %s. Figures marked with a field name stand there; the others are worked out from it and the instance.",
			f.Document.Version.Polyclinic, shortHash(f.Document.Instance.SHA256)))},
	}
	return page.Write(w)
}

func shortHash(hash string) string { return hash[:min(12, len(hash))] }

func mapSection(m *mapper) Section {
	s := Section{ID: "map-of-the-plan", Title: "Map"}
	s.add(m.whole(), paragraph(say("The last section draws every area by itself.")))
	return s
}

func (m *mapper) section() Section {
	s := Section{ID: "atlas", Title: "Area by area, drawn"}
	s.add(paragraph(say("Circles are practices, larger with longer lists; their colour is that of their model. Point at a mark for its name.")), m.atlas())
	return s
}

// scenarioName names the plan's scenario.
func scenarioName(f *findings.Findings) string {
	name := "the default scenario"
	if f.In.Scenario.Name != "" {
		name = fmt.Sprintf("scenario “%s”", f.In.Scenario.Name)
	}
	if n := len(f.Changes); n > 0 && f.In.Scenario.Name == "" {
		name += fmt.Sprintf(" with %s", report.Plural(n, "change", "changes"))
	}
	return name
}

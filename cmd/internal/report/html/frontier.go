package html

import (
	"html/template"
	"io"

	"polyclinic/cmd/internal/report/tables"
)

// Frontier is plans between the best on each axis.
type Frontier struct {
	Title, Lead   string
	Words         []string // sentences below the heading
	Curves        []Curve
	Points, Axes  tables.Table
	Instance, Sum string // name, SHA-256
}

// WriteFrontier writes the page of a frontier.
func WriteFrontier(w io.Writer, f *Frontier) error {
	page := &Page{Title: f.Title, Lead: f.Lead,
		Foot: []template.HTML{paragraph(say("From frontier.json, of instance %s, %s. Each point has its plan.json.", f.Instance, shortHash(f.Sum)))}}
	points := Section{ID: "trade", Title: "What is traded for what"}
	var words []template.HTML
	for _, sentence := range f.Words {
		words = append(words, say("%s", sentence))
	}
	points.add(list(words...))
	for i := range f.Curves {
		points.add(f.Curves[i].render())
	}
	points.add(table(&f.Points))
	axes := Section{ID: "axes-and-ranges", Title: "How far each axis goes"}
	axes.add(table(&f.Axes))
	page.Sections = []Section{points, axes}
	return page.Write(w)
}

package html

import (
	"html/template"
	"io"

	"polyclinic/cmd/internal/report/tables"
)

// Answer is the page of a question that several plans answer.
type Answer struct {
	Title, Lead   string
	Parts         []AnswerPart
	File          string // that holds all its figures
	Instance, Sum string // name, SHA-256
}

// AnswerPart is a section: sentences, charts, tables.
type AnswerPart struct {
	ID, Title string
	Words     []string
	Charts    []Bars
	Tables    []tables.Table
}

// Bars is a bar a plan. The tables beside it hold the same.
type Bars struct {
	ID, Title, Unit string
	Rows            []Bar
}

// Bar is a value, with the span from Low to High in which it lies where these are
// not both nought.
type Bar struct {
	Label, Text      string // Text stands at its end
	Value, Low, High float64
}

// WriteAnswer writes the page.
func WriteAnswer(w io.Writer, a *Answer) error {
	page := &Page{Title: a.Title, Lead: a.Lead,
		Foot: []template.HTML{paragraph(say("From %s, of instance %s, %s. Each plan has its plan.json beside it.", a.File, a.Instance, shortHash(a.Sum)))}}
	for i := range a.Parts {
		p := &a.Parts[i]
		s := Section{ID: p.ID, Title: p.Title}
		var words []template.HTML
		for _, sentence := range p.Words {
			words = append(words, say("%s", sentence))
		}
		if len(words) > 0 {
			s.add(list(words...))
		}
		for k := range p.Charts {
			s.add(p.Charts[k].render())
		}
		for k := range p.Tables {
			s.add(table(&p.Tables[k]))
		}
		page.Sections = append(page.Sections, s)
	}
	return page.Write(w)
}

func (b *Bars) render() template.HTML {
	out := &bars{id: b.ID, title: b.Title, unit: b.Unit, description: "A bar a plan; the table holds the same."}
	for _, r := range b.Rows {
		out.rows = append(out.rows, bar{label: r.Label, pieces: []piece{{0, r.Value, "c0", 0, ""}}, whisker: r.Low != 0 || r.High != 0, low: r.Low, high: r.High, text: r.Text})
	}
	return out.render()
}

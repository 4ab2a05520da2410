package html

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// drawing is an SVG in the making.
type drawing struct{ strings.Builder }

// newDrawing starts one with the words that stand for it.
func newDrawing(id, class, title, description string, width, height float64) *drawing {
	d := &drawing{}
	d.printf(`<svg class="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc">`+"\n", class, short(width), short(height), id, id)
	d.printf(`<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`+"\n", id, escape(title), id, escape(description))
	return d
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.Builder, format, args...) }

func (d *drawing) end() template.HTML {
	d.WriteString("</svg>\n")
	return template.HTML(d.String()) //nolint:gosec // every text is escaped
}

func (d *drawing) rect(x, y, width, height float64, class, title string) {
	d.printf(`<rect x="%s" y="%s" width="%s" height="%s" class="%s">`, short(x), short(y), short(max(width, 0)), short(height), class)
	d.title(title)
	d.WriteString("</rect>\n")
}

func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	d.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s"/>`+"\n", short(x1), short(y1), short(x2), short(y2), class)
}

// text is anchored at its start, middle or end.
func (d *drawing) text(x, y float64, anchor, class, words string) {
	d.printf(`<text x="%s" y="%s" text-anchor="%s" class="%s">%s</text>`+"\n", short(x), short(y), anchor, class, escape(words))
}

func (d *drawing) circle(x, y, r float64, class, title string) {
	d.printf(`<circle cx="%s" cy="%s" r="%s" class="%s"`, short(x), short(y), short(r), class)
	if title == "" {
		d.WriteString("/>\n")
		return
	}
	d.WriteString(">")
	d.title(title)
	d.WriteString("</circle>\n")
}

func (d *drawing) path(data, class, title string) {
	d.printf(`<path d="%s" class="%s">`, data, class)
	d.title(title)
	d.WriteString("</path>\n")
}

func (d *drawing) title(words string) {
	if words != "" {
		d.printf("<title>%s</title>", escape(words))
	}
}

// short is a coordinate with one decimal.
func short(x float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
	if text == "-0" {
		return "0"
	}
	return text
}

func escape(words string) string { return template.HTMLEscapeString(words) }

package html

import (
	"fmt"
	"html/template"
	"strings"

	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// figure is a number in a sentence, with its exact value and its field.
func figure(value any, kind tables.Kind, field string) template.HTML {
	return template.HTML(fmt.Sprintf(`<data value="%s" data-field="%s">%s</data>`, //nolint:gosec // escaped
		template.HTMLEscapeString(tables.Plain(value, kind)), template.HTMLEscapeString(field), template.HTMLEscapeString(tables.Show(value, kind))))
}

func count[T ~int | ~int64](n T, field string) template.HTML {
	return figure(int64(n), tables.Whole, field)
}

// counted is a number with its noun.
func counted(n int, one, many, field string) template.HTML {
	if n == 1 {
		many = one
	}
	return count(n, field) + " " + template.HTML(template.HTMLEscapeString(many)) //nolint:gosec // escaped
}

// millions is a sum with its unit: £1.23m.
func millions(p model.Pence, field string) template.HTML {
	return unbroken(template.HTML(sign(p)+"£") + figure(max(p, -p), tables.Millions, field) + "m") //nolint:gosec // constants
}

// pounds is a whole sum: £1,234.
func pounds(p model.Pence, field string) template.HTML {
	return unbroken(template.HTML(sign(p)+"£") + figure(max(p, -p), tables.Pounds, field)) //nolint:gosec // constants
}

// unbroken stays on one line.
func unbroken(text template.HTML) template.HTML {
	return `<span class="unbroken">` + text + "</span>"
}

func sign(p model.Pence) string {
	if p < 0 {
		return "−"
	}
	return ""
}

// perHead is pence as pounds with pence: £26.45.
func perHead(pence float64, field string) template.HTML {
	if pence < 0 {
		return unbroken("−£" + figure(-pence, tables.PerHead, field))
	}
	return unbroken("£" + figure(pence, tables.PerHead, field))
}

func percent(share float64, field string) template.HTML {
	return unbroken(figure(share, tables.Share, field) + " %")
}

func minutes(x float64, field string) template.HTML {
	return unbroken(figure(x, tables.Decimal, field) + " min")
}

// say is a sentence; what is not HTML already is escaped.
func say(format string, args ...any) template.HTML {
	for i, a := range args {
		if _, ready := a.(template.HTML); !ready {
			args[i] = template.HTML(template.HTMLEscapeString(fmt.Sprint(a))) //nolint:gosec // escaped
		}
	}
	return template.HTML(fmt.Sprintf(format, args...)) //nolint:gosec // escaped
}

// paragraph is sentences.
func paragraph(sentences ...template.HTML) template.HTML { return wrapped("p", "", sentences) }

// lead is a paragraph that stands out.
func lead(sentences ...template.HTML) template.HTML { return wrapped("p", "lead", sentences) }

func wrapped(tag, class string, sentences []template.HTML) template.HTML {
	var parts []string
	for _, s := range sentences {
		if s != "" {
			parts = append(parts, string(s))
		}
	}
	if class != "" {
		class = ` class="` + class + `"`
	}
	return template.HTML("<" + tag + class + ">" + strings.Join(parts, " ") + "</" + tag + ">\n") //nolint:gosec // parts are HTML
}

// list is a list of items.
func list(items ...template.HTML) template.HTML {
	var b strings.Builder
	b.WriteString("<ul>\n")
	for _, item := range items {
		if item != "" {
			b.WriteString("<li>" + string(item) + "</li>\n")
		}
	}
	b.WriteString("</ul>\n")
	return template.HTML(b.String()) //nolint:gosec // items are HTML
}

func heading(text string) template.HTML {
	return template.HTML("<h3>" + template.HTMLEscapeString(text) + "</h3>\n") //nolint:gosec // escaped
}

// tile is a figure that is read first.
type tile struct {
	figure template.HTML
	words  string
}

func tiles(list ...tile) template.HTML {
	var b strings.Builder
	b.WriteString(`<div class="tiles">` + "\n")
	for _, t := range list {
		fmt.Fprintf(&b, `<div class="tile"><strong>%s</strong><span>%s</span></div>`+"\n", t.figure, template.HTMLEscapeString(t.words))
	}
	b.WriteString("</div>\n")
	return template.HTML(b.String()) //nolint:gosec // escaped
}

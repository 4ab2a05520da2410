package html

import (
	"fmt"
	"html/template"
	"io"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model/answers"
)

// WriteComparison writes plans side by side. names are the plans', in order.
func WriteComparison(w io.Writer, c *answers.Comparison, names []string) error {
	in := c.Plans[0].In
	list := tables.Comparison(c, names)
	page := &Page{
		Title: fmt.Sprintf("%s of %s", report.Plural(len(names), "plan", "plans"), in.Data.Name),
		Lead:  "Set side by side; the first is what the others are compared with.",
		Foot:  []template.HTML{paragraph(say("Every figure is in the plans' plan.json, or worked out from them and instance %s.", shortHash(in.SHA256)))},
	}
	figures := Section{ID: "figures", Title: "Figures"}
	figures.add(against(c, names), `<div class="charts">`, costBars(c, names), moveBars(c, names), "</div>\n", table(&list[0]))
	places := Section{ID: "places-and-areas", Title: "Places and areas"}
	places.add(table(&list[1]), table(&list[2]))
	scenarios := Section{ID: "scenario-changes", Title: "Scenarios"}
	if len(list[3].Rows) == 0 {
		scenarios.add(paragraph(say("All plans were made under the same scenario.")))
	} else {
		scenarios.add(table(&list[3]))
	}
	page.Sections = []Section{figures, places, scenarios}
	return page.Write(w)
}

// against says of every other plan what it costs against the first.
func against(c *answers.Comparison, names []string) template.HTML {
	var items []template.HTML
	for k := 1; k < len(names); k++ {
		s := c.Shared[k]
		difference := c.Figures[k].Objective - c.Figures[0].Objective
		money := say("%s a year more than", pounds(difference, "costs.objective"))
		switch {
		case difference == 0:
			money = "as much as"
		case difference < 0:
			money = say("%s a year less than", pounds(-difference, "costs.objective"))
		}
		moved := template.HTML("every practice is at the same place")
		if n := len(c.Differs[k].Practices); n > 0 {
			moved = say("%s with %s patients %s elsewhere", report.Plural(n, "practice", "practices"), count(c.Differs[k].Patients, "practices[]"), report.Be(float64(n), "practices"))
		}
		text := say("%s costs %s %s, each under its own scenario; %s.", names[k], money, names[0], moved)
		if s != nil && len(s.Violations) > 0 {
			text += say(" It breaks a rule of %s: %s.", names[0], s.Violations[0])
		}
		items = append(items, text)
	}
	return list(items...)
}

// costBars are the plans' costs, with what is proven.
func costBars(c *answers.Comparison, names []string) htmlText {
	b := &bars{id: "chart-costs", title: "Cash a year", unit: "£m a year", description: "A bar a plan; the table of figures holds the same."}
	for k, f := range c.Figures {
		b.rows = append(b.rows, bar{label: names[k], pieces: []piece{{0, inMillions(f.Cash), "c0", 0, ""}}, text: tables.Show(f.Cash, tables.Millions)})
	}
	return b.render()
}

// moveBars are the patients whose practice moves, and of these merges.
func moveBars(c *answers.Comparison, names []string) htmlText {
	b := &bars{id: "chart-moves", title: "Patients whose practice moves or merges", unit: "patients, thousands", series: []series{{"moves", "c1"}, {"merges", "c2"}},
		description: "Two bars a plan; the table of figures holds the same."}
	for k, f := range c.Figures {
		b.rows = append(b.rows, bar{label: names[k], pieces: []piece{{0, float64(f.Moved) / 1000, "c1", 0, ""}, {0, float64(f.Merged) / 1000, "c2", 1, ""}},
			text: tables.Show(float64(f.Moved)/1000, tables.Decimal) + " / " + tables.Show(float64(f.Merged)/1000, tables.Decimal)})
	}
	return b.render()
}

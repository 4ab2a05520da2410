package html

import (
	"fmt"
	"html/template"
	"io"

	"polyclinic/cmd/internal/batch"
	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// barsShown is how many scenarios a chart shows.
const barsShown = 60

// WriteBatch writes the scenarios of a batch: list is tables.Batch.
func WriteBatch(w io.Writer, m *batch.Manifest, list []tables.Table) error {
	page := &Page{
		Title: "Scenarios: " + m.Name,
		Lead:  fmt.Sprintf("%s of %s", report.Plural(len(m.Rows), "scenario", "scenarios"), m.Instance),
		Foot:  []template.HTML{paragraph(say("From the results of a batch of instance %s, made by polyclinic %s. Each has its plan.json under its hash.", shortHash(m.SHA256), m.Version))},
	}
	all := &list[0]
	scenarios := Section{ID: "all", Title: "Every scenario"}
	scenarios.add(batchWords(all), batchChart(all), table(all))
	if without := tables.Unplanned(all); len(without.Rows) > 0 {
		scenarios.add(table(&without))
	}
	page.Sections = append(page.Sections, scenarios)
	for i := range list[1:] {
		t := &list[1+i]
		s := Section{ID: t.ID, Title: t.Title}
		s.add(choiceChart(t), table(t))
		page.Sections = append(page.Sections, s)
	}
	return page.Write(w)
}

// batchWords count what became of the scenarios.
func batchWords(t *tables.Table) template.HTML {
	cost, result := t.Column("cost"), t.Column("result")
	planned := 0
	best, least := "", model.Pence(0)
	other := map[string]int{}
	var order []string
	for r := range t.Rows {
		if amount, ok := t.Rows[r].Cells[cost].(model.Pence); ok {
			if planned++; planned == 1 || amount < least {
				best, least = t.Rows[r].Key, amount
			}
			continue
		}
		word, _ := t.Rows[r].Cells[result].(string)
		if word == "" {
			word = batch.NotYet
		}
		if other[word]++; other[word] == 1 {
			order = append(order, word)
		}
	}
	sentences := []template.HTML{say("%s of %s scenarios have a plan.", count(planned, "results/HASH/plan.json"), count(len(t.Rows), "manifest.json"))}
	if planned > 0 {
		sentences = append(sentences, say("The cheapest is %s, at %s a year.", best, millions(least, "results/HASH/plan.json: status.objective")))
	}
	for _, word := range order {
		sentences = append(sentences, became(word, other[word]))
	}
	return lead(sentences...)
}

// became says how many scenarios came to one end without a plan.
func became(word string, n int) template.HTML {
	switch word {
	case tables.Impossible:
		return say("%v %s impossible: that is proven.", n, report.Be(float64(n), "scenarios"))
	case tables.NotFound:
		return say("For %v no plan was found.", n)
	case "invalid":
		return say("%v %s faulty: what is changed makes no scenario.", n, report.Be(float64(n), "scenarios"))
	case batch.NotYet:
		return say("%v %s not planned yet.", n, report.Be(float64(n), "scenarios"))
	}
	return say("%s: %v.", word, n)
}

// batchChart is what the plans cost; charts begin at nought, so differences show
// in the figures beside the bars.
func batchChart(t *tables.Table) template.HTML {
	cost := t.Column("cost")
	b := &bars{id: "chart-scenarios", title: "Cost of every scenario's plan", unit: "£m a year, all that is counted", description: "A bar a scenario with a plan; the table of scenarios holds the same."}
	for r := range t.Rows {
		if amount, ok := t.Rows[r].Cells[cost].(model.Pence); ok {
			if len(b.rows) == barsShown {
				b.title += fmt.Sprintf(", the first %d", barsShown)
				break
			}
			b.rows = append(b.rows, bar{label: t.Rows[r].Key, pieces: []piece{{0, inMillions(amount), "c0", 0, ""}}, text: tables.Show(amount, tables.Millions)})
		}
	}
	if len(b.rows) == 0 {
		return ""
	}
	return b.render()
}

func choiceChart(t *tables.Table) template.HTML {
	b := &bars{id: "chart-" + t.ID, title: t.Title + ": mean cost, least to greatest", unit: "£m a year, all that is counted", description: "A bar a choice with a whisker from least to greatest; the table holds the same."}
	for r := range t.Rows {
		cells := t.Rows[r].Cells
		mean, ok := cells[4].(model.Pence)
		if !ok {
			continue
		}
		b.rows = append(b.rows, bar{label: t.Rows[r].Key, pieces: []piece{{0, inMillions(mean), "c0", 0, ""}}, whisker: true,
			low: inMillions(cells[3].(model.Pence)), high: inMillions(cells[5].(model.Pence)), text: tables.Show(mean, tables.Millions)})
	}
	if len(b.rows) == 0 {
		return ""
	}
	return b.render()
}

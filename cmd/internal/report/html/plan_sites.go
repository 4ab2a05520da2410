package html

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// sites is where polyclinics stand and how full they are.
func sites(f *findings.Findings) Section {
	s := Section{ID: "hubs", Title: "Polyclinics: where they stand, how far, how full"}
	onHospital, people := 0, model.Patients(0)
	for i := range f.Sites {
		if f.Sites[i].Hospital != "" {
			onHospital++
			people += f.Sites[i].Patients
		}
	}
	hubs, distances, growth := tables.HospitalHubs(f), tables.Distances(f), tables.Growth(f)
	s.add(heading("On acute hospital sites"))
	if onHospital == 0 {
		s.add(paragraph(say("No polyclinic stands on an acute hospital's site.")))
	} else {
		s.add(paragraph(say("%s of %s polyclinics, with %s patients, stand on acute hospital sites: for people whose hospital it is, care comes no closer.",
			count(onHospital, "sites[] and hospitals.csv"), count(len(f.Sites), "sites"), count(people, "sites[].patients"))), table(&hubs))
	}
	s.add(heading("How far"), distanceChart(f, &distances), table(&distances), heading("How full, and what growth would break"), `<div class="charts">`, fillChart(f), growthChart(f), "</div>\n", table(&growth))
	return s
}

func distanceChart(f *findings.Findings, t *tables.Table) htmlText {
	b := &bars{id: "chart-distances", title: "From practice to polyclinic", unit: "patients, thousands; straight-line km",
		description: "A bar a class of distance, in pieces by care model; the table below holds the same."}
	for i, m := range f.In.Models() {
		b.series = append(b.series, series{m.Name, fmt.Sprintf("c%d", i%colours)})
	}
	for r := range t.Rows {
		row := bar{label: t.Rows[r].Key}
		if r > 0 {
			row.label += " km"
		}
		at, all := 0.0, int64(0)
		for m := range f.In.Models() {
			n := t.Rows[r].Cells[m+1].(int64)
			row.pieces = append(row.pieces, piece{at, at + float64(n)/1000, fmt.Sprintf("c%d", m%colours), 0, ""})
			at += float64(n) / 1000
			all += n
		}
		row.text = tables.Show(all, tables.Whole)
		b.rows = append(b.rows, row)
	}
	return b.render()
}

// fillEnds are the upper ends of the classes of fill, in per cent.
var fillEnds = []int{60, 70, 80, 90, 95, 98, 100}

func fillChart(f *findings.Findings) htmlText {
	counts := make([]int, len(fillEnds)+1)
	for i := range f.Sites {
		class := 0
		for class < len(fillEnds) && 100*float64(f.Sites[i].Patients) > float64(fillEnds[class])*float64(f.Sites[i].Room) {
			class++
		}
		counts[class]++
	}
	b := &bars{id: "chart-fill", title: "How full polyclinics are", unit: "sites", description: "A bar a class of fill; the table of every site holds each one's."}
	for class, n := range counts {
		label := fmt.Sprintf("over %d %%", fillEnds[len(fillEnds)-1])
		if class < len(fillEnds) {
			label = fmt.Sprintf("up to %d %%", fillEnds[class])
		} else if n == 0 {
			continue
		}
		b.rows = append(b.rows, bar{label: label, pieces: []piece{{0, float64(n), "c0", 0, ""}}, text: fmt.Sprint(n)})
	}
	return b.render()
}

func growthChart(f *findings.Findings) htmlText {
	b := &bars{id: "chart-growth", title: "Lists growing 1.2 % a year", unit: "sites", series: []series{{"need the next size", "c1"}, {"too small at any size", "cout"}},
		description: "A bar a number of years: sites that need a larger size, and sites that no size holds; the table below holds the same."}
	for i := range f.Growth {
		g := &f.Growth[i]
		b.rows = append(b.rows, bar{label: fmt.Sprintf("in %d years (+%s %%)", g.Years, tables.Show(g.Share, tables.Share)),
			pieces: []piece{{0, float64(g.Larger), "c1", 0, ""}, {float64(g.Larger), float64(g.Larger + g.Broken), "cout", 0, ""}}, text: fmt.Sprintf("%d + %d", g.Larger, g.Broken)})
	}
	return b.render()
}

func everySite(f *findings.Findings) Section {
	s := Section{ID: "every-site", Title: "Every site"}
	t := tables.Sites(f)
	s.add(table(&t))
	return s
}

// gap is how good the plan is proven to be.
func gap(f *findings.Findings) Section {
	s := Section{ID: "how-good", Title: "How good the plan is"}
	t := tables.Gap(f)
	status := &f.Document.Status
	words := say("The bound was proven by the method %s; the search stopped because %s.", status.BoundMethod, report.StopReason(status.Stop))
	if status.Bound == nil {
		words = say("No bound is known.")
	}
	s.add(paragraph(proven(f), words, say("Where two scenarios differ by less than their gaps, it is not proven which one costs more.")), table(&t))
	return s
}

// method says how figures came about, and from what.
func method(f *findings.Findings) Section {
	s := Section{ID: "method", Title: "Method and sources"}
	d, data := f.Document, f.In.Data
	from := []template.HTML{say("Instance %s, identified by SHA-256 %s.", data.Name, d.Instance.SHA256)}
	for _, words := range []struct{ title, text string }{{"Data", data.Source}, {"Date", data.Date}} {
		if words.text != "" {
			from = append(from, say("%s: %s.", words.title, strings.TrimSuffix(words.text, ".")))
		}
	}
	s.add(list(
		say("Each practice stays as it is or joins one site under one model. Each site is closed, or open under one model at one size. The plan minimises a year's cost: cash, travel, continuity, with the weights of %s, under the rules above.", scenarioName(f)),
		say("Every figure of plan.json was recomputed from the definitions before this report was written, and agreed."),
		say("Low and high: the same plan, same places and sizes, priced with every uncertain figure at the end where a polyclinic usually costs less (more), as polyclinic uncertain does. Nothing is planned anew. How far the plan is to go and by which means people travel stay as they are, and so does the cost of sites that the instance prices one by one."),
		say("Travel: people with a car take the least weighted of walking, bus and car, people without one of walking and bus; minutes are by the clock, one way, from small areas to the practice, site or hospital."),
		say("Hospital trusts: attendances of registered patients follow the hospital of their small area. Income lost is at the tariff; the cost that falls is the release share of it."),
		say("Deprivation: small areas by falling score until each holds a fifth of the people."),
		say("Left out: the extra cost of joining is that of the practice and of a larger size where one is needed, everything else as it is; it is not what the best plan with it would cost (polyclinic explain says that)."),
	), heading("From what"), list(from...), paragraph(say("Options of the search: seed %s, method %s, limits %s; written by polyclinic %s.",
		fmt.Sprint(d.Options["seed"]), fmt.Sprint(d.Options["method"]), limits(d.Options), d.Version.Polyclinic)),
		heading("Where figures stand"), paragraph(say("Below every table, and in the page's source on every figure, stands the field of plan.json that it shows. In a field, [A] picks the entry of a list with that code, and [] all entries. Figures “from the instance” or “at the low figures” are worked out as described here.")))
	return s
}

// limits are the limits of the search in words, in a fixed order.
func limits(options map[string]any) string {
	given, _ := options["limits"].(map[string]any)
	text := ""
	for _, name := range []string{"gap", "seconds", "work"} {
		if v, ok := given[name]; ok {
			if text != "" {
				text += ", "
			}
			if x, ok := v.(float64); ok {
				v = strconv.FormatFloat(x, 'f', -1, 64)
			}
			text += fmt.Sprintf("%s %v", name, v)
		}
	}
	if text == "" {
		return "none"
	}
	return text
}

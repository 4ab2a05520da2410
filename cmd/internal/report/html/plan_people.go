package html

import (
	"fmt"
	"html/template"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

type htmlText = template.HTML

// travel is before and after, by deprivation and by area.
func travel(f *findings.Findings) Section {
	s := Section{ID: "travel", Title: "Travel before and after"}
	t := &f.Travel
	s.add(paragraph(say("The way to the GP takes %s one way today and %s under the plan, on average over all patients. %s of them need more than %v minutes today, %s under the plan; more than %v minutes, %s and %s.",
		figure(t.GPBefore, tables.Fine, "the instance")+" min", figure(t.GPAfter, tables.Fine, "practices[].site and the instance")+" min",
		percent(t.SoftBefore, "the instance"), findings.SoftLimit, percent(t.SoftAfter, "practices[].site and the instance"),
		findings.HardLimit, percent(t.HardBefore, "the instance"), percent(t.HardAfter, "practices[].site and the instance"))))
	gp := travelChart("chart-gp", "Way to the GP, by deprivation", f.Fifths, func(t *findings.Travel) (float64, float64) { return t.GPBefore, t.GPAfter })
	out := travelChart("chart-outpatients", "Way to outpatient care that moves, by deprivation", f.Fifths, func(t *findings.Travel) (float64, float64) { return t.HospitalMinutes, t.PolyclinicMinutes })
	s.add(`<div class="charts">`, gp, out, "</div>\n")
	fifths, byArea := tables.Fifths(f), tables.AreaTravel(f)
	s.add(table(&fifths), table(&byArea))
	return s
}

func travelChart(id, title string, list []findings.Travel, of func(*findings.Travel) (before, after float64)) htmlText {
	b := &bars{id: id, title: title, unit: "minutes one way, mean", series: []series{{"today", "cbefore"}, {"plan", "cafter"}},
		description: "Two bars a fifth of people, today and under the plan; the table by deprivation holds the same."}
	for i := range list {
		t := &list[i]
		if t.Patients == 0 {
			continue
		}
		before, after := of(t)
		b.rows = append(b.rows, bar{label: t.Name, pieces: []piece{{0, before, "cbefore", 0, ""}, {0, after, "cafter", 1, ""}},
			text: fmt.Sprintf("%s → %s", tables.Show(before, tables.Decimal), tables.Show(after, tables.Decimal))})
	}
	return b.render()
}

// trusts is what hospitals lose.
func trusts(f *findings.Findings) Section {
	s := Section{ID: "hospital-trusts", Title: "What hospital trusts lose"}
	o := findings.Shifted(f)
	s.add(paragraph(say("%s outpatient attendances a year move to polyclinics. Trusts lose %s of income and save %s of cost; clinics in the community cost %s instead.",
		count(int64(o.Attendances+0.5), "practices[].site and the instance"), millions(o.Bought, "practices[].site and the instance"),
		millions(o.Bought-o.Stranded, "practices[].site and the instance"), millions(o.Clinics, "costs.cash.outpatients + cost released"))))
	b := &bars{id: "chart-trusts", title: "Net loss of trusts, the greatest first", unit: "£m a year; beside it the share of outpatient income",
		description: "A bar a trust; the table below holds the same."}
	for i := range f.Trusts[:min(barsShown, len(f.Trusts))] {
		t := &f.Trusts[i]
		b.rows = append(b.rows, bar{label: shortName(t.Name), pieces: []piece{{0, inMillions(t.Net()), "c1", 0, t.Name}}, text: tables.Show(shareOf(t), tables.Share) + " %"})
	}
	t, payers := tables.Trusts(f), tables.Payers(f)
	s.add(b.render(), table(&t), table(&payers))
	return s
}

// sizes is how large practices are.
func sizes(f *findings.Findings) Section {
	s := Section{ID: "practice-sizes", Title: "Size of practices"}
	t := tables.Sizes(f)
	b := &bars{id: "chart-sizes", title: "Practices by list size", unit: "practices", series: []series{{"today", "cbefore"}, {"plan", "cafter"}},
		description: "Two bars a class of list sizes, today and under the plan; the table below holds the same."}
	for i := range f.Sizes {
		c := &f.Sizes[i]
		b.rows = append(b.rows, bar{label: t.Rows[i].Key, pieces: []piece{{0, float64(c.PracticesBefore), "cbefore", 0, ""}, {0, float64(c.Practices), "cafter", 1, ""}},
			text: fmt.Sprintf("%d → %d", c.PracticesBefore, c.Practices)})
	}
	s.add(b.render(), table(&t))
	return s
}

// leftOut names who stays as they are.
func leftOut(f *findings.Findings) Section {
	s := Section{ID: "left-out", Title: "Who is left out, and why"}
	s.add(choices(f))
	if len(f.LeftOut) == 0 {
		s.add(paragraph(say("Every practice joins a polyclinic.")))
		return s
	}
	count := map[findings.Reason]int{}
	patients := map[findings.Reason]model.Patients{}
	for i := range f.LeftOut {
		count[f.LeftOut[i].Reason]++
		patients[f.LeftOut[i].Reason] += f.LeftOut[i].Practice.List
	}
	item := func(r findings.Reason, words string) htmlText {
		if count[r] == 0 {
			return ""
		}
		return say("%s with %s patients: %s.", counted(count[r], "practice", "practices", "practices[].site = null"), figure(int64(patients[r]), tables.Whole, "practices[].site = null"), words)
	}
	t := tables.LeftOut(f)
	s.add(list(
		item(findings.Barred, "rules or locks leave them no site at all"),
		item(findings.Far, "they may join sites, but none of these is open under a model that they may join"),
		item(findings.Full, "the open sites that they may join have no room at any size"),
		item(findings.Dear, "they could join an open site, but others cost less, and coverage is met without them"),
	), paragraph(left(f)), table(&t))
	return s
}

// rules is what binds.
func rules(f *findings.Findings) Section {
	s := Section{ID: "rules-and-slack", Title: "Rules and how much room is left"}
	t := tables.Rules(f)
	var names []string
	for i := range f.Document.Rules {
		if r := &f.Document.Rules[i]; report.Binds(r) {
			name := r.ID + " (" + r.Unit + ")"
			if r.Area != nil {
				name += " in " + *r.Area
			}
			names = append(names, name)
		}
	}
	words := say("No rule binds: every limit is met with room to spare.")
	if len(names) > 0 {
		words = say("These bind: %s.", strings.Join(names, ", "))
	}
	s.add(paragraph(words), table(&t))
	if len(f.Changes) == 0 {
		s.add(paragraph(say("The scenario is the default one: every rule, weight and cost.")))
		return s
	}
	changes := tables.Changes(f)
	s.add(table(&changes))
	return s
}

// choices says who has little choice under any plan that keeps the rules.
func choices(f *findings.Findings) htmlText {
	few := func(c findings.Choice, words string) htmlText {
		if c.Practices == 0 {
			return ""
		}
		return say("%s with %s patients %s.", counted(c.Practices, "practice", "practices", "the instance and its rules"), figure(int64(c.Patients), tables.Whole, "the instance and its rules"), words)
	}
	nowhere, unmoved := f.Choices()
	return paragraph(few(nowhere, "may join no site at all under the rules, whatever the plan"), few(unmoved, "may join a hub, but no site that they could move into"))
}

package html

import (
	"cmp"
	"fmt"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

func inMillions(p model.Pence) float64 { return float64(p) / 1e8 }

// costs is the cost plan: lines, areas, capital and revenue, and what figures do.
func costs(f *findings.Findings) Section {
	s := Section{ID: "cost-plan", Title: "Cost plan"}
	s.add(paragraph(say("Cash is what a budget pays; valued is what people lose or gain without paying: time, and seeing their own GP. The two are never mixed."),
		say("Most of the cash is outpatient care, which costs nearly the same in every plan that covers as many people.")))
	lines, byArea, capital, byAreaCapital, revenue, ranges := tables.Costs(f), tables.AreaCosts(f), tables.Capital(f), tables.AreaCapital(f), tables.Revenue(f), tables.Ranges(f)
	byAreaRevenue := tables.AreaRevenue(f)
	s.add(`<div class="charts">`, lineChart(f), areaChart(f), "</div>\n")
	s.add(table(&lines), heading("By area"), table(&byArea), heading("Capital and revenue"), table(&capital), table(&revenue), table(&byAreaCapital), table(&byAreaRevenue))
	s.add(heading("What the uncertain figures do"), swingChart(f), table(&ranges))
	return s
}

const caseWhiskers = "Bar and figure: central figures; line: from low to high."

// lineChart is the cost lines with their low and high.
func lineChart(f *findings.Findings) (out htmlText) {
	b := &bars{id: "chart-lines", title: "Cost lines, low to high", unit: "£m a year", whiskers: caseWhiskers,
		description: "A bar a cost line at the central figures, with a whisker from low to high; the table Cost plan, a year holds the same."}
	for _, part := range model.AllParts() {
		if !f.Figures.Counts(part) {
			continue
		}
		low, central, high := f.Cases[0].Accounts.Total[part], f.Cases[1].Accounts.Total[part], f.Cases[2].Accounts.Total[part]
		class := "c0"
		if !part.Cash() {
			class = "c1"
		}
		b.rows = append(b.rows, bar{label: report.PartName(part), pieces: []piece{{0, inMillions(central), class, 0, ""}}, whisker: true,
			low: inMillions(low), high: inMillions(high), text: tables.Show(central, tables.Millions)})
	}
	b.series = []series{{"cash", "c0"}, {"valued", "c1"}}
	return b.render()
}

// areaChart is cash per patient by area, low to high; none where there are too many
// areas for a chart.
func areaChart(f *findings.Findings) htmlText {
	if len(f.Areas) > areasDrawn {
		return ""
	}
	b := &bars{id: "chart-areas", title: "Cash per patient by area, low to high", unit: "£ a year per registered patient", whiskers: caseWhiskers,
		description: "A bar an area at the central figures, with a whisker from low to high; the table Cost plan by area holds the sums."}
	for _, a := range report.AreasByName(f.In) {
		x := &f.Areas[a]
		if x.Costs.Patients == 0 {
			continue
		}
		each := func(k int) float64 { return float64(f.Cases[k].Areas[a].Cash) / 100 / float64(x.Costs.Patients) }
		b.rows = append(b.rows, bar{label: shortName(x.Name), pieces: []piece{{0, each(1), "c0", 0, ""}}, whisker: true, low: each(0), high: each(2),
			text: tables.Show(100*each(1), tables.PerHead)})
	}
	return b.render()
}

// swingChart is what one figure alone does to the cost.
func swingChart(f *findings.Findings) htmlText {
	list := slices.Clone(f.Ranges)
	slices.SortStableFunc(list, func(a, b findings.Range) int { return cmp.Compare(b.Swing(), a.Swing()) })
	now := f.Figures.Cash + f.Figures.Valued
	b := &bars{id: "chart-swings", title: "One figure at a time: how much it changes the plan's cost", unit: "£m a year more or less than the plan",
		series:      []series{{"cheaper", "csave"}, {"dearer", "ccost"}},
		description: "A bar a figure, from its cheap end to its dear end; the table of figures below holds the same."}
	for i := range list {
		r := &list[i]
		if r.Swing() == 0 {
			continue
		}
		row := bar{label: r.Name, text: tables.Show(r.Swing(), tables.Millions)}
		for _, change := range []model.Pence{r.CashFrom + r.ValuedFrom - now, r.CashTo + r.ValuedTo - now} {
			class := "ccost"
			if change < 0 {
				class = "csave"
			}
			row.pieces = append(row.pieces, piece{0, inMillions(change), class, 0, ""})
		}
		b.rows = append(b.rows, row)
	}
	return b.render()
}

// bridge leads from the plan to the claimed saving.
func bridge(f *findings.Findings) Section {
	s := Section{ID: "claim", Title: "The claimed £1.4bn a year"}
	each := 0.0
	if f.In.Total > 0 {
		each = float64(findings.Claim) / float64(f.In.Total)
	}
	costs := &f.In.Scenario.Costs
	everything := costs.OutpatientAttendances * costs.Tariff * 100
	s.add(paragraph(
		say("NHS London announced a saving of £1.4bn a year. For the %s patients of this plan that is %s each.", count(f.In.Total, "areas[].patients"), perHead(each, "£1.4bn / areas[].patients")),
		say("All outpatient care of a patient costs %s a year at the tariff: were every attendance to vanish, with nothing in its place and every hospital cost falling with it, that would be the most that moving outpatients could save.",
			perHead(everything, "scenario.costs.outpatient_attendances × scenario.costs.tariff")),
		say("The bridge starts with what is no longer bought of hospitals, takes off what that costs, and ends at the claim; the grey part nobody has explained.")))
	lines := f.Bridge()
	b := &bars{id: "chart-bridge", title: "From the plan to the claim, central figures", unit: "£m a year; savings to the right",
		series:      []series{{"saved", "csave"}, {"spent", "ccost"}, {"sum so far", "csum"}, {"unexplained", "cgap"}},
		description: "Steps from the gross saving to the claimed one; the table below holds every step, low, central and high."}
	at := model.Pence(0)
	for i := range lines {
		l := &lines[i]
		amount := l.Saving[1]
		p := piece{inMillions(at), inMillions(at + amount), "csave", 0, ""}
		switch {
		case l.Total:
			p = piece{0, inMillions(amount), "csum", 0, ""}
		case l.Name == "unexplained":
			p.class = "cgap"
		case amount < 0:
			p.class = "ccost"
		}
		if !l.Total {
			at += amount
		}
		b.rows = append(b.rows, bar{label: l.Name, pieces: []piece{p}, text: tables.Show(amount, tables.Millions)})
	}
	t := tables.Bridge(f)
	s.add(b.render(), table(&t))
	return s
}

// areas compares the areas.
func areas(f *findings.Findings) Section {
	s := Section{ID: "areas", Title: "Area by area"}
	models, t := tables.Models(f), tables.Areas(f)
	b := &bars{id: "chart-coverage", title: "Patients covered, by area", unit: "% of registered patients",
		description: "A bar an area; the table Area by area holds the shares."}
	rule := &f.In.Scenario.Rules.Coverage
	if rule.State != model.Off && rule.Of == "patients" {
		b.mark = &mark{100 * rule.AreaShare, fmt.Sprintf("least, %g %%", 100*rule.AreaShare)}
	}
	for _, a := range report.AreasByName(f.In) {
		if x := &f.Areas[a]; x.Costs.Patients > 0 {
			b.rows = append(b.rows, bar{label: shortName(x.Name), pieces: []piece{{0, 100 * x.Covered(), "c0", 0, ""}}, text: tables.Show(x.Covered(), tables.Share)})
		}
	}
	s.add(table(&models))
	if len(f.Areas) <= areasDrawn {
		s.add(b.render())
	}
	s.add(table(&t))
	return s
}

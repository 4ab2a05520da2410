package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// readAlternatives is near-best plans beside the first.
func readAlternatives(dir string) (*folderReport, error) {
	d := &alternativesDocument{}
	if err := readList(dir, alternativesFile, d, func() bool { return d.Version.Format == alternativesFormat && d.Base != nil && len(d.Alternatives) > 0 }); err != nil {
		return nil, err
	}
	plans, sites, areas := d.planTable(), d.siteTable(), d.areaTable()
	title := "Other plans for " + d.Instance.Name
	return &folderReport{title, []tables.Table{plans, sites, areas}, func(w io.Writer) error {
		return html.WriteAnswer(w, &html.Answer{Title: title, Lead: "Plans that cost nearly the same and really differ: what may be chosen for other reasons than cost.",
			Parts: []html.AnswerPart{
				{ID: "the-plans", Title: "The plans", Words: d.words(), Charts: []html.Bars{d.chart()}, Tables: []tables.Table{plans}},
				{ID: "where-they-differ", Title: "Where they differ", Words: d.whereWords(), Tables: []tables.Table{areas, sites}},
			}, File: alternativesFile, Instance: d.Instance.Name, Sum: d.Instance.SHA256})
	}}, nil
}

// words say what was asked for and what came of it.
func (d *alternativesDocument) words() []string {
	want := ""
	if d.Practices > 0 {
		want = "at least " + report.Plural(d.Practices, "practice has", "practices have") + " another site or model"
	}
	if d.Sites > 0 {
		if want != "" {
			want += " and "
		}
		want += "at least " + report.Plural(d.Sites, "open site is", "open sites are") + " closed, or open under another model"
	}
	out := []string{
		fmt.Sprintf("Asked for: plans that cost at most %s a year, where the plan costs %s, and in which %s than in the plan and in every other alternative.",
			report.Sterling(d.Most), report.Sterling(d.Objective), want),
		report.Plural(len(d.Alternatives), "alternative was", "alternatives were") + " found.",
		fmt.Sprintf("%s open under the same model in all of them, and %s at the same place: these can be begun whichever plan is chosen.",
			report.Plural(len(d.Common.Sites), "site is", "sites are"), report.Plural(d.Common.Practices, "practice is", "practices are")),
	}
	if least := slices.MinFunc(d.Alternatives, func(a, b alternativeEntry) int { return cmp.Compare(a.More, b.More) }); least.More < 0 {
		out = append(out, fmt.Sprintf("%s is £%s a year cheaper than the plan: the plan was not the best there is, and solving it for longer would pay.", least.Name, report.Pounds(-least.More)))
	}
	if d.End != nil && d.End.Reason != "" {
		out = append(out, d.End.Reason)
	}
	return out
}

func (d *alternativesDocument) whereWords() []string {
	var out []string
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		opens, closes, other := 0, 0, 0
		for _, c := range a.Changes {
			switch {
			case c.Before == "":
				opens++
			case c.After == "":
				closes++
			default:
				other++
			}
		}
		out = append(out, fmt.Sprintf("%s: %s with %s on their lists are elsewhere than in the plan; %s, %s, %s.", a.Name,
			report.Plural(a.Practices[0], "practice", "practices"), report.Plural(int(a.Elsewhere), "patient", "patients"), report.Plural(opens, "site opens", "sites open"),
			report.Plural(closes, "site closes", "sites close"), report.Plural(other, "site changes its model", "sites change their model")))
	}
	return out
}

// chart is what each alternative costs above the plan.
func (d *alternativesDocument) chart() html.Bars {
	b := html.Bars{ID: "chart-more", Title: "What each costs a year above the plan", Unit: "£m a year; left of nought: cheaper than the plan"}
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		b.Rows = append(b.Rows, html.Bar{Label: a.Name, Value: inMillions(a.More), Text: tables.Show(a.More, tables.Millions)})
	}
	return b
}

func inMillions(p model.Pence) float64 { return float64(p) / 1e6 / model.PencePerPound }

func (d *alternativesDocument) planTable() tables.Table {
	const list = "alternatives[{key}]."
	figures := []*planFigures{d.Base}
	for i := range d.Alternatives {
		figures = append(figures, &d.Alternatives[i].planFigures)
	}
	codes := modelsOf(figures...)
	t := tables.Table{ID: "plans", Title: "What they cost and how much differs",
		Note: "Cost is all that is counted. No plan below: no plan that differs so from all above it costs less; the gap is the cost above that. Extra minutes are a year and patient, against today.",
		Columns: []tables.Column{{Name: "plan"}, {Name: "cost", Unit: "£m a year", Kind: tables.Millions, Field: list + "objective"},
			{Name: "above the plan", Unit: "£ a year", Kind: tables.Pounds, Field: list + "more"},
			{Name: "no plan below", Unit: "£m a year", Kind: tables.Millions, Field: list + "bound"}, {Name: "gap", Kind: tables.Share, Field: list + "gap"},
			{Name: "practices elsewhere", Kind: tables.Whole, Field: list + "practices_differ[0]"},
			{Name: "fewest, against any plan above", Kind: tables.Whole, Field: list + "practices_differ"},
			{Name: "sites otherwise", Kind: tables.Whole, Field: list + "sites_differ[0]"}}}
	t.Columns = append(t.Columns, figureColumns(codes, list)...)
	row := []any{"the plan", d.Objective, nil, nil, nil, nil, nil, nil}
	if d.Bound != nil {
		row[3], row[4] = *d.Bound, float64(d.Objective-*d.Bound)/float64(max(1, d.Objective, -d.Objective))
	}
	t.Rows = append(t.Rows, tables.Row{Key: "base", Cells: append(row, figureCells(d.Base, codes)...)})
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		row := []any{a.Name, a.Objective, a.More, nil, nil, int64(a.Practices[0]), int64(slices.Min(a.Practices)), int64(a.Differ[0])}
		if a.Bound != nil {
			row[3] = *a.Bound
		}
		if a.Gap != nil {
			row[4] = float64(*a.Gap)
		}
		t.Rows = append(t.Rows, tables.Row{Key: a.Name, Cells: append(row, figureCells(&a.planFigures, codes)...)})
	}
	return t
}

// modelsOf are the codes of the care models of plans.
func modelsOf(plans ...*planFigures) []string {
	seen := map[string]bool{}
	for _, p := range plans {
		for code := range p.Sites {
			seen[code] = true
		}
	}
	return slices.SortedFunc(maps.Keys(seen), report.ModelOrder)
}

// figureColumns are the columns of planFigures; list is where they stand.
func figureColumns(codes []string, list string) []tables.Column {
	var out []tables.Column
	for _, code := range codes {
		out = append(out, tables.Column{Name: "sites, " + report.ModelName(code), Unit: "sites", Kind: tables.Whole, Field: list + "sites." + code})
	}
	return append(out, tables.Column{Name: "patients covered", Unit: "people", Kind: tables.Whole, Field: list + "covered"},
		tables.Column{Name: "extra GP travel", Unit: "min", Kind: tables.Fine, Field: list + "gp_minutes"},
		tables.Column{Name: "extra outpatient travel", Unit: "min", Kind: tables.Fine, Field: list + "outpatient_minutes"})
}

func figureCells(f *planFigures, codes []string) []any {
	var out []any
	for _, code := range codes {
		out = append(out, int64(f.Sites[code]))
	}
	return append(out, int64(f.Covered), f.GPMinutes, f.OutpatientMinutes)
}

// siteTable is what becomes of every site that is not the same in all plans.
func (d *alternativesDocument) siteTable() tables.Table {
	t := tables.Table{ID: "sites", Title: "Sites that are not the same in all of them", Note: "The model under which each is open; where nothing stands it is closed.",
		Columns: []tables.Column{{Name: "site"}, {Name: "name"}, {Name: "the plan", Field: "alternatives[].changes[site={key}].before"}}}
	var codes []string
	names, before := map[string]string{}, map[string]string{}
	after := make([]map[string]string, len(d.Alternatives))
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		t.Columns = append(t.Columns, tables.Column{Name: a.Name, Field: "alternatives[" + a.Name + "].changes[site={key}].after"})
		after[i] = map[string]string{}
		for _, c := range a.Changes {
			if _, known := names[c.Site]; !known {
				codes = append(codes, c.Site)
			}
			names[c.Site], before[c.Site], after[i][c.Site] = c.Name, c.Before, c.After
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		row := []any{code, names[code], openAs(before[code])}
		for i := range after {
			model, changed := after[i][code]
			if !changed {
				model = before[code]
			}
			row = append(row, openAs(model))
		}
		t.Rows = append(t.Rows, tables.Row{Key: code, Cells: row})
	}
	return t
}

// openAs is a site's model in a cell, nil where it is closed.
func openAs(model string) any {
	if model == "" {
		return nil
	}
	return report.ModelName(model)
}

// areaTable counts the practices that are elsewhere, area by area.
func (d *alternativesDocument) areaTable() tables.Table {
	t := tables.Table{ID: "areas", Title: "Practices elsewhere than in the plan, by area", Columns: []tables.Column{{Name: "area"}}}
	var codes []string
	names := map[string]string{}
	count := make([]map[string]int64, len(d.Alternatives))
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		t.Columns = append(t.Columns, tables.Column{Name: a.Name, Unit: "practices", Kind: tables.Whole, Field: "alternatives[" + a.Name + "].areas[area={key}].practices", Total: tables.Sum})
		count[i] = map[string]int64{}
		for _, x := range a.Areas {
			if _, known := names[x.Area]; !known {
				codes = append(codes, x.Area)
			}
			names[x.Area], count[i][x.Area] = x.Name, int64(x.Practices)
		}
	}
	slices.SortFunc(codes, func(a, b string) int { // most first, as far as the first alternative says
		if x := count[0][b] - count[0][a]; x != 0 {
			return int(x)
		}
		return slices.Compare([]byte(a), []byte(b))
	})
	for _, code := range codes {
		row := []any{names[code]}
		for i := range count {
			row = append(row, count[i][code])
		}
		t.Rows = append(t.Rows, tables.Row{Key: code, Cells: row})
	}
	return t
}

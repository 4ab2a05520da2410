package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// readUncertain is the plans that were tried under every case of costs.
func readUncertain(dir string) (*folderReport, error) {
	d := &uncertainDocument{}
	if err := readList(dir, uncertainFile, d, func() bool { return d.Version.Format == uncertainFormat && d.whole() }); err != nil {
		return nil, err
	}
	plans, regrets, cases, changes := d.planTable(), d.regretTable(), d.caseTable(), d.changeTable()
	title := fmt.Sprintf("One plan for %s: %s of costs", d.Instance.Name, report.Plural(len(d.Cases), "case", "cases"))
	return &folderReport{title, []tables.Table{plans, regrets, cases, changes}, func(w io.Writer) error {
		return html.WriteAnswer(w, &html.Answer{Title: title, Lead: "Nobody knows which case of costs will come true. Which plan is good whichever it is?",
			Parts: []html.AnswerPart{
				{ID: "the-choice", Title: "The choice", Words: d.words(), Charts: []html.Bars{d.expectedChart(), d.regretChart()}, Tables: []tables.Table{plans, regrets}},
				{ID: "the-cases", Title: "The cases", Words: []string{"What each case would cost if it were certain and the plan were made for it alone, and the figures that make the case."}, Tables: []tables.Table{cases, changes}},
			}, File: uncertainFile, Instance: d.Instance.Name, Sum: d.Instance.SHA256})
	}}, nil
}

// whole says whether every plan has its figures and its cost in every case.
func (d *uncertainDocument) whole() bool {
	for i := range d.Candidates {
		if c := &d.Candidates[i]; c.Sites == nil || len(c.Cases) != len(d.Cases) {
			return false
		}
	}
	return d.candidate(d.Expected) != nil && d.candidate(d.LeastRegret) != nil && len(d.Cases) > 0
}

func (d *uncertainDocument) candidate(name string) *uncertainCandidate {
	for i := range d.Candidates {
		if d.Candidates[i].Name == name {
			return &d.Candidates[i]
		}
	}
	return nil
}

// words say which plans are best for all cases, and what is proven.
func (d *uncertainDocument) words() []string {
	expected, least := d.candidate(d.Expected), d.candidate(d.LeastRegret)
	text := fmt.Sprintf("Cheapest on average (folder expected): the plan “%s”. Over the cases, by their weights, it costs %s a year.", expected.Name, report.Sterling(expected.Expected))
	if d.ExpectedBound != nil {
		text += fmt.Sprintf(" No plan's average is below %s.", report.Sterling(*d.ExpectedBound))
	}
	out := []string{text, "Regret is what a plan costs more, once a case has come true, than the best plan made for that case alone."}
	switch {
	case expected == least:
		out = append(out, "The same plan has the least greatest regret of all that were tried (folder least-regret): there is no choice to make between the average and the worst case.")
	default:
		out = append(out, fmt.Sprintf("Least greatest regret of all that were tried (folder least-regret): the plan “%s”. On average it costs %s a year more than the cheapest.",
			least.Name, report.Sterling(least.Expected-expected.Expected)))
	}
	worst := fmt.Sprintf("Its greatest regret, in case %s, is at least %s", least.Worst, report.Sterling(least.Low))
	if least.High != nil {
		worst += fmt.Sprintf(" and at most %s", report.Sterling(*least.High))
	}
	out = append(out, worst+" a year.")
	if d.RegretFloor > 0 {
		out = append(out, fmt.Sprintf("Whatever the plan, its greatest regret is at least %s a year: that is proven.", report.Sterling(d.RegretFloor)))
	}
	return out
}

func (d *uncertainDocument) expectedChart() html.Bars {
	b := html.Bars{ID: "chart-expected", Title: "Cost on average over the cases", Unit: "£m a year"}
	for i := range d.Candidates {
		c := &d.Candidates[i]
		b.Rows = append(b.Rows, html.Bar{Label: c.Name, Value: inMillions(c.Expected), Text: tables.Show(c.Expected, tables.Millions)})
	}
	return b
}

// regretChart has the greatest regret against the best plans known, with a span
// to the most that it can be.
func (d *uncertainDocument) regretChart() html.Bars {
	b := html.Bars{ID: "chart-regret", Title: "Greatest regret, in the case that is worst for the plan", Unit: "£m a year; the line leads to the most that it can be"}
	for i := range d.Candidates {
		c := &d.Candidates[i]
		row := html.Bar{Label: c.Name, Value: inMillions(c.Low), Text: tables.Show(c.Low, tables.Millions)}
		if c.High != nil {
			row.Low, row.High = row.Value, inMillions(*c.High)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

const candidateList = "candidates[{key}]."

func (d *uncertainDocument) planTable() tables.Table {
	var figures []*planFigures
	for i := range d.Candidates {
		figures = append(figures, &d.Candidates[i].planFigures)
	}
	codes := modelsOf(figures...)
	t := tables.Table{ID: "plans", Title: "Plans that were tried: what each costs in each case",
		Note:    "All that is counted. A negative cost is a saving. Extra minutes are a year and patient, against today.",
		Columns: []tables.Column{{Name: "plan"}, {Name: "on average", Unit: "£m a year", Kind: tables.Millions, Field: candidateList + "expected"}}}
	for _, c := range d.Cases {
		t.Columns = append(t.Columns, tables.Column{Name: "case " + c.Name, Unit: "£m a year", Kind: tables.Millions, Field: candidateList + "cases[" + c.Name + "].cost"})
	}
	t.Columns = append(t.Columns, figureColumns(codes, candidateList)...)
	t.Columns = append(t.Columns, tables.Column{Name: "remark", Field: "expected, least_regret"})
	for i := range d.Candidates {
		c := &d.Candidates[i]
		row := []any{c.Name, c.Expected}
		for _, x := range c.Cases {
			row = append(row, x.Cost)
		}
		row = append(append(row, figureCells(&c.planFigures, codes)...), d.remark(c))
		t.Rows = append(t.Rows, tables.Row{Key: c.Name, Cells: row})
	}
	return t
}

func (d *uncertainDocument) remark(c *uncertainCandidate) string {
	var out []string
	if c.Name == d.Expected {
		out = append(out, "cheapest on average")
	}
	if c.Name == d.LeastRegret {
		out = append(out, "least greatest regret")
	}
	return strings.Join(out, ", ")
}

func (d *uncertainDocument) regretTable() tables.Table {
	t := tables.Table{ID: "regrets", Title: "Regret: what each costs above the best plan for the case",
		Note:    "At least: against the best plan known for the case. At most: against what no plan can cost less than.",
		Columns: []tables.Column{{Name: "plan"}}}
	for _, c := range d.Cases {
		at := candidateList + "cases[" + c.Name + "]."
		t.Columns = append(t.Columns, tables.Column{Name: c.Name + ", at least", Unit: "£m a year", Kind: tables.Millions, Field: at + "regret_low"},
			tables.Column{Name: c.Name + ", at most", Unit: "£m a year", Kind: tables.Millions, Field: at + "regret_high"})
	}
	t.Columns = append(t.Columns, tables.Column{Name: "greatest, at most", Unit: "£m a year", Kind: tables.Millions, Field: candidateList + "greatest_regret_high"},
		tables.Column{Name: "in case", Field: candidateList + "worst"})
	for i := range d.Candidates {
		c := &d.Candidates[i]
		row := []any{c.Name}
		for _, x := range c.Cases {
			row = append(row, x.Low, amountOrNil(x.High))
		}
		t.Rows = append(t.Rows, tables.Row{Key: c.Name, Cells: append(row, amountOrNil(c.High), c.Worst)})
	}
	return t
}

func (d *uncertainDocument) caseTable() tables.Table {
	t := tables.Table{ID: "cases", Title: "Each case by itself", Note: "No plan below: no plan costs less in that case. The share is how much the case counts in averages.",
		Columns: []tables.Column{{Name: "case"}, {Name: "share", Kind: tables.Share, Field: "cases[{key}].weight / weights"},
			{Name: "best plan", Unit: "£m a year", Kind: tables.Millions, Field: "cases[{key}].best"},
			{Name: "no plan below", Unit: "£m a year", Kind: tables.Millions, Field: "cases[{key}].bound"}}}
	for i := range d.Cases {
		c := &d.Cases[i]
		t.Rows = append(t.Rows, tables.Row{Key: c.Name, Cells: []any{c.Name, float64(c.Weight) / math.Max(1, float64(d.Weights)), c.Best, amountOrNil(c.Bound)}})
	}
	return t
}

// changeTable is what the cases change, a row a figure.
func (d *uncertainDocument) changeTable() tables.Table {
	t := tables.Table{ID: "case-changes", Title: "What the cases change", Note: "Where a case has no figure it keeps the scenario's.",
		Columns: []tables.Column{{Name: "setting"}, {Name: "scenario", Field: "cases[].changes[{key}].from"}}}
	row := map[string]int{}
	for k := range d.Cases {
		if len(d.Cases[k].Changes) == 0 {
			continue
		}
		column := len(t.Columns)
		t.Columns = append(t.Columns, tables.Column{Name: d.Cases[k].Name, Field: "cases[" + d.Cases[k].Name + "].changes[{key}].to"})
		for _, c := range d.Cases[k].Changes {
			key := fmt.Sprintf("%s, %d, %s", c.Path, c.Places, c.From)
			r, known := row[key]
			if !known {
				r = len(t.Rows)
				row[key] = r
				t.Rows = append(t.Rows, tables.Row{Key: c.Path, Cells: []any{c.words(), cmp.Or(c.From, "nothing")}})
			}
			t.Rows[r].Cells = padded(t.Rows[r].Cells, column)
			t.Rows[r].Cells = append(t.Rows[r].Cells, cmp.Or(c.To, "nothing"))
		}
	}
	for r := range t.Rows {
		t.Rows[r].Cells = padded(t.Rows[r].Cells, len(t.Columns))
	}
	return t
}

// words are the setting and how many places it stands for.
func (c *caseChange) words() string {
	if c.Places > 1 {
		return fmt.Sprintf("%s (%d places)", c.Path, c.Places)
	}
	return c.Path
}

// padded has n cells, the last ones empty.
func padded(cells []any, n int) []any {
	for len(cells) < n {
		cells = append(cells, nil)
	}
	return cells
}

func amountOrNil(p *model.Pence) any {
	if p == nil {
		return nil
	}
	return *p
}

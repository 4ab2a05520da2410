package tables

import (
	"cmp"
	"fmt"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/scenario"
)

// Comparison is plans side by side: figures, places, areas and scenarios. names
// are the plans', in order.
func Comparison(c *answers.Comparison, names []string) []Table {
	return []Table{comparedFigures(c, names), comparedPlaces(c, names), comparedAreas(c, names), comparedScenarios(c, names)}
}

// beside is a table with a column a plan.
type beside struct {
	Table
	c *answers.Comparison
}

func newBeside(id, title, note string, c *answers.Comparison, names []string) *beside {
	b := &beside{Table{ID: id, Title: title, Note: note, Columns: []Column{{Name: "what"}, {Name: "unit"}}}, c}
	seen := map[string]int{}
	for _, name := range names {
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		b.Columns = append(b.Columns, Column{Name: name, Kind: Decimal})
	}
	return b
}

func (b *beside) add(what, unit string, kind Kind, field string, of func(k int) any) {
	cells := []any{what, unit}
	for k := range b.c.Plans {
		cells = append(cells, Cell{of(k), kind, field, unit})
	}
	b.Rows = append(b.Rows, Row{Key: what, Cells: cells})
}

func comparedFigures(c *answers.Comparison, names []string) Table {
	b := newBeside("figures", "Figures of the plans", "Under the first's scenario: the same places and sites priced by the first plan's rules and costs.", c, names)
	add := func(what, unit string, kind Kind, field string, of func(f *answers.Figures) any) {
		b.add(what, unit, kind, field, func(k int) any { return of(c.Figures[k]) })
	}
	b.add("scenario", "", Text, "scenario.name", func(k int) any {
		name := cmp.Or(c.Plans[k].In.Scenario.Name, "default")
		if n := len(c.Changes[k]); n > 0 {
			name += fmt.Sprintf(", %s from the first", report.Plural(n, "change", "changes"))
		}
		return name
	})
	add("cost, all that is counted", "£m a year", Millions, "costs.objective", func(f *answers.Figures) any { return f.Objective })
	bounded := func(of func(p *answers.Solved) model.Pence) func(k int) any {
		return func(k int) any {
			if !c.Plans[k].HasBound {
				return nil
			}
			return of(c.Plans[k])
		}
	}
	b.add("no plan costs less than", "£m a year", Millions, "status.bound", bounded(func(p *answers.Solved) model.Pence { return p.Bound }))
	b.add("gap", "£ a year", Pounds, "status.gap_pence", bounded(func(p *answers.Solved) model.Pence { return p.Objective - p.Bound }))
	b.add("under the first's scenario", "£m a year", Millions, "practices[].site priced by the first's scenario", func(k int) any {
		if s := c.Shared[k]; s != nil {
			return s.Objective
		}
		return nil
	})
	add("cash", "£m a year", Millions, "costs.cash", func(f *answers.Figures) any { return f.Cash })
	add("valued", "£m a year", Millions, "costs.valued", func(f *answers.Figures) any { return f.Valued })
	for _, part := range model.AllParts() {
		if anyPlan(c, func(f *answers.Figures) bool { return f.Counts(part) && f.Accounts.Total[part] != 0 }) {
			add(report.PartName(part), "£m a year", Millions, "costs."+ledger(part)+"."+part.String(), func(f *answers.Figures) any { return f.Accounts.Total[part] })
		}
	}
	if anyPlan(c, func(f *answers.Figures) bool { return f.Priced != 0 }) {
		add("rules broken at a price", "£m a year", Millions, "costs.priced", func(f *answers.Figures) any { return f.Priced })
	}
	for _, m := range c.Plans[0].In.Models() {
		add("sites, "+m.Name, "sites", Whole, "sites[model="+m.Code+"]", func(f *answers.Figures) any { return int64(f.Sites[m.Code]) })
	}
	add("patients covered", "%", Share, "areas[].patients_covered / .patients", func(f *answers.Figures) any { return share(f.Covered, f.Patients) })
	add("patients whose practice moves", "people", Whole, "areas[].patients_moved", func(f *answers.Figures) any { return int64(f.Moved) })
	add("patients whose practice merges", "people", Whole, "areas[].merged", func(f *answers.Figures) any { return int64(f.Merged) })
	add("extra GP travel", "min a year per patient", Fine, "practices[].extra_gp_minutes / areas[].patients", func(f *answers.Figures) any { return each(f.GPMinutes, f.Patients) })
	add("extra outpatient travel", "min a year per patient", Fine, "practices[].site and the instance", func(f *answers.Figures) any { return each(f.OutpatientMinutes, f.Patients) })
	return b.Table
}

func ledger(part model.Part) string {
	if part.Cash() {
		return "cash"
	}
	return "valued"
}

func anyPlan(c *answers.Comparison, is func(*answers.Figures) bool) bool {
	for _, f := range c.Figures {
		if is(f) {
			return true
		}
	}
	return false
}

func share(part, whole model.Patients) float64 { return each(int64(part), whole) }

func each(sum int64, patients model.Patients) float64 {
	if patients == 0 {
		return 0
	}
	return float64(sum) / float64(patients)
}

func comparedPlaces(c *answers.Comparison, names []string) Table {
	b := newBeside("places", "What differs from "+names[0], "", c, names)
	add := func(what, unit string, of func(d *answers.Difference) int64) {
		b.add(what, unit, Whole, "sites, practices", func(k int) any { return of(c.Differs[k]) })
	}
	tally := func(is func(*answers.SiteChange) bool) func(d *answers.Difference) int64 {
		return func(d *answers.Difference) (n int64) {
			for i := range d.Sites {
				if is(&d.Sites[i]) {
					n++
				}
			}
			return n
		}
	}
	add("sites that open", "sites", tally((*answers.SiteChange).Opens))
	add("sites that close", "sites", tally((*answers.SiteChange).Closes))
	add("sites of another model or size", "sites", tally(func(s *answers.SiteChange) bool { return !s.Opens() && !s.Closes() }))
	add("practices elsewhere", "practices", func(d *answers.Difference) int64 { return int64(len(d.Practices)) })
	add("their patients", "people", func(d *answers.Difference) int64 { return int64(d.Patients) })
	return b.Table
}

func comparedAreas(c *answers.Comparison, names []string) Table {
	b := newBeside("areas", "Cost by area", "All that an area pays and suffers, per registered patient.", c, names)
	in := c.Plans[0].In
	for _, a := range report.AreasByName(in) {
		area := &in.Data.Areas[a]
		b.add(area.Name, "£ a year per patient", PerHead, "areas["+area.Code+"].costs / .patients", func(k int) any {
			f := &c.Figures[k].Areas[a]
			if f.Patients == 0 {
				return nil
			}
			return float64(f.Cost()) / float64(f.Patients)
		})
	}
	return b.Table
}

// comparedScenarios is every number by which a scenario differs from the first.
func comparedScenarios(c *answers.Comparison, names []string) Table {
	t := Table{ID: "scenarios", Title: "How the scenarios differ from that of " + names[0],
		Columns: []Column{{Name: "plan"}, {Name: "what"}, {Name: names[0], Field: "scenario"}, {Name: "there", Field: "scenario"}}}
	for k := range c.Plans {
		for _, change := range scenario.Fold(c.Changes[k]) {
			t.Rows = append(t.Rows, Row{Key: fmt.Sprintf("%d %s", k+1, change.Path), Cells: []any{names[k], wordsOf(change), orNothing(change.From), orNothing(change.To)}})
		}
	}
	return t
}

// wordsOf is what a change is of, with how many places are alike.
func wordsOf(c scenario.Folded) string {
	if c.Alike > 1 {
		return c.Path + " (" + report.Plural(c.Alike, "place", "places") + ")"
	}
	return c.Path
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

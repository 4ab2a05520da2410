package report

import (
	"fmt"
	"io"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Comparison writes plans side by side. names are the plans', in order.
func Comparison(w io.Writer, c *answers.Comparison, names []string) error {
	p := &printer{w: w}
	p.line("%s of %s", Plural(len(names), "plan", "plans"), c.Plans[0].In.Data.Name)
	p.figures(c, names)
	p.scenarios(c, names)
	p.differences(c, names)
	p.areasBeside(c, names)
	return p.err
}

// row is a line with a cell for every plan.
func (g *grid) perPlan(name string, n int, cell func(k int) string) {
	cells := []any{name}
	for k := range n {
		cells = append(cells, cell(k))
	}
	g.row(cells...)
}

func header(names []string) []any {
	out := []any{""}
	for _, n := range names {
		out = append(out, n)
	}
	return out
}

func (p *printer) figures(c *answers.Comparison, names []string) {
	g := newGrid(1, header(names)...)
	line := func(name string, cell func(k int) string) { g.perPlan(name, len(names), cell) }
	money := func(name string, of func(f *answers.Figures) model.Pence) {
		line(name, func(k int) string { return Millions(of(c.Figures[k])) })
	}
	line("scenario", func(k int) string { return nothingNamed(c.Plans[k].In.Scenario.Name) })
	money("objective, £m a year", func(f *answers.Figures) model.Pence { return f.Objective })
	line("  no plan costs less than", func(k int) string {
		if !c.Plans[k].HasBound {
			return "-"
		}
		return Millions(c.Plans[k].Bound)
	})
	line("  within, £ a year", func(k int) string {
		if !c.Plans[k].HasBound {
			return "-"
		}
		return Pounds(c.Plans[k].Objective - c.Plans[k].Bound)
	})
	line("under the first's scenario", func(k int) string { return sharedCost(c.Shared[k]) })
	money("cash", func(f *answers.Figures) model.Pence { return f.Cash })
	money("valued", func(f *answers.Figures) model.Pence { return f.Valued })
	for _, part := range model.AllParts() {
		for _, f := range c.Figures {
			if f.Accounts.Total[part] != 0 && f.Counts(part) {
				money("  "+partWords[part], func(f *answers.Figures) model.Pence { return f.Accounts.Total[part] })
				break
			}
		}
	}
	for _, f := range c.Figures {
		if f.Priced != 0 {
			money("rules broken at a price", func(f *answers.Figures) model.Pence { return f.Priced })
			break
		}
	}
	for _, m := range c.Plans[0].In.Models() {
		line("sites "+m.Name, func(k int) string { return Thousands(c.Figures[k].Sites[m.Code]) })
	}
	line("patients covered", func(k int) string { return share(c.Figures[k].Covered, c.Figures[k].Patients) })
	line("patients whose practice moves", func(k int) string { return Thousands(c.Figures[k].Moved) })
	line("patients whose practice merges", func(k int) string { return Thousands(c.Figures[k].Merged) })
	line("practices that stay as they are", func(k int) string { return Thousands(len(c.Plans[k].Plan.Places) - c.Figures[k].Joining) })
	line("GP travel, min a year per patient", func(k int) string { return perPatient(c.Figures[k].GPMinutes, c.Figures[k].Patients) })
	line("outpatient travel, the same", func(k int) string { return perPatient(c.Figures[k].OutpatientMinutes, c.Figures[k].Patients) })
	p.text(g.String())
}

func nothingNamed(name string) string {
	if name == "" {
		return "default"
	}
	return name
}

func sharedCost(s *answers.Shared) string {
	switch {
	case s == nil:
		return "-"
	case len(s.Violations) > 0:
		return Millions(s.Objective) + " *"
	}
	return Millions(s.Objective)
}

// scenarios prints where the scenarios differ from the first, and which of the
// first's rules a plan breaks.
func (p *printer) scenarios(c *answers.Comparison, names []string) {
	for k := 1; k < len(names); k++ {
		if s := c.Shared[k]; s != nil && len(s.Violations) > 0 {
			p.line("  * %s breaks a rule of %s: %v", names[k], names[0], s.Violations[0])
		}
	}
	for k := 1; k < len(names); k++ {
		if len(c.Changes[k]) == 0 {
			continue
		}
		p.section("The scenario of %s differs from that of %s", names[k], names[0])
		p.scenarioChanges(c.Changes[k], "  ")
	}
}

func (p *printer) differences(c *answers.Comparison, names []string) {
	p.section("Places, against %s", names[0])
	g := newGrid(1, header(names)...)
	line := func(name string, of func(d *answers.Difference) string) {
		g.perPlan(name, len(names), func(k int) string { return of(c.Differs[k]) })
	}
	line("sites that open", func(d *answers.Difference) string { return tally(d, (*answers.SiteChange).Opens) })
	line("sites that close", func(d *answers.Difference) string { return tally(d, (*answers.SiteChange).Closes) })
	line("sites of another model or size", func(d *answers.Difference) string {
		return tally(d, func(s *answers.SiteChange) bool { return !s.Opens() && !s.Closes() })
	})
	line("practices elsewhere", func(d *answers.Difference) string { return Thousands(len(d.Practices)) })
	line("their patients", func(d *answers.Difference) string { return Thousands(d.Patients) })
	p.text(g.String())
}

func tally(d *answers.Difference, is func(*answers.SiteChange) bool) string {
	n := 0
	for i := range d.Sites {
		if is(&d.Sites[i]) {
			n++
		}
	}
	return Thousands(n)
}

// areasBeside prints what every area pays and suffers under each plan.
func (p *printer) areasBeside(c *answers.Comparison, names []string) {
	p.section("Cost by area, cash and valued and at a price, £ a year per patient (sites)")
	g := newGrid(1, header(names)...)
	in := c.Plans[0].In
	for _, a := range AreasByName(in) {
		g.perPlan(in.Data.Areas[a].Name, len(names), func(k int) string {
			f := &c.Figures[k].Areas[a]
			if f.Patients == 0 {
				return "-"
			}
			return fmt.Sprintf("%s (%d)", PoundsPence(float64(f.Cost())/float64(f.Patients)), f.Sites)
		})
	}
	p.text(g.String())
}

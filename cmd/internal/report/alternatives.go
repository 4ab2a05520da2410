package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Alternatives writes near-best plans beside the first: what each costs, how much
// of it differs, and where.
func Alternatives(w io.Writer, x *answers.Alternatives, name func(n int) string) error {
	p := &printer{w: w}
	base := x.Base
	p.line("Alternatives to the plan for %s, which costs %s a year: at most %s, and %s.", base.In.Data.Name, Sterling(base.Objective), Sterling(x.Question.Most), wanted(x))
	if len(x.Found) > 0 {
		p.alternativesTable(x, name)
		p.common(x)
		for n, a := range x.Found {
			p.alternative(x, a, name(n+1))
		}
	}
	if reason := NoAlternative(x); reason != "" {
		p.line("")
		p.line("%s", reason)
	}
	return p.err
}

// wanted says what counts as another plan.
func wanted(x *answers.Alternatives) string {
	var out []string
	if n := x.Question.Practices; n > 0 {
		out = append(out, fmt.Sprintf("%s of %s with another site or model", Thousands(n), Plural(x.Base.In.NumPractices(), "practice", "practices")))
	}
	if n := x.Question.Sites; n > 0 {
		out = append(out, fmt.Sprintf("%s closed or open under another model", Plural(n, "open site", "open sites")))
	}
	return strings.Join(out, " and ")
}

func (p *printer) alternativesTable(x *answers.Alternatives, name func(n int) string) {
	p.section("%s", Plural(len(x.Found), "alternative", "alternatives"))
	models := x.Base.In.Models()
	head := []any{"", "cost £m", "£ more a year", "none below £m", "gap", "practices differ", "of them from all", "sites otherwise"}
	for i := range models {
		head = append(head, models[i].Name)
	}
	g := newGrid(1, append(head, "GP min", "outp. min")...)
	line := func(label string, s *answers.Solved, more, practices, all, sites string) {
		bound, gap := "-", "-"
		if s.HasBound {
			bound = Millions(s.Bound)
			gap = Percent(float64(s.Objective-s.Bound) / float64(max(1, s.Objective, -s.Objective)))
		}
		f := answers.FiguresOf(s.In, s.Plan)
		row := []any{label, Millions(s.Objective), more, bound, gap, practices, all, sites}
		for i := range models {
			row = append(row, Thousands(f.Sites[models[i].Code]))
		}
		g.row(append(row, perPatient(f.GPMinutes, f.Patients), perPatient(f.OutpatientMinutes, f.Patients))...)
	}
	line("the plan", x.Base, "", "", "", "")
	for n, a := range x.Found {
		line(name(n+1), a.Solved, Pounds(a.Objective-x.Base.Objective), Thousands(a.Practices[0]), Thousands(slices.Min(a.Practices)), Thousands(a.Sites[0]))
	}
	p.text(g.String())
	p.line("  none below: no plan that differs so from all before it costs less. Practices and sites differ from the plan's;")
	p.line("  of them from all: from the plan or the earlier alternative that is most alike.")
}

// common says what is the same in the plan and all alternatives: what can be begun
// whichever is chosen.
func (p *printer) common(x *answers.Alternatives) {
	sites, practices := x.Common()
	p.section("The same in all of them: %s of the plan's %d under the same model, and %s at the same place",
		Plural(len(sites), "site", "sites"), len(x.Base.Plan.Sites), Plural(practices, "practice", "practices"))
	if len(sites) > 0 {
		p.line("  %s (all of them in alternatives.json)", someOf(sites))
	}
}

// alternative says where a plan differs: its areas, and the sites that open and
// close.
func (p *printer) alternative(x *answers.Alternatives, a *answers.Alternative, name string) {
	d := answers.Between(x.Base.In, x.Base.Plan, a.In, a.Plan)
	p.section("%s against the plan: %s with %s patients elsewhere", name, Plural(len(d.Practices), "practice", "practices"), Thousands(d.Patients))
	p.line("  most in %s", mostChanged(x.Base.In, d))
	opens, closes, other := []string{}, []string{}, []string{}
	for i := range d.Sites {
		s := &d.Sites[i]
		switch {
		case s.Opens():
			opens = append(opens, s.Site+" "+ModelName(s.After))
		case s.Closes():
			closes = append(closes, s.Site+" "+ModelName(s.Before))
		case s.Before != s.After:
			other = append(other, s.Site+" "+ModelName(s.Before)+" → "+ModelName(s.After))
		}
	}
	for _, list := range []struct {
		words string
		sites []string
	}{{"open", opens}, {"close", closes}, {"change their model", other}} {
		if len(list.sites) > 0 {
			p.line("  %s: %s", list.words, someOf(list.sites))
		}
	}
}

// someOf names the first of a list and counts the rest.
func someOf(list []string) string {
	text := strings.Join(list[:min(listed, len(list))], ", ")
	if n := len(list) - listed; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

// AreaCount is how many practices of an area differ.
type AreaCount struct{ Area, Practices int }

// PracticesByArea counts the practices that differ in every area that has some,
// most first.
func PracticesByArea(in *model.Instance, d *answers.Difference) []AreaCount {
	count := make([]AreaCount, in.NumAreas())
	for a := range count {
		count[a].Area = a
	}
	for i := range d.Practices {
		if practice, ok := in.PracticeIndex(d.Practices[i].Practice); ok {
			count[in.Practices[practice].Area].Practices++
		}
	}
	slices.SortStableFunc(count, func(a, b AreaCount) int { return cmp.Compare(b.Practices, a.Practices) })
	n := slices.IndexFunc(count, func(c AreaCount) bool { return c.Practices == 0 })
	if n < 0 {
		n = len(count)
	}
	return count[:n]
}

// mostChanged names the areas where most practices differ.
func mostChanged(in *model.Instance, d *answers.Difference) string {
	list := PracticesByArea(in, d)
	var names []string
	for _, c := range list[:min(namesShown, len(list))] {
		names = append(names, fmt.Sprintf("%s (%d)", in.Data.Areas[c.Area].Name, c.Practices))
	}
	return strings.Join(names, ", ")
}

// NoAlternative says why there are no more; "" where all were found that were
// wanted.
func NoAlternative(x *answers.Alternatives) string {
	if x.End == nil {
		return ""
	}
	kind, end := "alternative", x.End
	if len(x.Found) > 0 {
		kind = "further alternative"
	}
	switch {
	case end.Impossible():
		return fmt.Sprintf("No %s exists at any cost: that is proven.", kind)
	case x.NoneExists():
		return fmt.Sprintf("No %s exists within the cost: a plan that differs so costs at least %s a year, which is %s too much. That is proven.",
			kind, Sterling(end.Bound), Sterling(end.Bound-x.Question.Most))
	}
	text := fmt.Sprintf("No %s was found within the cost, but it is not proven that there is none", kind)
	if end.HasBound {
		text += fmt.Sprintf(": no plan that differs so costs less than %s", Sterling(end.Bound))
	}
	text += "."
	if end.Plan != nil {
		text += fmt.Sprintf(" The best that was found costs %s a year, %s too much.", Sterling(end.Objective), Sterling(end.Objective-x.Question.Most))
	}
	return text
}

package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/scenario"
)

// Change writes the answer to a what-if: what was changed, what it costs and what
// it moves.
func Change(w io.Writer, c *answers.Change) error {
	p := &printer{w: w}
	before, after := answers.FiguresOf(c.Before.In, c.Before.Plan), answers.FiguresOf(c.After.In, c.After.Plan)
	p.line("What if, for %s:", c.After.In.Data.Name)
	p.scenarioChanges(c.Changes, "  ")
	p.line("%s", fate(c))
	p.line("%s", bestChange(c.Optimum))
	p.changeTable(before, after, c)
	p.siteChanges(c.Difference, c.After.In)
	p.practiceChanges(c)
	p.areaChanges(before, after, c.After.In)
	return p.err
}

// ScenarioChanges writes how two scenarios differ, a line a change, or a line for
// changes that are alike in many places.
func ScenarioChanges(w io.Writer, changes []scenario.Change) error {
	p := &printer{w: w}
	p.scenarioChanges(changes, "")
	return p.err
}

func (p *printer) scenarioChanges(changes []scenario.Change, indent string) {
	for _, c := range scenario.Fold(changes) {
		places := ""
		if c.Alike > 1 {
			places = " (" + Plural(c.Alike, "place", "places") + ")"
		}
		p.line("%s%s: %s → %s%s", indent, c.Path, nothing(c.From), nothing(c.To), places)
	}
	if len(changes) == 0 {
		p.line("%sNothing differs.", indent)
	}
}

func nothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// fate is what became of the old plan.
func fate(c *answers.Change) string {
	switch {
	case c.Kept && c.After.Status == "optimal":
		return "The old plan still holds, and no plan is cheaper: nothing changes."
	case c.Kept:
		return "The old plan still holds, and nothing cheaper was found within the limit: nothing changes."
	case c.Holds:
		return fmt.Sprintf("The old plan still holds; it would now cost %s a year, the new one costs %s less.", Sterling(c.Unchanged), Sterling(c.Unchanged-c.After.Objective))
	}
	return "The old plan no longer keeps the rules."
}

// bestChange says how far the best possible cost moves.
func bestChange(i answers.Interval) string {
	switch {
	case i.Exact() && i.Low == 0:
		return "The best plan costs what it cost before: that is proven."
	case i.Exact() && i.Low > 0:
		return fmt.Sprintf("The best plan is %s a year dearer than before: that is proven.", Sterling(i.Low))
	case i.Exact():
		return fmt.Sprintf("The best plan is %s a year cheaper than before: that is proven.", Sterling(-i.Low))
	case i.HasLow && i.HasHigh:
		return fmt.Sprintf("The cost of the best plan changes by %s to %s a year, as far as it is proven.", Sterling(i.Low), Sterling(i.High))
	}
	return "How much the cost of the best plan changes is not proven."
}

// Span is an interval of pence in pounds: "£120 to £350", "exactly £90".
func Span(i answers.Interval) string {
	switch {
	case i.Exact():
		return "exactly " + Sterling(i.Low)
	case i.HasLow && i.HasHigh:
		return Sterling(i.Low) + " to " + Sterling(i.High)
	case i.HasLow:
		return "at least " + Sterling(i.Low)
	case i.HasHigh:
		return "at most " + Sterling(i.High)
	}
	return "an unknown sum"
}

// changeTable prints before, after and difference.
func (p *printer) changeTable(before, after *answers.Figures, c *answers.Change) {
	p.section("In all")
	g := newGrid(1, "", "before", "after", "change")
	// A decimal more, so that it does not seem to disagree with two rounded figures.
	money := func(name string, x, y model.Pence) {
		g.row(name, Millions(x), Millions(y), plus(decimals(float64(y-x)/1e8, 3)))
	}
	count := func(name string, x, y int64) { g.row(name, Thousands(x), Thousands(y), plus(Thousands(y-x))) }
	money("objective, £m a year", before.Objective, after.Objective)
	if c.Before.HasBound && c.After.HasBound {
		money("  no plan costs less than", c.Before.Bound, c.After.Bound)
	}
	money("cash", before.Cash, after.Cash)
	money("valued", before.Valued, after.Valued)
	for _, part := range model.AllParts() {
		if x, y := before.Accounts.Total[part], after.Accounts.Total[part]; x != y && before.Counts(part) {
			money("  "+partWords[part], x, y)
		}
	}
	if before.Priced != 0 || after.Priced != 0 {
		money("rules broken at a price", before.Priced, after.Priced)
	}
	for _, m := range c.After.In.Models() {
		count("sites "+m.Name, int64(before.Sites[m.Code]), int64(after.Sites[m.Code]))
	}
	count("patients covered", int64(before.Covered), int64(after.Covered))
	count("patients whose practice moves", int64(before.Moved), int64(after.Moved))
	count("patients whose practice merges", int64(before.Merged), int64(after.Merged))
	g.row("GP travel, min a year per patient", perPatient(before.GPMinutes, before.Patients), perPatient(after.GPMinutes, after.Patients),
		plus(perPatientTo(3, after.GPMinutes-before.GPMinutes, after.Patients)))
	g.row("outpatient travel, the same", perPatient(before.OutpatientMinutes, before.Patients), perPatient(after.OutpatientMinutes, after.Patients),
		plus(perPatientTo(3, after.OutpatientMinutes-before.OutpatientMinutes, after.Patients)))
	p.text(g.String())
}

func perPatient(minutes int64, patients model.Patients) string {
	return perPatientTo(2, minutes, patients)
}

func perPatientTo(places int, minutes int64, patients model.Patients) string {
	if patients == 0 {
		return "-"
	}
	return decimals(float64(minutes)/float64(patients), places)
}

// plus marks a change that is not negative.
func plus(text string) string {
	if strings.HasPrefix(text, "-") || strings.Trim(text, "0.,") == "" {
		return text
	}
	return "+" + text
}

// listed is how many sites or practices are named one by one.
const listed = 12

func (p *printer) siteChanges(d *answers.Difference, in *model.Instance) {
	if len(d.Sites) == 0 {
		p.section("No site changes")
		return
	}
	p.section("%s", Plural(len(d.Sites), "site changes", "sites change"))
	for _, c := range d.Sites[:min(listed, len(d.Sites))] {
		s, _ := in.SiteIndex(c.Site)
		where := fmt.Sprintf("%s %s (%s)", c.Site, in.Data.Sites[s].Name, in.Data.Sites[s].Area)
		before, after := ModelName(c.Before), ModelName(c.After)
		switch {
		case c.Opens():
			p.line("  %s opens %s %s", where, after, c.TierAfter)
		case c.Closes():
			p.line("  %s closes (was %s %s)", where, before, c.TierBefore)
		default:
			p.line("  %s: %s %s → %s %s", where, before, c.TierBefore, after, c.TierAfter)
		}
	}
	p.more(len(d.Sites))
}

func (p *printer) more(n int) {
	if n > listed {
		p.line("  and %s more", Thousands(n-listed))
	}
}

func (p *printer) practiceChanges(c *answers.Change) {
	d := c.Difference
	if len(d.Practices) == 0 {
		p.section("No practice changes its place")
		return
	}
	p.section("%s with %s patients %s", Plural(len(d.Practices), "practice", "practices"), Thousands(d.Patients),
		map[bool]string{true: "changes its place or model", false: "change their place or model"}[len(d.Practices) == 1])
	largest := slices.Clone(d.Practices)
	slices.SortStableFunc(largest, func(a, b answers.PracticeChange) int { return cmp.Compare(b.Patients, a.Patients) })
	for _, x := range largest[:min(listed, len(largest))] {
		p.line("  %s (%s patients): %s → %s", x.Practice, Thousands(x.Patients), whereTo(x.Before), whereTo(x.After))
	}
	p.more(len(d.Practices))
}

func whereTo(d answers.Destination) string {
	if d.Site == "" {
		return "as it is"
	}
	return d.Site + " " + ModelName(d.Model)
}

// areaChanges prints the areas in which something changes.
func (p *printer) areaChanges(before, after *answers.Figures, in *model.Instance) {
	g := newGrid(1, "", "sites", "covered", "move", "merge", "cash £", "valued £", "GP min per patient")
	n := 0
	for _, a := range AreasByName(in) {
		x, y := &before.Areas[a], &after.Areas[a]
		if *x == *y {
			continue
		}
		n++
		g.row(in.Data.Areas[a].Name, plus(Thousands(y.Sites-x.Sites)), plus(Thousands(y.Covered-x.Covered)), plus(Thousands(y.Moved-x.Moved)),
			plus(Thousands(y.Merged-x.Merged)), plus(Pounds(y.Cash-x.Cash)), plus(Pounds(y.Valued-x.Valued)), plus(perPatient(y.GPMinutes-x.GPMinutes, in.AreaTotal[a])))
	}
	if n == 0 {
		return
	}
	p.section("By area, the change (%d of %d areas)", n, in.NumAreas())
	p.text(g.String())
}

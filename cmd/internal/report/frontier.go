package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

// Frontier writes what is minimised, how far each axis goes, and the efficient
// points in the order of the second axis, loose first.
func Frontier(w io.Writer, f *answers.Frontier) error {
	p := &printer{w: w}
	var names []string
	for i := range f.Axes {
		names = append(names, f.Axes[i].Name)
	}
	p.line("Frontier for %s: %s.", f.Base.Data.Name, strings.Join(names, " against "))
	p.line("%s", Minimised(f))
	p.axisRanges(f)
	efficient, dropped, missing := sortPoints(f)
	p.frontierTable(f, efficient)
	p.cheapestOfAll(f, efficient)
	p.proofOfSteps(f, efficient)
	if dropped > 0 {
		p.line("  %s left out: another point is as good on every axis (dominated_by in frontier.json).", Plural(dropped, "point is", "points are"))
	}
	for _, x := range missing {
		p.line("  %s: %s.", x.Name, NoPoint(x))
	}
	return p.err
}

// Minimised says what the first axis is.
func Minimised(f *answers.Frontier) string {
	first := &f.Axes[0]
	if first.Name != answers.CostAxis {
		word := "Minimised"
		if first.More {
			word = "Maximised"
		}
		return fmt.Sprintf("%s: %s; among equals the objective.", word, first.About)
	}
	given, base := f.Given.Scenario.Weights, f.Base.Scenario.Weights
	var in, out []string
	for _, part := range []struct {
		name        string
		given, base float64
	}{{"cash", given.Cash, base.Cash}, {"travel", given.Travel, base.Travel}, {"continuity", given.Continuity, base.Continuity},
		{"acceptability", given.Acceptability, base.Acceptability}} {
		switch {
		case part.base != 0:
			in = append(in, fmt.Sprintf("%g × %s", part.base, part.name))
		case part.given != 0:
			out = append(out, part.name)
		}
	}
	text := "Minimised: cost, " + strings.Join(in, " + ")
	if len(out) > 0 {
		text += "; " + strings.Join(out, " and ") + " is an axis here and costs nothing"
		if len(out) > 1 {
			text = strings.Replace(text, "is an axis here and costs", "are axes here and cost", 1)
		}
	}
	return text + "."
}

// axisRanges prints how far each limited axis can be moved.
func (p *printer) axisRanges(f *answers.Frontier) {
	p.section("How far each axis goes")
	for i := 1; i < len(f.Axes); i++ {
		a, r := &f.Axes[i], f.Ranges[i]
		p.line("  %s, %s:", a.Name, a.About)
		best := "a plan was found that reaches " + axisFigure(a, r.Best)
		switch {
		case r.HasBound && r.Bound == r.Best:
			best += ", and none goes further"
		case r.Naive:
			best += "; how much further another could go is not proven"
		case r.HasBound:
			best += ", none goes beyond " + axisFigure(a, r.Bound)
		}
		from := fmt.Sprintf("%s in the cheapest plan", axisFigure(a, r.AtBest))
		if f.Axes[0].Name != answers.CostAxis {
			from = fmt.Sprintf("%s where %s is best", axisFigure(a, r.AtBest), f.Axes[0].Name)
		}
		unit := " (" + a.Unit + ")"
		if a.Name == "sites" || isMoney(a) {
			unit = ""
		}
		p.line("    %s; %s%s.", from, best, unit)
		switch {
		case r.Best != r.AtBest:
		case r.HasBound && r.Bound == r.Best:
			p.line("    So there is nothing to trade on this axis.")
		default:
			p.line("    No plan that goes further was found, so nothing is traded on this axis; a larger limit for each solve may find one.")
		}
	}
}

// axisFigure is a value for people.
func axisFigure(a *answers.Axis, value int64) string {
	x := a.Figure(value)
	switch {
	case a.Name == answers.CostAxis, a.Name == "capital":
		return SterlingMillions(value)
	case a.Name == "sites":
		return Thousands(value)
	case strings.HasPrefix(a.Unit, "share"):
		return strconv.FormatFloat(100*x, 'f', 2, 64) + " %"
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// sortPoints parts the efficient points from the dominated and the missing.
func sortPoints(f *answers.Frontier) (efficient []*answers.Point, dropped int, missing []*answers.Point) {
	for _, x := range f.Points {
		switch {
		case x.Plan == nil:
			missing = append(missing, x)
		case x.Better != "":
			dropped++
		default:
			efficient = append(efficient, x)
		}
	}
	slices.SortStableFunc(efficient, func(a, b *answers.Point) int { return cmp.Compare(a.Values[0], b.Values[0]) })
	return efficient, dropped, missing
}

func (p *printer) frontierTable(f *answers.Frontier, points []*answers.Point) {
	p.section("%s", Plural(len(points), "efficient point", "efficient points"))
	head := []any{"point"}
	for i := range f.Axes {
		head = append(head, f.Axes[i].Name)
	}
	byCost := f.Axes[0].Name == answers.CostAxis
	if byCost {
		head = append(head, "no plan below", "gap")
	} else {
		head = append(head, "no plan beyond", "within")
	}
	if byCost {
		head = append(head, "£ more a year")
	} else {
		head = append(head, "cost £m")
	}
	if f.Given != f.Base {
		head = append(head, "all counted £m")
	}
	models := f.Base.Models()
	for i := range models {
		head = append(head, models[i].Name)
	}
	g := newGrid(1, append(head, "GP min", "outp. min")...)
	for _, x := range points {
		row := []any{x.Name}
		for i := range f.Axes {
			row = append(row, axisFigure(&f.Axes[i], x.Values[i]))
		}
		bound, gap := "-", "-"
		if x.HasBound {
			bound = axisFigure(&f.Axes[0], x.Bound)
			if gap = axisFigure(&f.Axes[0], max(x.Values[0]-x.Bound, x.Bound-x.Values[0])); byCost {
				gap = Percent(solver.Gap(x.Values[0], x.Bound, 0))
			}
		}
		row = append(row, bound, gap)
		if byCost {
			row = append(row, Pounds(x.Cost-points[0].Cost))
		} else {
			row = append(row, Millions(x.Cost))
		}
		if f.Given != f.Base {
			row = append(row, Millions(model.Cost(f.Given, x.Plan).Objective))
		}
		figures := answers.FiguresOf(f.Base, x.Plan)
		for i := range models {
			row = append(row, Thousands(figures.Sites[models[i].Code]))
		}
		g.row(append(row, perPatient(figures.GPMinutes, figures.Patients), perPatient(figures.OutpatientMinutes, figures.Patients))...)
	}
	p.text(g.String())
	notes := "GP min and outp. min: extra minutes a year per patient."
	if f.Given != f.Base {
		notes = "all counted: the same plans under every weight of the scenario. " + notes
	}
	p.line("  %s", notes)
}

func abs(x float64) float64 { return max(x, -x) }

// proofOfSteps warns where more is unproven than lies between two points.
func (p *printer) proofOfSteps(f *answers.Frontier, points []*answers.Point) {
	if f.Axes[0].Name != answers.CostAxis || len(points) < 2 {
		return
	}
	unsure := 0
	for i := 1; i < len(points); i++ {
		// the looser one may cost as little as its bound, so may the tighter one
		x, y := points[i-1], points[i]
		if !y.HasBound || model.Pence(y.Bound) < x.Cost {
			unsure++
		}
	}
	first, last := points[0], points[len(points)-1]
	if proven := model.Pence(last.Bound) - first.Cost; last.HasBound && proven > 0 {
		p.line("  Proven: every plan within the limits of %s costs at least %s a year more than %s.", last.Name, Sterling(proven), first.Name)
	}
	if unsure > 0 && len(f.Axes) == 2 {
		p.line("  For %d of %d steps it is not proven that they cost anything: the tighter point's bound is below the looser", unsure, len(points)-1)
		p.line("  one's cost. Their sizes hold for the plans that were found; a larger limit for each solve narrows the gaps.")
	}
}

// cheapestOfAll names the point that a plan would have if every weight counted.
func (p *printer) cheapestOfAll(f *answers.Frontier, points []*answers.Point) {
	if f.Given == f.Base || len(points) < 2 {
		return
	}
	least := slices.MinFunc(points, func(a, b *answers.Point) int {
		return cmp.Compare(model.Cost(f.Given, a.Plan).Objective, model.Cost(f.Given, b.Plan).Objective)
	})
	p.line("  With every weight of the scenario %s is the cheapest of these.", least.Name)
}

// NoPoint says why a point has no plan; "" where it has one.
func NoPoint(x *answers.Point) string {
	switch {
	case x.Plan != nil:
		return ""
	case x.Status == solver.Infeasible:
		return "proven: no plan keeps these limits together"
	}
	return "no plan was found within the limit of the solve"
}

// PointLine is the progress of a frontier: one answer.
func PointLine(name string, f *answers.Frontier, a *answers.Answer) string {
	if a.Plan == nil {
		return fmt.Sprintf("%-24s no plan (%s)", name, a.Status)
	}
	var values []string
	for i := range f.Axes {
		values = append(values, f.Axes[i].Name+" "+axisFigure(&f.Axes[i], a.Values[i]))
	}
	return fmt.Sprintf("%-24s %s", name, strings.Join(values, ", "))
}

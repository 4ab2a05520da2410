package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

const frontierFile = "frontier.json"

// readFrontier is the points of a frontier.
func readFrontier(dir string) (*folderReport, error) {
	d := &frontierDocument{}
	if err := readList(dir, frontierFile, d, func() bool { return d.Version.Format == frontierFormat }); err != nil {
		return nil, err
	}
	points, axes := d.pointTable(), d.axisTable()
	return &folderReport{d.title(), []tables.Table{points, axes}, func(w io.Writer) error {
		return html.WriteFrontier(w, &html.Frontier{Title: d.title(), Lead: d.Minimised, Words: d.words(), Curves: d.curves(), Points: points, Axes: axes,
			Instance: d.Instance.Name, Sum: d.Instance.SHA256})
	}}, nil
}

func (d *frontierDocument) title() string {
	var names []string
	for _, a := range d.Axes {
		names = append(names, a.Name)
	}
	return fmt.Sprintf("%s: %s", d.Instance.Name, strings.Join(names, " against "))
}

// words count the points and warn where none is left.
func (d *frontierDocument) words() []string {
	efficient, dominated, without := 0, 0, 0
	for i := range d.Points {
		switch p := &d.Points[i]; {
		case p.Plan == nil:
			without++
		case p.DominatedBy != nil:
			dominated++
		default:
			efficient++
		}
	}
	out := []string{"Every point is a plan. " + report.Plural(efficient, "point is efficient", "points are efficient") + ": no other plan that was found is at least as good on every axis. These are the ones to choose from."}
	if dominated > 0 {
		out = append(out, report.Plural(dominated, "point is", "points are")+" no better anywhere than another point.")
	}
	if without > 0 {
		out = append(out, report.Plural(without, "point has", "points have")+" no plan; the table says why.")
	}
	return append(out, "The line at a point leads to what is proven of the first axis: no plan within the same limits can go beyond its end, so the best possible one lies on it. Where two lines share a height, it is not proven that the one point must be worse than the other.")
}

// money axes are in pounds; people read millions.
func (a *frontierAxis) money() bool { return strings.HasPrefix(a.Unit, "£") }

// kind is how people read the axis.
func (a *frontierAxis) kind() tables.Kind {
	switch {
	case a.money():
		return tables.Millions
	case strings.HasPrefix(a.Unit, "share"):
		return tables.Share
	case a.Unit == "sites":
		return tables.Whole
	}
	return tables.Fine
}

// unit is the axis's for people.
func (a *frontierAxis) unit() string {
	unit := strings.Replace(a.Unit, "£", "£m", 1)
	if rest, ok := strings.CutPrefix(unit, "share"); ok {
		return "%" + rest
	}
	return unit
}

func (a *frontierAxis) cell(v float64) any {
	out := tables.Cell{Value: v, Kind: a.kind(), Unit: a.Unit}
	switch out.Kind {
	case tables.Millions:
		out.Value = model.Pence(math.Round(v * model.PencePerPound))
	case tables.Whole:
		out.Value = int64(math.Round(v))
	}
	return out
}

func (d *frontierDocument) pointTable() tables.Table {
	t := tables.Table{ID: "points", Title: "Points", Note: "In the order in which they were solved, each under a tighter limit than those before. Proven: what no plan within the same limits goes beyond on the first axis; the gap is the difference.",
		Columns: []tables.Column{{Name: "point"}}}
	for i := range d.Axes {
		a := &d.Axes[i]
		t.Columns = append(t.Columns, tables.Column{Name: a.Name, Unit: a.unit(), Kind: a.kind(), Field: "points[{key}].values." + a.Name})
	}
	proven := t.Columns[1]
	proven.Name, proven.Field = "proven", "points[{key}].bound"
	t.Columns = append(t.Columns, proven, tables.Column{Name: "gap", Kind: tables.Share, Field: "points[{key}].gap"})
	codes := d.models()
	for _, code := range codes {
		t.Columns = append(t.Columns, tables.Column{Name: "sites, " + report.ModelName(code), Unit: "sites", Kind: tables.Whole, Field: "points[{key}].sites." + code})
	}
	t.Columns = append(t.Columns, tables.Column{Name: "remark", Field: "points[{key}].reason, .dominated_by"})
	for i := range d.Points {
		t.Rows = append(t.Rows, d.pointRow(&d.Points[i], codes))
	}
	return t
}

func (d *frontierDocument) pointRow(p *frontierPoint, codes []string) tables.Row {
	cells := []any{p.Name}
	for i := range d.Axes {
		if v, ok := p.Values[d.Axes[i].Name]; ok {
			cells = append(cells, d.Axes[i].cell(v))
		} else {
			cells = append(cells, nil)
		}
	}
	var bound, gap any
	if p.Bound != nil {
		bound = d.Axes[0].cell(*p.Bound)
	}
	if p.Gap != nil {
		gap = float64(*p.Gap)
	}
	cells = append(cells, bound, gap)
	for _, code := range codes {
		if p.Plan == nil {
			cells = append(cells, nil)
		} else {
			cells = append(cells, int64(p.Sites[code]))
		}
	}
	remark := p.Reason
	if p.DominatedBy != nil {
		remark = "no better than " + *p.DominatedBy
	}
	return tables.Row{Key: p.Name, Cells: append(cells, remark)}
}

// models are the codes of all care models of all points.
func (d *frontierDocument) models() []string {
	seen := map[string]bool{}
	for i := range d.Points {
		for code := range d.Points[i].Sites {
			seen[code] = true
		}
	}
	return slices.SortedFunc(maps.Keys(seen), report.ModelOrder)
}

func (d *frontierDocument) axisTable() tables.Table {
	t := tables.Table{ID: "axes", Title: "Axes", Columns: []tables.Column{{Name: "axis"}, {Name: "what it is", Field: "axes[{key}].about"}, {Name: "unit", Field: "axes[{key}].unit"},
		{Name: "where the first axis is best", Kind: tables.Fine, Field: "axes[{key}].at_best"}, {Name: "best found", Kind: tables.Fine, Field: "axes[{key}].best"},
		{Name: "none goes beyond", Kind: tables.Fine, Field: "axes[{key}].bound"}}}
	for i := range d.Axes {
		a := &d.Axes[i]
		cells := []any{a.Name, a.About, a.unit(), a.cell(a.AtBest), a.cell(a.Best), nil}
		if a.Bound != nil {
			cells[5] = a.cell(*a.Bound)
		}
		t.Rows = append(t.Rows, tables.Row{Key: a.Name, Cells: cells})
	}
	return t
}

// curves are the first axis against each of the others.
func (d *frontierDocument) curves() []html.Curve {
	scaled := func(a *frontierAxis, v float64) float64 {
		switch a.kind() {
		case tables.Millions:
			return v / 1e6
		case tables.Share:
			return 100 * v
		}
		return v
	}
	label := func(a *frontierAxis) string {
		if a.Name == a.Unit {
			return a.Name
		}
		return a.Name + ", " + a.unit()
	}
	var out []html.Curve
	for k := 1; k < len(d.Axes); k++ {
		first, second := &d.Axes[0], &d.Axes[k]
		c := html.Curve{ID: fmt.Sprintf("curve-%d", k), Title: first.Name + " against " + second.Name, X: label(second), Y: label(first),
			Description: "A mark a plan; the table of points holds the same."}
		for i := range d.Points {
			p := &d.Points[i]
			if p.Plan == nil {
				continue
			}
			at := html.CurvePoint{Name: p.Name, X: scaled(second, p.Values[second.Name]), Y: scaled(first, p.Values[first.Name]), Efficient: p.DominatedBy == nil}
			if p.Bound != nil {
				proven := scaled(first, *p.Bound)
				at.Proven = &proven
			}
			c.Points = append(c.Points, at)
		}
		out = append(out, c)
	}
	return out
}

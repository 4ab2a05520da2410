package report

import (
	"cmp"
	"image/color"
	"io"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"polyclinic/model/answers"
)

// FrontierPlot draws the efficient points of two axes as SVG: the first upright,
// each with the span down to what is proven of it.
func FrontierPlot(w io.Writer, f *answers.Frontier) error {
	first, second := &f.Axes[0], &f.Axes[1]
	points, _, _ := sortPoints(f)
	slices.SortStableFunc(points, func(a, b *answers.Point) int { return cmp.Compare(a.Values[1], b.Values[1]) })
	var xys plotter.XYs
	var spans plotter.YErrors
	for _, x := range points {
		at := plotter.XY{X: plotFigure(second, x.Values[1]), Y: plotFigure(first, x.Values[0])}
		span := struct{ Low, High float64 }{}
		if x.HasBound {
			span.Low = abs(at.Y - plotFigure(first, x.Bound))
		}
		if first.More {
			span.Low, span.High = 0, span.Low
		}
		xys, spans = append(xys, at), append(spans, span)
	}
	p := plot.New()
	p.Title.Text = f.Base.Data.Name
	p.Title.Padding = vg.Millimeter
	p.X.Label.Text = second.Name + ", " + plotUnit(second)
	p.Y.Label.Text = first.Name + ", " + plotUnit(first)
	line, marks, err := plotter.NewLinePoints(xys)
	if err != nil {
		return err
	}
	blue := color.RGBA{R: 0, G: 94, B: 184, A: 255}
	line.Color, marks.Color = blue, blue
	bars, err := plotter.NewYErrorBars(struct {
		plotter.XYer
		plotter.YErrorer
	}{xys, spans})
	if err != nil {
		return err
	}
	bars.Color = color.Gray{Y: 128}
	p.Add(plotter.NewGrid(), bars, line, marks)
	margin(&p.X)
	margin(&p.Y)
	p.Legend.Add("plans found", line, marks)
	p.Legend.Add("down to what is proven", &plotter.Line{LineStyle: bars.LineStyle})
	p.Legend.Top = true
	canvas, err := p.WriterTo(16*vg.Centimeter, 11*vg.Centimeter, "svg")
	if err != nil {
		return err
	}
	_, err = canvas.WriteTo(w)
	return err
}

// margin keeps marks off the border.
func margin(a *plot.Axis) {
	const share = 0.04
	room := share * (a.Max - a.Min)
	a.Min, a.Max = a.Min-room, a.Max+room
}

const million = 1e6

func plotFigure(a *answers.Axis, value int64) float64 {
	if isMoney(a) {
		return a.Figure(value) / million
	}
	return a.Figure(value)
}

func plotUnit(a *answers.Axis) string {
	switch {
	case a.Name == answers.CostAxis:
		return "£m a year"
	case isMoney(a):
		return "£m"
	}
	return a.Unit
}

func isMoney(a *answers.Axis) bool { return a.Name == answers.CostAxis || a.Name == "capital" }

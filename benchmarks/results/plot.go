package results

import (
	"image/color"
	"math"
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
)

// curve is one solver's line in a figure.
type curve struct {
	name   string
	points plotter.XYs
}

// figure is a plot of steps over a logarithmic first axis.
type figure struct {
	file, title, x, y string
	low               bool // the legend's place: below the curves
	curves            []curve
}

// WritePlots draws the records as SVG files in the folder and returns their
// names: shares proven over time, performance profiles, excess over time.
func WritePlots(folder string, records []Record) ([]string, error) {
	records, _, _ = Split(records)
	var names []string
	for _, f := range figures(records) {
		if err := f.save(filepath.Join(folder, f.file)); err != nil {
			return nil, err
		}
		names = append(names, f.file)
	}
	return names, nil
}

func figures(records []Record) []figure {
	table := tabulate(records)
	proven := figure{file: "proven.svg", title: "Proven optimal within", x: "seconds", y: "share of cases", low: true}
	profile := figure{file: "profile.svg", title: "Performance profile of times to the proof", x: "times the fastest", y: "share of cases", low: true}
	excess := figure{file: "excess.svg", title: "Mean excess over the reference value", x: "seconds", y: "share of the value"}
	profiles := Profiles(table.times())
	for s, name := range table.solvers {
		proven.curves = append(proven.curves, curve{name, table.provenOverTime(s)})
		var xys plotter.XYs
		for k := range profiles[s].Factor {
			xys = append(xys, plotter.XY{X: profiles[s].Factor[k], Y: profiles[s].Share[k]})
		}
		profile.curves = append(profile.curves, curve{name, xys})
		excess.curves = append(excess.curves, curve{name, table.excessOverTime(s)})
	}
	proven.toTheEdge()
	profile.toTheEdge()
	return []figure{proven, profile, excess}
}

// toTheEdge goes on with every curve at its last height as far as the longest.
func (f *figure) toTheEdge() {
	edge := 0.0
	for _, c := range f.curves {
		for _, p := range c.points {
			edge = max(edge, p.X)
		}
	}
	for k := range f.curves {
		if c := &f.curves[k]; len(c.points) > 0 {
			c.points = append(c.points, plotter.XY{X: edge * 1.1, Y: c.points[len(c.points)-1].Y})
		}
	}
}

// save draws the figure; curves without points are left out.
func (f figure) save(path string) error {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = f.title, f.x, f.y
	p.Legend.Top = !f.low
	p.BackgroundColor = color.White
	drawn := false
	for k, c := range f.curves {
		if len(c.points) == 0 {
			continue
		}
		line, err := plotter.NewLine(c.points)
		if err != nil {
			return err
		}
		line.StepStyle = plotter.PostStep
		line.Color, line.Dashes, line.Width = plotutil.Color(k), plotutil.Dashes(k), vg.Points(1.5)
		p.Add(line)
		p.Legend.Add(c.name, line)
		drawn = true
	}
	if drawn {
		p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
		p.X.Max = max(p.X.Max, p.X.Min*10) // a logarithmic axis needs an extent
	}
	p.Y.Min = math.Min(p.Y.Min, 0)
	return p.Save(16*vg.Centimeter, 10*vg.Centimeter, path)
}

package html

import (
	"html/template"
	"math"
)

// Curve is plans on two axes: the first upright, with the span to what is proven.
type Curve struct {
	ID, Title, Description string
	X, Y                   string // axes with their units
	Points                 []CurvePoint
}

// CurvePoint is a plan. Proven is what the upright axis cannot go beyond, nil
// where nothing is known.
type CurvePoint struct {
	Name      string
	X, Y      float64
	Proven    *float64
	Efficient bool // else another is as good on every axis
}

// Measures of a scatter chart in its own units.
const (
	scatterWidth  = 420.0
	scatterHeight = 320.0
	scatterLeft   = 62.0
	scatterRight  = 20.0
	scatterTop    = 30.0
	scatterBottom = 50.0
)

func (c *Curve) render() template.HTML {
	x := scale(c.xs(), scatterLeft, scatterWidth-scatterRight)
	y := scale(c.ys(), scatterHeight-scatterBottom, scatterTop)
	d := newDrawing(c.ID, "", c.Title, c.Description, scatterWidth, scatterHeight)
	d.ticks(x.ticks, x.at, func(at float64, text string) {
		d.line(at, scatterTop, at, scatterHeight-scatterBottom, "grid")
		d.text(at, scatterHeight-scatterBottom+15, "middle", "soft", text)
	})
	for _, t := range y.ticks {
		d.line(scatterLeft, y.at(t), scatterWidth-scatterRight, y.at(t), "grid")
		d.text(scatterLeft-6, y.at(t)+4, "end", "soft", tickText(t, y.ticks))
	}
	d.text((scatterLeft+scatterWidth-scatterRight)/2, scatterHeight-12, "middle", "soft", c.X)
	d.text(8, 16, "start", "soft", c.Y)
	for i := range c.Points {
		p := &c.Points[i]
		if p.Proven != nil {
			d.line(x.at(p.X), y.at(p.Y), x.at(p.X), y.at(*p.Proven), "whisker")
			d.line(x.at(p.X)-4, y.at(*p.Proven), x.at(p.X)+4, y.at(*p.Proven), "whisker")
		}
	}
	for _, efficient := range []bool{false, true} { // above the others
		for i := range c.Points {
			p := &c.Points[i]
			if p.Efficient == efficient {
				d.circle(x.at(p.X), y.at(p.Y), 5, map[bool]string{false: "left", true: "c0"}[efficient], p.Name)
			}
		}
	}
	return `<figure class="chart"><figcaption>` + template.HTML(escape(c.Title)) + "</figcaption>\n" + d.end() + scatterKey + "</figure>\n" //nolint:gosec // escaped
}

const scatterKey = template.HTML(`<ul class="key"><li><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5" class="c0"/></svg>efficient plan</li>` +
	`<li><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" class="left"/></svg>another plan is as good on every axis</li>` +
	`<li><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1V11M3 11H9" class="whisker"/></svg>to what is proven</li></ul>` + "\n")

func (c *Curve) xs() (out []float64) {
	for i := range c.Points {
		out = append(out, c.Points[i].X)
	}
	return out
}

func (c *Curve) ys() (out []float64) {
	for i := range c.Points {
		out = append(out, c.Points[i].Y)
		if p := c.Points[i].Proven; p != nil {
			out = append(out, *p)
		}
	}
	return out
}

// axis turns values into places on a page.
type axis struct {
	ticks     []float64
	low, high float64
	from, to  float64
}

// scale spans the values with round ticks; it need not begin at nought.
func scale(values []float64, from, to float64) axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	if len(values) == 0 {
		low, high = 0, 1
	}
	if high-low < 1e-9*max(1, math.Abs(high)) {
		spread := max(1e-3, 0.05*math.Abs(high))
		low, high = low-spread, high+spread
	}
	ticks := ticksOf(low, high)
	return axis{ticks, ticks[0], ticks[len(ticks)-1], from, to}
}

func (a axis) at(v float64) float64 { return a.from + (v-a.low)/(a.high-a.low)*(a.to-a.from) }

package html

import (
	"html/template"
	"strings"
)

// bars is a chart of horizontal bars. Its figures stand in a table beside it.
type bars struct {
	id, title, description string
	unit                   string
	series                 []series // named in a key where there is more than one
	rows                   []bar
	mark                   *mark
	whiskers               string // what bar, figure and whisker are, where rows have one
}

type series struct{ name, class string }

// bar is a row: pieces from one value to another, in lanes below each other, with
// a whisker from low to high.
type bar struct {
	label     string
	pieces    []piece
	whisker   bool
	low, high float64
	text      string // at the end
}

type piece struct {
	from, to float64
	class    string
	lane     int
	title    string
}

// mark is a line across all rows.
type mark struct {
	at   float64
	name string
}

// Measures of a chart in its own units; text is 12 high. A phone is not much wider
// than 390 of them, and a page shows charts hardly larger.
const (
	chartWidth   = 420.0
	labelWidth   = 150.0
	textWidth    = 66.0
	laneHeight   = 13.0
	labelHeight  = 13.0 // of labels that take more than one line
	rowGap       = 7.0
	axisHeight   = 34.0
	labelLetters = 20 // that fit beside the bars
	labelLines   = 3
)

func (b *bars) render() template.HTML {
	top := 6.0
	labels, heights, bottom := make([][]string, len(b.rows)), make([]float64, len(b.rows)), top
	for i := range b.rows {
		labels[i] = wrap(b.rows[i].label, labelLetters, labelLines)
		heights[i] = max(float64(b.lanes())*laneHeight, float64(len(labels[i]))*labelHeight) + rowGap
		bottom += heights[i]
	}
	low, high := b.span()
	ticks := ticksOf(low, high)
	low, high = min(low, ticks[0]), max(high, ticks[len(ticks)-1])
	x := func(v float64) float64 { return labelWidth + (v-low)/(high-low)*(chartWidth-labelWidth-textWidth) }
	height := bottom + axisHeight
	if b.mark != nil {
		height += labelHeight
	}
	d := newDrawing(b.id, "", b.title, b.description, chartWidth, height)
	d.ticks(ticks, x, func(at float64, text string) {
		d.line(at, top, at, bottom, "grid")
		d.text(at, bottom+14, "middle", "soft", text)
	})
	d.text(chartWidth-8, bottom+29, "end", "soft", b.unit)
	y := top
	for i := range b.rows {
		b.row(d, &b.rows[i], labels[i], y, heights[i]-rowGap, x)
		y += heights[i]
	}
	d.line(x(max(low, min(0, high))), top, x(max(low, min(0, high))), bottom, "axis")
	if b.mark != nil {
		d.line(x(b.mark.at), top-4, x(b.mark.at), bottom, "whisker")
		d.text(x(b.mark.at), bottom+29+labelHeight, "middle", "soft", b.mark.name)
	}
	return b.frame(d.end())
}

// lanes is how many bars a row has below each other.
func (b *bars) lanes() int {
	n := 1
	for _, r := range b.rows {
		for _, p := range r.pieces {
			n = max(n, p.lane+1)
		}
	}
	return n
}

func (b *bars) row(d *drawing, r *bar, label []string, y, height float64, x func(float64) float64) {
	middle := y + height/2
	for k, line := range label {
		d.text(labelWidth-8, middle+4+(float64(k)-float64(len(label)-1)/2)*labelHeight, "end", "", line)
	}
	upper := middle - float64(b.lanes())*laneHeight/2
	end := x(0)
	for _, p := range r.pieces {
		left, right := x(min(p.from, p.to)), x(max(p.from, p.to))
		d.rect(left, upper+float64(p.lane)*laneHeight, right-left, laneHeight-1, p.class, p.title)
		end = max(end, right)
	}
	if r.whisker {
		d.line(x(r.low), middle, x(r.high), middle, "whisker")
		d.line(x(r.low), middle-4, x(r.low), middle+4, "whisker")
		d.line(x(r.high), middle-4, x(r.high), middle+4, "whisker")
		end = max(end, x(r.high))
	}
	d.text(end+5, middle+4, "start", "soft", r.text)
}

// frame puts title and key around the drawing.
func (b *bars) frame(svg template.HTML) template.HTML {
	var out strings.Builder
	out.WriteString(`<figure class="chart"><figcaption>` + escape(b.title) + b.legend() + "</figcaption>\n" + string(svg))
	if len(b.series) > 1 {
		out.WriteString(`<ul class="key">`)
		for _, s := range b.series {
			out.WriteString(`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" class="` + s.class + `"/></svg>` + escape(s.name) + "</li>")
		}
		out.WriteString("</ul>\n")
	}
	out.WriteString("</figure>\n")
	return template.HTML(out.String()) //nolint:gosec // escaped
}

// legend says what whiskers are, where there are any.
func (b *bars) legend() string {
	if b.whiskers == "" {
		return ""
	}
	return " <small>" + escape(b.whiskers) + "</small>"
}

// span is the range of all values, with zero.
func (b *bars) span() (low, high float64) {
	for _, r := range b.rows {
		for _, p := range r.pieces {
			low, high = min(low, p.from, p.to), max(high, p.from, p.to)
		}
		if r.whisker {
			low, high = min(low, r.low), max(high, r.high)
		}
	}
	if b.mark != nil {
		low, high = min(low, b.mark.at), max(high, b.mark.at)
	}
	if high == low {
		high = low + 1
	}
	return low, high
}

// shortName is an area's or a trust's name without what all of them have.
func shortName(name string) string {
	for _, end := range []string{" NHS Foundation Trust", " NHS Trust", " Teaching PCT", " PCT", " Care Trust"} {
		if rest, ok := strings.CutSuffix(name, end); ok {
			return rest
		}
	}
	return name
}

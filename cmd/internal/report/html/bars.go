package html

import (
	"html/template"
	"math"
	"strconv"
	"strings"
)

// bars is a chart of horizontal bars. Its figures stand in a table beside it.
type bars struct {
	id, title, description string
	unit                   string
	series                 []series // named in a key where there is more than one
	rows                   []bar
	mark                   *mark
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

// Measures of a chart in its own units; text is 12 high.
const (
	chartWidth   = 620.0
	labelWidth   = 215.0
	textWidth    = 70.0
	laneHeight   = 13.0
	rowGap       = 7.0
	axisHeight   = 34.0
	labelLetters = 31 // that fit beside the bars
)

func (b *bars) render() template.HTML {
	lanes := 1
	for _, r := range b.rows {
		for _, p := range r.pieces {
			lanes = max(lanes, p.lane+1)
		}
	}
	rowHeight := float64(lanes)*laneHeight + rowGap
	top := 6.0
	bottom := top + rowHeight*float64(len(b.rows))
	low, high := b.span()
	ticks := ticksOf(low, high)
	low, high = min(low, ticks[0]), max(high, ticks[len(ticks)-1])
	x := func(v float64) float64 { return labelWidth + (v-low)/(high-low)*(chartWidth-labelWidth-textWidth) }
	d := newDrawing(b.id, "", b.title, b.description, chartWidth, bottom+axisHeight)
	for _, t := range ticks {
		d.line(x(t), top, x(t), bottom, "grid")
		d.text(x(t), bottom+14, "middle", "soft", tickText(t, ticks))
	}
	d.text(labelWidth+(chartWidth-labelWidth-textWidth)/2, bottom+29, "middle", "soft", b.unit)
	for i := range b.rows {
		b.row(d, &b.rows[i], top+float64(i)*rowHeight, rowHeight, x)
	}
	d.line(x(max(low, min(0, high))), top, x(max(low, min(0, high))), bottom, "axis")
	if b.mark != nil {
		d.line(x(b.mark.at), top-4, x(b.mark.at), bottom, "whisker")
		d.text(x(b.mark.at), bottom+29, "middle", "soft", b.mark.name)
	}
	return b.frame(d.end())
}

func (b *bars) row(d *drawing, r *bar, y, height float64, x func(float64) float64) {
	middle := y + (height-rowGap)/2
	d.text(labelWidth-8, middle+4, "end", "", clip(r.label, labelLetters))
	end := x(0)
	for _, p := range r.pieces {
		left, right := x(min(p.from, p.to)), x(max(p.from, p.to))
		d.rect(left, y+float64(p.lane)*laneHeight, right-left, laneHeight-1, p.class, p.title)
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
	out.WriteString(`<figure class="chart"><figcaption>` + escape(b.title) + "</figcaption>\n" + string(svg))
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

// ticksOf are four to eight round values from low to high or a little beyond.
func ticksOf(low, high float64) []float64 {
	step := math.Pow(10, math.Floor(math.Log10((high-low)/4)))
	for _, factor := range []float64{10, 5, 2} {
		if (high-low)/(step*factor) >= 3 {
			step *= factor
			break
		}
	}
	var out []float64
	for k := math.Floor(low/step + 1e-9); ; k++ {
		out = append(out, k*step)
		if k*step >= high-step*1e-9 {
			return out
		}
	}
}

func tickText(t float64, ticks []float64) string {
	decimals := 0
	if len(ticks) > 1 {
		decimals = max(0, int(math.Ceil(-math.Log10(ticks[1]-ticks[0])-1e-9)))
	}
	text := strconv.FormatFloat(t, 'f', decimals, 64)
	if t < 0 {
		text = "−" + strings.TrimPrefix(text, "-")
	}
	if n := len(text); decimals == 0 && n > 4 && math.Abs(t) >= 10_000 {
		return text[:n-3] + "," + text[n-3:]
	}
	return text
}

// clip shortens words that do not fit.
func clip(words string, letters int) string {
	runes := []rune(words)
	if len(runes) <= letters {
		return words
	}
	return strings.TrimSpace(string(runes[:letters-1])) + "…"
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

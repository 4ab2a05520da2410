package results

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
)

// Ablation is what runs of equal work came to with one line of the portfolio
// left out.
type Ablation struct {
	Line  string       // "": none
	Runs  []*Record    // [case], nil: not measured
	Ratio float64      // of the shifted geometric means of gaps, to those of the whole portfolio
	Same  map[int]bool // cases in which leaving it out changes nothing
}

// gapShift keeps ratios of gaps near nought from counting: 0.01 %.
const gapShift = 1e-4

// Ablate sorts records by the line that was left out; cases are those that were
// measured with the whole portfolio too.
func Ablate(records []Record) (cases []string, lines []Ablation) {
	whole := Ablation{}
	for k := range records {
		if r := &records[k]; r.Without == "" {
			cases, whole.Runs = append(cases, r.Case()), append(whole.Runs, r)
		}
	}
	lines = []Ablation{whole}
	for k := range records {
		r := &records[k]
		at := slices.Index(cases, r.Case())
		if r.Without == "" || at < 0 {
			continue
		}
		line := slices.IndexFunc(lines, func(a Ablation) bool { return a.Line == r.Without })
		if line < 0 {
			line = len(lines)
			lines = append(lines, Ablation{Line: r.Without, Runs: make([]*Record, len(cases))})
		}
		lines[line].Runs[at] = r
	}
	for k := range lines {
		lines[k].compare(whole.Runs)
	}
	return cases, lines
}

func (a *Ablation) compare(whole []*Record) {
	a.Same = map[int]bool{}
	var with, without []float64
	for c, r := range a.Runs {
		if r == nil {
			continue
		}
		a.Same[c] = a.Line != "" && r.sameEnd(whole[c])
		without = append(without, min(1, r.Gap(math.Inf(1))))
		with = append(with, min(1, whole[c].Gap(math.Inf(1))))
	}
	a.Ratio = (ShiftedGeometricMean(without, gapShift) + gapShift) / (ShiftedGeometricMean(with, gapShift) + gapShift)
}

func (r *Record) sameEnd(s *Record) bool {
	return optional(r.Objective) == optional(s.Objective) && optional(r.Bound) == optional(s.Bound) && r.Work == s.Work
}

const ablationNote = "Runs of ours with one line of the portfolio left out, each with the same limit of work (in millions of units, beside the " +
	"case), one seed. A cell is the gap at the end, or the work to the proof in millions; = means that nothing changes. The ratio is that of the " +
	"shifted geometric means (shift 0.01 %) of the gaps, without the line to with it: above 1 the line helps. A run without a plan counts as a gap of 100 %."

func writeAblation(b *strings.Builder, records []Record) {
	cases, lines := Ablate(records)
	if len(lines) < 2 {
		return
	}
	t := table.NewWriter()
	header := table.Row{"left out"}
	for c, name := range cases {
		header = append(header, fmt.Sprintf("%s, %d M", name, lines[0].Runs[c].WorkLimit/1e6))
	}
	t.AppendHeader(append(header, "ratio"))
	for _, a := range lines {
		row := table.Row{a.Line}
		if a.Line == "" {
			row[0] = "nothing"
		}
		for c := range cases {
			row = append(row, a.cell(c))
		}
		t.AppendRow(append(row, fmt.Sprintf("%.2f", a.Ratio)))
	}
	fmt.Fprintf(b, "## Ablation\n\n%s\n\n%s\n\n", ablationNote, t.RenderMarkdown())
}

func (a *Ablation) cell(c int) string {
	r := a.Runs[c]
	switch {
	case r == nil:
		return ""
	case r.Error != "":
		return "failed"
	case a.Same[c]:
		return "="
	case r.Proven():
		return fmt.Sprintf("%.1f M", float64(r.Work)/1e6)
	}
	return percent(r.Gap(math.Inf(1)))
}

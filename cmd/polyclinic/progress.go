package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"polyclinic/cmd/internal/report"
	"polyclinic/solver"
	"polyclinic/solver/search"
)

// progress writes what the solver reports: a table, or one JSON object a line.
// Without a clock two runs of the same work can be diffed.
type progress struct {
	out     io.Writer
	json    *slog.Logger // nil: the table
	clock   bool
	live    *liveLine // nil: not a terminal
	started time.Time

	last    solver.Event // newest event
	printed solver.Event // last event with a line
	lines   int
}

// newProgress starts the clock. format is "text" or "json".
func newProgress(out io.Writer, format string, clock bool) *progress {
	p := &progress{out: out, clock: clock, started: time.Now()}
	if format == "json" {
		p.json = newJSONLog(out, clock)
		return p
	}
	p.live = newLiveLine(out)
	return p
}

// newJSONLog writes one JSON object a line, with or without the time of day.
func newJSONLog(out io.Writer, clock bool) *slog.Logger {
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && !clock {
			return slog.Attr{}
		}
		return a
	}}))
}

// after shows what another has observed.
func (p *progress) after(observe func(solver.Event)) func(solver.Event) {
	return func(e solver.Event) {
		observe(e)
		p.observe(e)
	}
}

// observe is called at every improvement.
func (p *progress) observe(e solver.Event) {
	p.last = e
	if p.json != nil {
		p.record(e)
		return
	}
	if p.worthALine(e) {
		p.line(e)
		return
	}
	p.live.show(p.row(e))
}

// close prints the newest state if it has no line yet.
func (p *progress) close() {
	p.live.clear()
	if p.json == nil && p.last != p.printed {
		p.line(p.last)
	}
}

// worthALine: a first plan, a first bound, and then every tenth less of the gap.
func (p *progress) worthALine(e solver.Event) bool {
	if p.lines == 0 || e.HasPlan != p.printed.HasPlan || (e.Bound == search.NoBound) != (p.printed.Bound == search.NoBound) {
		return true
	}
	if !e.HasPlan || e.Bound == search.NoBound {
		return false
	}
	const tenth = 10
	before, now := p.printed.Cost-p.printed.Bound, e.Cost-e.Bound
	return now == 0 || now <= before-before/tenth
}

func (p *progress) line(e solver.Event) {
	p.live.clear()
	if p.lines == 0 {
		fmt.Fprintln(p.out, p.header())
	}
	fmt.Fprintln(p.out, p.row(e))
	p.lines++
	p.printed = e
}

func (p *progress) header() string {
	head := fmt.Sprintf("%9s  %-12s %14s %14s %9s %6s", "work", "method", "best bound £", "best plan £", "gap", "sites")
	if p.clock {
		return fmt.Sprintf("%8s ", "time") + head
	}
	return head
}

func (p *progress) row(e solver.Event) string {
	bound, plan, gap, sites := "-", "-", "-", "-"
	if e.Bound != search.NoBound {
		bound = report.Pounds(e.Bound)
	}
	if e.HasPlan {
		plan = report.Pounds(e.Cost)
		sites = fmt.Sprint(e.Sites)
	}
	if e.HasPlan && e.Bound != search.NoBound {
		gap = fmt.Sprintf("%.3f %%", 100*solver.Gap(e.Cost, e.Bound, 0))
	}
	row := fmt.Sprintf("%9s  %-12s %14s %14s %9s %6s", report.Short(e.Work), e.Method, bound, plan, gap, sites)
	if p.clock {
		return fmt.Sprintf("%7.1fs ", time.Since(p.started).Seconds()) + row
	}
	return row
}

func (p *progress) record(e solver.Event) {
	attrs := []slog.Attr{slog.Int64("work", e.Work), slog.String("method", e.Method), slog.String("improved", e.Improved)}
	if p.clock {
		attrs = append(attrs, slog.Float64("seconds", time.Since(p.started).Seconds()))
	}
	if e.Bound != search.NoBound {
		attrs = append(attrs, slog.Int64("bound", e.Bound))
	}
	if e.HasPlan {
		attrs = append(attrs, slog.Int64("objective", e.Cost), slog.Int("sites", e.Sites))
	}
	p.json.LogAttrs(context.Background(), slog.LevelInfo, "improved", attrs...)
}

package main

import (
	"time"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/solver"
	"polyclinic/solver/search"
)

// newDocument writes down what a solve found.
func newDocument(s *report.Summary, result *solver.Result, flags *solveFlags, t *trace) *model.Document {
	var bound *model.Pence
	if result.HasBound {
		b := model.Pence(result.Bound)
		bound = &b
	}
	accounts := s.Accounts
	status := model.NewStatus(string(result.Status), string(result.Stop), result.BoundBy,
		accounts.Objective, accounts.Total[model.Outpatients], bound)
	d := model.NewDocument(s.In, s.Plan, status)
	d.Version.Polyclinic = version()
	d.Options = flags.document()
	d.Statistics = t.statistics(result)
	return d
}

// document is the options as plan.json states them.
func (s *solveFlags) document() map[string]any {
	limits := map[string]any{"gap": s.gap}
	if s.timeLimit > 0 {
		limits["seconds"] = s.timeLimit.Seconds()
	}
	if s.workLimit > 0 {
		limits["work"] = s.workLimit
	}
	return map[string]any{"seed": s.seed, "threads": s.threads, "limits": limits, "method": s.method}
}

// lasting are the options that what is found depends on.
func (s *solveFlags) lasting() map[string]any {
	options := s.document()
	delete(options, "threads")
	return options
}

// trace keeps the history of a solve.
type trace struct {
	started time.Time
	points  []point
}

// point is what was known at a moment; objective and bound are null where there
// was none.
type point struct {
	Seconds   float64 `json:"seconds"`
	Work      int64   `json:"work"`
	Objective *int64  `json:"objective"`
	Bound     *int64  `json:"bound"`
}

// pointsKept is the greatest length of a series; a longer one is thinned.
const pointsKept = 1000

func (t *trace) observe(e solver.Event) {
	p := point{Seconds: time.Since(t.started).Seconds(), Work: e.Work}
	if e.HasPlan {
		p.Objective = &e.Cost
	}
	if e.Bound != search.NoBound {
		p.Bound = &e.Bound
	}
	t.points = append(t.points, p)
	if len(t.points) > pointsKept {
		kept := t.points[:0]
		for i := 0; i < len(t.points); i += 2 {
			kept = append(kept, t.points[i])
		}
		t.points = append(kept, p)
	}
}

func (t *trace) statistics(r *solver.Result) map[string]any {
	methods := map[string]any{}
	for name, tally := range r.Methods {
		methods[name] = map[string]any{"offers": tally.Offers, "improvements": tally.Improvements}
	}
	return map[string]any{
		"seconds": time.Since(t.started).Seconds(), "work": r.Work, "rounds": r.Rounds, "methods": methods, "series": t.points,
	}
}

package answers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// findRanges finds the best of every limited axis by itself.
func (t *tracer) findRanges(ctx context.Context, free *Answer) error {
	t.Ranges = make([]Range, len(t.Axes))
	t.Ranges[0] = Range{AtBest: free.Values[0], Best: free.Values[0], Bound: free.Bound, HasBound: free.HasBound}
	for i := 1; i < len(t.Axes); i++ {
		axis := &t.Axes[i]
		least, err := t.recall(ctx, "least-"+axis.Name, make([]string, len(t.Axes)), func() (*Answer, error) {
			a, err := t.least(ctx, t.base, axis)
			if err == nil {
				t.boundPlan(a, make([]string, len(t.Axes)), false)
			}
			return a, err
		})
		if err != nil {
			return err
		}
		r := Range{AtBest: free.Values[i], Best: free.Values[i], Bound: least.Bound, HasBound: true}
		naive, most := utmost(t.gauge, len(t.base.problem.Rows)+i)
		if axis.More {
			naive = most
		}
		if !least.HasBound || !axis.better(naive, least.Bound) {
			r.Bound, r.Naive = naive, true
		}
		if least.Plan != nil && axis.better(least.Values[i], r.Best) {
			r.Best = least.Values[i]
		}
		t.Ranges[i] = r
	}
	return nil
}

// widenRanges lets the best value of an axis be that of any point: one may go
// further than the search for that axis alone did. The levels, and the names of the
// points, are those of before.
func (t *tracer) widenRanges() {
	for i := range t.Ranges {
		for _, p := range t.Points {
			if p.Plan != nil && t.Axes[i].better(p.Values[i], t.Ranges[i].Best) {
				t.Ranges[i].Best = p.Values[i]
			}
		}
	}
}

// least is the best of one axis: its bound is in the axis's values. A start would
// keep the search near to it. Where the axis alone leads to no plan within the
// limit, cost is let in as a guide; London at 100 M work: from nothing to −4.26 min of
// the −4.31 that are possible.
func (t *tracer) least(ctx context.Context, s *side, axis *Axis) (*Answer, error) {
	alone := s.minimising(&axis.row, axis.More)
	r, err := alone.solve(ctx, t.plans, nil, nil, t.effort)
	if err != nil {
		return nil, err
	}
	if r.Result.Solution.IsZero() && !r.Impossible() && ctx.Err() == nil {
		guide := s.leaning(&axis.row, axis.More)
		guided, err := guide.solve(ctx, nil, nil, nil, t.effort)
		if err != nil {
			return nil, err
		}
		if start, _ := guide.best(t.plans); guided.Plan == nil && start != nil {
			r.Work += guided.Work
			if guided, err = guide.solve(ctx, nil, start, nil, t.effort); err != nil {
				return nil, err
			}
		}
		r.Work += guided.Work
		if best, value := alone.best(append(slices.Clip(t.plans), some(guided.Plan)...)); best != nil {
			r.Plan, r.Objective, r.Status = best, model.Pence(value), solver.Feasible
			r.close()
		}
	}
	a := &Answer{Plan: r.Plan, Status: r.Status, Stop: r.Stop, Bound: int64(r.Bound), HasBound: r.HasBound, Work: r.Work, In: s.in}
	if axis.More {
		a.Bound = -a.Bound
	}
	return a, nil
}

// some is the plan, if there is one.
func some(p *model.Plan) []*model.Plan {
	if p == nil {
		return nil
	}
	return []*model.Plan{p}
}

// grid is every combination of levels but the free one, loose before tight.
func (t *tracer) grid() [][]string {
	combinations := [][]string{{""}}
	for i := 1; i < len(t.Axes); i++ {
		levels := append([]string{""}, t.Axes[i].levels(t.Ranges[i].AtBest, t.Ranges[i].Best, t.q.Levels)...)
		var next [][]string
		for _, head := range combinations {
			for _, l := range levels {
				next = append(next, append(slices.Clip(head), l))
			}
		}
		combinations = next
	}
	return combinations[1:]
}

// name is the point's: the limited axes and the number of their level.
func (t *tracer) name(limits []string) string {
	var parts []string
	for i := 1; i < len(t.Axes); i++ {
		levels := t.Axes[i].levels(t.Ranges[i].AtBest, t.Ranges[i].Best, t.q.Levels)
		if k := slices.Index(levels, limits[i]); limits[i] != "" {
			parts = append(parts, fmt.Sprintf("%s-%d", t.Axes[i].Name, k+1))
		}
	}
	return strings.Join(parts, "_")
}

// limited compiles the base with limits: by the rule where it is free, by a row
// else. A rule that asks for more is said a second time by what may be missing.
func (t *tracer) limited(limits []string) (*side, error) {
	var set []string
	for i := range t.Axes {
		if limits[i] != "" && t.Axes[i].Binds != "" {
			set = append(set, t.Axes[i].settings(limits[i])...)
		}
	}
	in := t.Base
	if len(set) > 0 {
		var err error
		if in, err = t.compile(t.Base.Scenario, set...); err != nil {
			return nil, err
		}
	}
	return newSide(in, func(m *plan.Map) []facility.Row {
		var rows []facility.Row
		for i := range t.Axes {
			switch a := &t.Axes[i]; {
			case limits[i] == "":
			case a.Binds == "":
				rows = append(rows, a.limited(limits[i]))
			case a.More:
				rows = append(rows, missing(m.Problem, a.limited(limits[i]))...)
			}
		}
		return rows
	}), nil
}

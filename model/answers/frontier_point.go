package answers

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"polyclinic/model"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// solve finds the best of the first axis within limits, beginning from the
// neighbours. Where a plan that is known already holds and is near enough to what
// is proven, nothing is left to do.
func (t *tracer) solve(ctx context.Context, limits []string) (*Answer, error) {
	s, err := t.limited(limits)
	if err != nil {
		return nil, err
	}
	if t.impossible(limits) {
		return &Answer{Status: solver.Infeasible, Stop: solver.Proved, In: s.in}, nil
	}
	near := t.neighbour(limits)
	bound, proven := t.inherited(limits)
	if t.Axes[0].Name != CostAxis {
		return t.solveTwice(ctx, s, bound, proven)
	}
	if p, cost := s.best(t.plans); p != nil && proven && t.enough(s, p, cost, bound) {
		a := &Answer{Plan: p, Status: solver.Feasible, Stop: solver.GapMet, Bound: min(bound, cost), HasBound: true, Warm: near.Warm, In: s.in}
		if a.Bound == cost {
			a.Status, a.Stop = solver.Optimal, solver.Proved
		}
		return a, nil
	}
	// a plan that holds, however dear, is a better start than a good one that does
	// not: London at three levels of travel
	start, _ := s.best(t.plans)
	var warm *solver.Warm
	if near != nil {
		warm = near.Warm
		if start == nil {
			start = near.Plan
		}
	}
	r, err := s.solve(ctx, t.plans, start, warm, t.effort)
	if err != nil {
		return nil, err
	}
	r.atLeast(bound, proven)
	return &Answer{Plan: r.Plan, Status: r.Status, Stop: r.Stop, Bound: int64(r.Bound), HasBound: r.HasBound, Warm: r.Result.Warm, Work: r.Work, In: s.in}, nil
}

// impossible says whether a question with limits no tighter is proven to have no
// answer.
func (t *tracer) impossible(limits []string) bool {
	return slices.ContainsFunc(t.Points, func(p *Point) bool { return p.Status == solver.Infeasible && t.noTighter(p.Limits, limits) })
}

// refine puts points in the middle of the widest steps, by the area between two
// neighbours, in which the frontier may run anywhere.
func (t *tracer) refine(ctx context.Context) error {
	axis := &t.Axes[1]
	for n := range t.q.Refine {
		limit := t.widest()
		if limit == "" {
			return nil
		}
		if _, err := t.ask(ctx, fmt.Sprintf("%s-between-%d", axis.Name, n+1), []string{"", limit}); err != nil {
			return err
		}
	}
	return nil
}

// widest is the limit that halves the widest step; "" where none is left to halve.
func (t *tracer) widest() string {
	first, axis := &t.Axes[0], &t.Axes[1]
	t.markDominated()
	var points []*Point
	asked := map[string]bool{}
	for _, p := range t.Points {
		asked[p.Limits[1]] = true
		if p.Plan != nil && p.Better == "" {
			points = append(points, p)
		}
	}
	slices.SortStableFunc(points, func(a, b *Point) int { return cmp.Compare(a.Values[1], b.Values[1]) })
	best, limit := 0.0, ""
	for i := 1; i < len(points); i++ {
		x, y := points[i-1].Values, points[i].Values
		step := axis.Figure(y[1]) - axis.Figure(x[1])
		area := step * math.Abs(first.Figure(y[0])-first.Figure(x[0]))
		if area <= best {
			continue
		}
		if text, _ := axis.write(axis.Figure(x[1])+step/2, axis.digits(step)); !asked[text] {
			best, limit = area, text
		}
	}
	return limit
}

// solveTwice finds the best of the first axis, and then the cheapest plan that is
// as good.
func (t *tracer) solveTwice(ctx context.Context, s *side, bound int64, proven bool) (*Answer, error) {
	first := &t.Axes[0]
	a, err := t.least(ctx, s, first)
	if err != nil || a.Plan == nil {
		return a, err
	}
	t.measure(a)
	if proven && (!a.HasBound || first.better(a.Bound, bound)) {
		a.Bound, a.HasBound = bound, true
	}
	a.Status = solver.Feasible
	if a.HasBound && a.Bound == a.Values[0] {
		a.Status = solver.Optimal
	}
	best := first.row
	best.Lower, best.Upper = -facility.Infinity, facility.Infinity
	if first.More {
		best.Lower = a.Values[0]
	} else {
		best.Upper = a.Values[0]
	}
	cheap := &side{in: s.in, m: s.m, problem: s.problem.WithRows(best), money: true}
	r, err := cheap.solve(ctx, append(slices.Clip(t.plans), a.Plan), nil, nil, t.effort)
	if err != nil {
		return nil, err
	}
	a.Plan, a.CostBound, a.HasCostBound = r.Plan, r.Bound, r.HasBound
	a.Work += r.Work
	if r.Stop == solver.Cancelled {
		a.Stop = r.Stop
	}
	return a, nil
}

// enough says whether a plan is as near to a bound as the effort asks for.
func (t *tracer) enough(s *side, p *model.Plan, cost, bound int64) bool {
	o := t.effort(s.m)
	rest := int64(0)
	if o.Uncontrollable != nil {
		rest = o.Uncontrollable(*solution(s.m, p))
	}
	return cost <= bound || solver.Gap(cost, bound, rest) <= o.Gap
}

// neighbour is the last answer with a plan whose limits are no tighter: the
// nearest in the order of the grid.
func (t *tracer) neighbour(limits []string) *Answer {
	for i := len(t.Points) - 1; i >= 0; i-- {
		if p := t.Points[i]; p.Plan != nil && t.noTighter(p.Limits, limits) {
			return t.answers[p.Name]
		}
	}
	return nil
}

// inherited is the best bound of a question with limits no tighter: what no plan
// without a limit can do, none can with it.
func (t *tracer) inherited(limits []string) (bound int64, proven bool) {
	for _, p := range t.Points {
		if p.HasBound && t.noTighter(p.Limits, limits) && (!proven || t.Axes[0].better(bound, p.Bound)) {
			bound, proven = p.Bound, true
		}
	}
	return bound, proven
}

// noTighter says whether every limit of x is as loose as y's or looser.
func (t *tracer) noTighter(x, y []string) bool {
	for i := range t.Axes {
		if x[i] == "" {
			continue
		}
		if y[i] == "" {
			return false
		}
		a, _ := strconv.ParseFloat(x[i], 64)
		b, _ := strconv.ParseFloat(y[i], 64)
		if a != b && (a > b) == t.Axes[i].More {
			return false
		}
	}
	return true
}

// shareBounds gives every point the best bound that is proven of it, also where
// the answers were kept by a run that did not know it yet.
func (t *tracer) shareBounds() {
	for _, p := range t.Points {
		bound, proven := t.inherited(p.Limits)
		if !proven || p.Plan == nil {
			continue
		}
		p.Bound, p.HasBound = bound, true
		if !t.Axes[0].better(bound, p.Values[0]) {
			p.Bound, p.Status = p.Values[0], solver.Optimal
		}
	}
}

// markDominated names a better point for all that have one.
func (t *tracer) markDominated() {
	for i, p := range t.Points {
		p.Better = ""
		if p.Plan == nil {
			continue
		}
		for j, q := range t.Points {
			if q.Plan != nil && i != j && t.dominates(q, p) && (!slices.Equal(p.Values, q.Values) || j < i) {
				p.Better = q.Name
				break
			}
		}
	}
	// name an efficient one
	for changed := true; changed; {
		changed = false
		for _, p := range t.Points {
			if p.Better == "" {
				continue
			}
			if over := t.point(p.Better).Better; over != "" {
				p.Better, changed = over, true
			}
		}
	}
}

// dominates says whether q is as good as p on every axis.
func (t *tracer) dominates(q, p *Point) bool {
	for i := range t.Axes {
		if t.Axes[i].better(p.Values[i], q.Values[i]) {
			return false
		}
	}
	return true
}

func (t *tracer) point(name string) *Point {
	for _, p := range t.Points {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// atLeast takes over a bound that was proven of a looser question.
func (s *Solved) atLeast(bound int64, proven bool) {
	if proven && !s.Impossible() && (!s.HasBound || int64(s.Bound) < bound) {
		s.Bound, s.HasBound = model.Pence(bound), true
	}
	s.close()
}

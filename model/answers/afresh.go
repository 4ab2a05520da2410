package answers

import (
	"context"
	"time"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// On a small instance, with enough work for a solve from nothing to come to rest
// twice over, an old plan is of little help and may be a trap.
const (
	// work from which on half of it is for a solve from nothing: that solve comes to
	// rest after some twelve looks at every arc by each of its streams
	afreshWork    = 5_000_000
	afreshArcWork = 12_000
	afreshTime    = 2 * time.Second
)

// solveBoth solves a small instance of several areas from nothing with half of what
// the effort allows and from a start with the other half, and returns the better
// plan with the better bound: a plan that a solve from nothing finds early is then
// found however the start misleads. Other instances are solved from the start alone.
func solveBoth(ctx context.Context, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	problem, m := plan.Formulate(in)
	o, arcs := effort(m), int64(problem.NumArcs())
	enough := o.WorkLimit >= afreshWork+afreshArcWork*arcs || o.WorkLimit == 0 && o.TimeLimit >= afreshTime
	if arcs > solver.AfreshArcs || !enough || populated(in) < 2 {
		return Solve(ctx, in, start, warm, effort)
	}
	fresh, err := Solve(ctx, in, nil, nil, effort.half())
	if err != nil {
		return nil, err
	}
	if fresh.Stop == solver.Proved || fresh.Stop == solver.GapMet || ctx.Err() != nil && fresh.Plan != nil {
		fresh.keepIfBetter(start)
		return fresh, nil
	}
	told, err := Solve(ctx, in, start, warm, effort.half().behind(fresh))
	if err != nil {
		return nil, err
	}
	return better(told, fresh), nil
}

// populated is how many areas have practices: where there is one alone, all work is
// the tree's, and half a tree is worse than a whole one (5M6, 20 M: behind a cold run
// in 8 of 26 changes with halves, in 3 without).
func populated(in *model.Instance) int {
	n := 0
	for a := range in.NumAreas() {
		n += indicator(in.AreaTotal[a] > 0)
	}
	return n
}

// half is the effort with half of the limits.
func (e Effort) half() Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		if o.WorkLimit > 0 {
			o.WorkLimit = max(1, o.WorkLimit/2)
		}
		o.TimeLimit = scaled(o.TimeLimit, 0.5)
		return o
	}
}

// behind is the effort of a solve that comes after another: what is told of it
// never falls behind what the other found.
func (e Effort) behind(s *Solved) Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		observe := o.Observe
		if observe == nil {
			return o
		}
		sites := 0
		if s.Plan != nil {
			sites = len(s.Plan.Sites)
		}
		o.Observe = func(event solver.Event) {
			plan := event.HasPlan && (s.Plan == nil || event.Cost < int64(s.Objective))
			bound := !s.HasBound || event.Bound > int64(s.Bound)
			if event.Improved == "plan" && !plan || event.Improved != "plan" && !bound {
				return
			}
			if !plan && s.Plan != nil {
				event.HasPlan, event.Cost, event.Sites = true, int64(s.Objective), sites
			}
			if !bound {
				event.Bound = int64(s.Bound)
			}
			event.Work += s.Work
			observe(event)
		}
		return o
	}
}

// better is the one of two solves of an instance with the cheaper plan, with what
// is proven by either and the work of both; the first where the plans cost the same.
func better(a, b *Solved) *Solved {
	out, other := a, b
	if b.Impossible() || b.Plan != nil && !a.Impossible() && (a.Plan == nil || b.Objective < a.Objective) {
		out, other = b, a
	}
	if other.HasBound && (!out.HasBound || other.Bound > out.Bound) && !out.Impossible() {
		out.improve(other.Bound)
	}
	out.Work += other.Work
	out.Result.Work += other.Result.Work
	return out
}

package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// small says whether a solve from nothing soon comes to rest on an instance, so
// that an old plan is of little help and may be a trap.
func small(in *model.Instance) bool {
	problem, _ := plan.Formulate(in)
	return problem.NumArcs() <= solver.AfreshArcs
}

// afresh solves a small instance as if there were no old plan, with all of the
// effort, and then asks what the old solve knew, without searching on: the old plan
// where it holds, the choices of areas put together again, and the bounds of areas
// that are as they were. So the answer is never worse than that of a solve from
// nothing. Where that finds no plan, the old one is mended.
func afresh(ctx context.Context, before *Solved, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	s, err := Solve(ctx, in, nil, nil, effort)
	if err != nil || s.Impossible() {
		return s, err
	}
	s.keepIfBetter(start)
	if s.Plan == nil && ctx.Err() == nil {
		mended, work, err := mend(ctx, in, start, displaced(before, in, start), effort)
		if err != nil {
			return nil, err
		}
		s.spend(work)
		if mended != nil {
			s.keepIfBetter(mended)
		}
	}
	if s.Plan == nil || s.Status == solver.Optimal || s.Stop == solver.GapMet || warm == nil || ctx.Err() != nil {
		return s, nil
	}
	known, err := Solve(ctx, in, s.Plan, warm, effort.within(1).behind(s))
	if err != nil {
		return nil, err
	}
	return better(s, known), nil
}

// spend counts work.
func (s *Solved) spend(work int64) {
	s.Work += work
	s.Result.Work += work
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

package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// late solves as if there were no old plan, with all of the effort; what the old
// solve knew is asked at the end. Where no plan is found the old one is mended.
func late(ctx context.Context, before *Solved, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	s, err := Solve(ctx, in, start, warm, effort.late())
	if err != nil || s.Impossible() {
		return s, err
	}
	return s, s.orMended(ctx, before, start, effort)
}

// afresh solves a small instance so too, and then asks for the bounds of areas that are
// as they were and for their choices put together with the best plan, which takes one
// evaluation of every leaf that is remembered.
func afresh(ctx context.Context, before *Solved, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	s, err := late(ctx, before, in, start, warm, effort)
	if err != nil || s.Plan == nil || s.Impossible() || s.Status == solver.Optimal || s.Stop == solver.GapMet || warm == nil || ctx.Err() != nil {
		return s, err
	}
	known, err := Solve(ctx, in, s.Plan, warm, effort.within(1).behind(s))
	if err != nil {
		return nil, err
	}
	return better(s, known), nil
}

// orMended takes the old plan, mended, where none was found.
func (s *Solved) orMended(ctx context.Context, before *Solved, start *model.Plan, effort Effort) error {
	if s.Plan != nil || ctx.Err() != nil {
		return nil
	}
	mended, work, _, err := Mend(ctx, s.In, start, displaced(before, s.In, start), effort)
	if err != nil {
		return err
	}
	s.spend(work)
	s.keepIfBetter(mended)
	return nil
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

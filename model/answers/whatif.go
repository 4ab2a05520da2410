package answers

import (
	"context"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/model/scenario"
	"polyclinic/solver"
)

// Change is the answer to a what-if.
type Change struct {
	Before, After *Solved // After.Plan is nil where no plan was found
	Difference    *Difference
	Holds         bool        // the old plan keeps the new rules
	Unchanged     model.Pence // what it then costs under them
	Kept          bool        // nothing better was found: After.Plan is the old plan
	Changes       []scenario.Change
	Direction     Direction
	Optimum       Interval // the change of the best possible cost
}

// WhatIf solves an instance again after a change of rules, locks, costs or
// weights. before is the old plan under the old scenario, after the same data
// under the new one, start the old plan matched to it and repaired (nil: it is
// old to the letter). Where the old plan still holds, the new one is no dearer.
// Where it does not, the areas that it breaks something in are decided again
// first, so that the solver begins from a plan; that work is part of the limit. A
// small instance is solved from nothing (see afresh), and so is one that splits into
// regions whose old solve ended before they were of use, and one whose costs change
// where there is as much work again (see late): then the new plan is no dearer than
// that of a solve from nothing with the same work.
func WhatIf(ctx context.Context, before *Solved, after *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Change, error) {
	changes, err := scenario.Diff(before.In.Scenario, after.Scenario)
	if err != nil {
		return nil, err
	}
	c := &Change{Before: before, Changes: changes, Direction: DirectionOf(changes)}
	old, complete := moved(before, after)
	c.Holds = complete && model.Check(after, old).Feasible()
	if c.Holds {
		c.Unchanged = model.Cost(after, old).Objective
		start = old
	} else if start == nil {
		start = old
	}
	solve := wayOf(after, c.Changes, warm, effort)
	if c.After, err = solve(ctx, before, after, start, warm, effort); err != nil {
		return nil, err
	}
	if c.After.Plan != nil {
		c.Difference = Between(before.In, before.Plan, after, c.After.Plan)
		c.Kept = c.Holds && len(c.Difference.Practices) == 0
	}
	c.prove()
	return c, nil
}

// way is how a changed instance is solved.
type way func(ctx context.Context, before *Solved, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error)

func wayOf(in *model.Instance, changes []scenario.Change, warm *solver.Warm, effort Effort) way {
	problem, m := plan.Formulate(in)
	switch {
	case problem.NumArcs() <= solver.AfreshArcs:
		return afresh
	case solver.Immature(problem, warm) || reprices(changes) && asLong(effort(m), warm):
		return late
	}
	return warmly
}

// reprices says whether a change makes other plans cheap, everywhere: walks from an
// old plan are then no better than walks from nothing that are as long.
func reprices(changes []scenario.Change) bool {
	return slices.ContainsFunc(changes, func(c scenario.Change) bool {
		return strings.HasPrefix(c.Path, "weights.") || strings.HasPrefix(c.Path, "costs.") || strings.HasPrefix(c.Path, "tiers")
	})
}

// asLong says whether a solve is known to have as much work as the one that left
// warm, or a quarter more where regions of that one can be recalled, which is worth
// as much.
func asLong(o solver.Options, warm *solver.Warm) bool {
	if warm == nil || warm.Work == 0 {
		return false
	}
	share := 0.9 // the old solve may have exceeded its limit
	if warm.Regions != nil {
		share = 1.25
	}
	return float64(o.WorkLimit) >= share*float64(warm.Work)
}

// warmly solves from an old plan, mended where it does not hold.
func warmly(ctx context.Context, before *Solved, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	start, work, rest, err := Mend(ctx, in, start, displaced(before, in, start), effort)
	if err != nil {
		return nil, err
	}
	s, err := Solve(ctx, in, start, warm, rest)
	if err == nil {
		s.spend(work)
	}
	return s, err
}

// prove carries what is proven of one side over to the other where the change
// has a plain direction.
func (c *Change) prove() {
	before, after := c.Before.Optimum(), c.After.Optimum()
	switch c.Direction {
	case Tightens:
		if before.HasLow && !c.After.Impossible() && (!after.HasLow || after.Low < before.Low) {
			c.After.improve(before.Low)
		}
		c.Optimum = c.After.Optimum().Less(before).AtLeast(0)
	case Loosens:
		c.Optimum = before.Less(after).AtLeast(0).Negated()
	default:
		c.Optimum = after.Less(before)
	}
}

// moved is the old plan for the new instance, settled; complete is false where a
// place has no counterpart.
func moved(before *Solved, after *model.Instance) (p *model.Plan, complete bool) {
	p, complete = before.Plan.Clone(), true
	kept := p.Sites[:0]
	for _, open := range p.Sites {
		m, ok := after.ModelIndex(before.In.Models()[open.Model].Code)
		if !ok || after.Option(open.Site, m) == nil {
			complete = false
			continue
		}
		kept = append(kept, model.OpenSite{Site: open.Site, Model: m, Tier: -1})
	}
	p.Sites = kept
	for i := range p.Places {
		if p.Places[i].Site >= 0 && p.Open(p.Places[i].Site) < 0 {
			p.Places[i] = model.Place{Site: -1}
		}
	}
	p.Settle(after)
	return p, complete
}

// displaced are the areas of practices that a start does not leave where they
// were.
func displaced(before *Solved, after *model.Instance, start *model.Plan) map[int32]bool {
	out := map[int32]bool{}
	for i := range int32(before.In.NumPractices()) {
		if destination(before.In, before.Plan, i) != destination(after, start, i) {
			out[after.Practices[i].Area] = true
		}
	}
	return out
}

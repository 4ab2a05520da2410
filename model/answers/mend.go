package answers

import (
	"context"
	"maps"
	"time"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// mendAreas is in how many areas a plan may be broken for mend to try: more are
// as well left to a solve of the whole.
const mendAreas = 6

// mendWork is the most work of one attempt to mend, and mendShare its share of
// what there is in all. An area of fifty practices is mostly near its best with
// less; the solve of the whole goes on from there.
const (
	mendWork  = 40_000_000
	mendShare = 0.1
)

// mendGap is how near its best a mended part must be.
const mendGap = 0.001

// Mend makes a plan whole that breaks a rule, by deciding a few areas again: those in
// which it breaks one, and those of practices that have lost their place. It returns
// the plan as it is where it holds or is not made whole, the work that was done, and
// the effort that is left.
func Mend(ctx context.Context, in *model.Instance, p *model.Plan, lost map[int32]bool, effort Effort) (*model.Plan, int64, Effort, error) {
	if model.Check(in, p).Feasible() {
		return p, 0, effort, nil
	}
	mended, work, err := mend(ctx, in, p, lost, effort)
	if err != nil {
		return nil, work, nil, err
	}
	if mended != nil {
		p = mended
	}
	return p, work, effort.after(work), nil
}

// mend decides again the areas in which a plan breaks a rule and those in which
// practices have lost their place, all of them together, and leaves the others
// alone; where that does not make the plan whole, or a rule of the whole capital
// is broken, it asks the areas that can best help as well. It returns nil where
// the plan is not made whole, and the work that it took.
func mend(ctx context.Context, in *model.Instance, p *model.Plan, lost map[int32]bool, effort Effort) (*model.Plan, int64, error) {
	_, m := plan.Formulate(in)
	whole := solution(m, p)
	if whole == nil {
		return nil, 0, nil
	}
	areas := brokenAreas(in, p)
	maps.Copy(areas, lost)
	if len(areas) > mendAreas {
		return nil, 0, nil
	}
	attempts := []map[int32]bool{areas}
	if more := relief(m, *whole, areas); len(more) > 0 {
		maps.Copy(more, areas)
		attempts = append(attempts, more)
	}
	work := int64(0)
	for _, areas := range attempts {
		if len(areas) == 0 {
			continue
		}
		c := newCorner(m, *whole, practicesOf(in, func(a int32) bool { return areas[a] }), cornerTerms{})
		r, err := c.solve(ctx, effort.toMend())
		if err != nil {
			return nil, work, err
		}
		work += r.work
		if r.plan != nil && model.Check(in, r.plan).Feasible() {
			return r.plan, work, nil
		}
	}
	return nil, work, nil
}

// toMend is the effort of one attempt to mend.
func (e Effort) toMend() Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		if o.WorkLimit > 0 {
			o.WorkLimit = max(1, int64(mendShare*float64(o.WorkLimit)))
		}
		if o.WorkLimit == 0 || o.WorkLimit > mendWork {
			o.WorkLimit = mendWork
		}
		o.TimeLimit = scaled(o.TimeLimit, mendShare)
		o.Gap = max(o.Gap, mendGap)
		return o
	}
}

// after is the effort that is left when some work was done before it; it counts
// that work as its own. Where time is limited too, attempts to mend have had their
// shares of it.
func (e Effort) after(work int64) Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		if work == 0 {
			return o
		}
		if o.WorkLimit > 0 {
			o.WorkLimit = max(1, o.WorkLimit-work)
		}
		o.TimeLimit = scaled(o.TimeLimit, 1-2*mendShare)
		if observe := o.Observe; observe != nil {
			o.Observe = func(event solver.Event) {
				event.Work += work
				observe(event)
			}
		}
		return o
	}
}

func scaled(d time.Duration, share float64) time.Duration { return time.Duration(float64(d) * share) }

// brokenAreas are the areas of sites of no size, and of rules that are broken by
// area; a broken rule that is capital-wide alone points to none.
func brokenAreas(in *model.Instance, p *model.Plan) map[int32]bool {
	out := map[int32]bool{}
	at := func(code string) {
		if a, ok := in.AreaIndex(code); ok {
			out[a] = true
		}
	}
	for _, open := range p.Sites {
		if open.Tier < 0 {
			at(in.Data.Sites[open.Site].Area)
		}
	}
	for _, row := range model.Check(in, p).Rows {
		if row.State != model.Hard || row.Violation <= 0 {
			continue
		}
		if row.Area != nil {
			at(*row.Area)
		}
		if s, ok := in.SiteIndex(row.Site); ok {
			at(in.Data.Sites[s].Area)
		}
	}
	return out
}

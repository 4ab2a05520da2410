package answers

import (
	"context"
	"maps"

	"polyclinic/model"
	"polyclinic/model/plan"
)

// mendAreas is in how many areas a plan may be broken for mend to try: more are
// as well left to a solve of the whole.
const mendAreas = 6

// mendWork is the most work that goes into mending.
const mendWork = 200_000_000

// mend decides again the areas in which a plan breaks a rule and those in which
// practices have lost their place, all of them together, and leaves the others
// alone. It returns nil where that does not make the plan whole.
func mend(ctx context.Context, in *model.Instance, p *model.Plan, lost map[int32]bool, effort Effort) (*model.Plan, error) {
	_, m := plan.Formulate(in)
	whole := solution(m, p)
	if whole == nil {
		return nil, nil
	}
	areas := brokenAreas(in, p)
	maps.Copy(areas, lost)
	if len(areas) == 0 || len(areas) > mendAreas {
		return nil, nil
	}
	var practices []int32
	for i := range int32(in.NumPractices()) {
		if areas[in.Practices[i].Area] {
			practices = append(practices, i)
		}
	}
	c := newCorner(m, *whole, practices, cornerTerms{})
	r, err := c.solve(ctx, effort.within(mendWork))
	if err != nil || r.plan == nil || !model.Check(in, r.plan).Feasible() {
		return nil, err
	}
	return r.plan, nil
}

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

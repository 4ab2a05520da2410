package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// cornerWork is the most work that one corner gets. An area of fifty practices
// is mostly proven with less.
const cornerWork = 40_000_000

// areaCorner is an area's practices, and who shares a site with them.
func areaCorner(s *Solved, whole facility.Solution, area int32, terms cornerTerms) *corner {
	return newCorner(s.Map, whole, practicesOf(s.In, func(a int32) bool { return a == area }), terms)
}

func practicesOf(in *model.Instance, wanted func(area int32) bool) []int32 {
	var out []int32
	for i := range int32(in.NumPractices()) {
		if wanted(in.Practices[i].Area) {
			out = append(out, i)
		}
	}
	return out
}

// decide solves a corner, to a proof where the work suffices.
func (c *corner) decide(ctx context.Context, effort Effort) (*decided, error) {
	return c.solve(ctx, effort.within(cornerWork).toProof())
}

// isRange says whether a row is a duty of the range.
func isRange(row *model.Row) bool { return row.ID == "range" }

// capitalWide says whether a row binds no area and no place in particular.
func capitalWide(row *model.Row) bool { return row.Area < 0 && row.OfSite < 0 && row.ID != "locks" }

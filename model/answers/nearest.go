package answers

import (
	"slices"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// measureWork is the most work to find out how near a limit can be met.
const measureWork = 100_000_000

// dear is the price of a unit that a limit is missed by, in pence: far above what
// any practice costs.
const dear = 10_000_000

// nearest is how near a plan comes to one row's limit while all other hard rules
// hold: a plan in which missing it is what costs most, and what the row could
// reach if every practice and every site did its utmost for it alone.
func (f *filter) nearest(in *model.Instance, key rowKey) (*Possible, error) {
	problem, m := plan.Formulate(in)
	r := -1
	for k := range problem.Rows {
		if sameRow(in, m.Row(int32(k)), key) {
			r = k
		}
	}
	if r < 0 {
		return nil, nil
	}
	row := m.Row(int32(r))
	least, most := utmost(problem, r)
	out := &Possible{Best: inUnits(row, max(least, row.Upper+1)), HasBest: true}
	if key.lower {
		out.Best = inUnits(row, min(most, row.Lower-1))
	}
	s, err := f.leastMissed(m, problem, r)
	if err != nil || s.IsZero() {
		return out, err
	}
	out.Reached, out.HasReached = inUnits(row, facility.Activities(problem, s)[r]), true
	return out, nil
}

// leastMissed is a solution that misses a row by little; zero where none is
// known.
func (f *filter) leastMissed(m *plan.Map, p *facility.Problem, r int) (facility.Solution, error) {
	soft := *p
	soft.Rows = slices.Clone(p.Rows)
	soft.Rows[r].Price, soft.Rows[r].Unit = dear, 0
	options := f.effort.within(measureWork)(m)
	options.Uncontrollable, options.Observe = nil, nil
	result, err := solver.Solve(f.ctx, &soft, options)
	if err != nil {
		return facility.Solution{}, err
	}
	idle := facility.NewSolution(&soft)
	if len(facility.Check(&soft, idle)) == 0 && (result.Solution.IsZero() || facility.Cost(&soft, idle) < result.Cost) {
		return idle, nil
	}
	return result.Solution, nil
}

// utmost is the least and the greatest that a row can come to if no other row
// counted.
func utmost(p *facility.Problem, r int) (least, most int64) {
	low, high := facility.Utmost(p)
	return low[r], high[r]
}

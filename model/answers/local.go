package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// inAreas looks for a plan in which everybody stays but the practices of the
// areas that the rules are about: where no sum over the whole capital is left,
// that is a small question. It returns nil where it finds none, which proves
// nothing.
func (d *decider) inAreas(ctx context.Context, in *model.Instance, m *plan.Map) (*model.Plan, error) {
	wanted := map[int32]bool{}
	for r := range m.Problem.Rows {
		row := m.Row(int32(r))
		if m.Problem.Rows[r].Price > 0 {
			continue
		}
		if row.Area < 0 {
			return nil, nil
		}
		wanted[row.Area] = true
	}
	if len(wanted) == 0 || len(wanted) > mendAreas || len(wanted) == in.NumAreas() {
		return nil, nil
	}
	c := newCorner(m, facility.NewSolution(m.Problem), practicesOf(in, func(a int32) bool { return wanted[a] }), cornerTerms{})
	c.problem = c.problem.WithoutCosts()
	found, err := c.solve(ctx, d.effort.within(cornerWork))
	if err != nil || found.plan == nil || !model.Check(in, found.plan).Feasible() {
		return nil, err
	}
	return found.plan, nil
}

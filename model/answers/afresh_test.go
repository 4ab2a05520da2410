package answers

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// The better of two solves has the cheaper plan, the higher bound and the work of
// both, whichever comes first; that none exists outweighs everything.
func TestTheBetterOfTwoSolves(t *testing.T) {
	t.Parallel()
	at := func(cost, bound model.Pence) *Solved {
		return &Solved{Plan: &model.Plan{}, Status: solver.Feasible, Objective: cost, Bound: bound, HasBound: true, Work: 5, Result: &solver.Result{Work: 5}}
	}
	none := func(s solver.Status) *Solved { return &Solved{Status: s, Work: 5, Result: &solver.Result{Work: 5}} }
	for _, swapped := range []bool{false, true} {
		pick := func(a, b *Solved) *Solved {
			if swapped {
				a, b = b, a
			}
			return better(a, b)
		}
		s := pick(at(100, 80), at(90, 70))
		assert.Equal(t, []any{model.Pence(90), model.Pence(80), int64(10), int64(10)}, []any{s.Objective, s.Bound, s.Work, s.Result.Work})
		assert.Equal(t, solver.Optimal, pick(at(100, 90), at(90, 70)).Status)
		s = pick(none(solver.None), at(90, 70))
		assert.Equal(t, []any{model.Pence(90), model.Pence(70)}, []any{s.Objective, s.Bound})
		assert.True(t, pick(none(solver.None), none(solver.Infeasible)).Impossible())
	}
}

// With enough work for both solves a small instance gets both: the answer is no
// worse than either, the log never falls back, and the work stays within the limit.
func TestSmallInstancesAreSolvedAfreshToo(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(61, 1))
	const limit = 6_000_000
	for range 4 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 5, Sites: 3, Zones: 6})
		best, last := int64(0), int64(0)
		effort := func(*plan.Map) solver.Options {
			return solver.Options{Seed: 1, Threads: 1, WorkLimit: limit, Observe: func(e solver.Event) {
				require.GreaterOrEqual(t, e.Work, last)
				last = e.Work
				if e.HasPlan {
					require.True(t, best == 0 || e.Cost <= best)
					best = e.Cost
				}
			}}
		}
		s, err := solveBoth(t.Context(), base.In, base.Plan, nil, effort)
		require.NoError(t, err)
		require.Equal(t, base.Objective, s.Objective)
		require.LessOrEqual(t, s.Work, int64(limit+limit/10))
	}
}

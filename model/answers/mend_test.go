package answers

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/london"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// A plan that breaks a rule of the whole capital alone is mended in a few areas,
// within a share of the work; all else stays where it was.
func TestMendOfCapitalWideRules(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("London")
	}
	d, err := london.Data()
	require.NoError(t, err)
	in, _, err := model.New(d)
	require.NoError(t, err)
	const work = 60_000_000
	effort := Effort(func(*plan.Map) solver.Options { return solver.Options{Seed: 1, WorkLimit: work} })
	before, err := Solve(t.Context(), in, nil, nil, effort)
	require.NoError(t, err)
	require.NotNil(t, before.Plan)
	for _, change := range []string{"rules.range.merged=3", "rules.coverage.share=0.955"} {
		after, _, err := model.New(d, model.Overlay{Set: []string{change}})
		require.NoError(t, err)
		require.False(t, model.Check(after, before.Plan).Feasible(), change)
		mended, used, err := mend(t.Context(), after, before.Plan, nil, effort)
		require.NoError(t, err)
		require.NotNil(t, mended, change)
		assert.True(t, model.Check(after, mended).Feasible(), change)
		assert.LessOrEqual(t, used, int64(work/4), change)
		moved := map[int32]bool{}
		for i := range int32(in.NumPractices()) {
			if destination(in, before.Plan, i) != destination(after, mended, i) {
				moved[after.Practices[i].Area] = true
			}
		}
		assert.LessOrEqual(t, len(moved), reliefAreas, change)
		assert.Less(t, float64(model.Cost(after, mended).Objective), 1.02*float64(before.Objective), change)
	}
}

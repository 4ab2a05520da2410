package answers

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/london"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/model/scenario"
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

// What-ifs of large instances whose old solve ended before its regions were of use
// are never worse than a cold run with the same work, and need no more work than the cold
// run but for an evaluation of the old multipliers.
func TestWhatIfsOfImmaturePlansAreNeverWorseThanColdRuns(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("London")
	}
	d, err := london.Data()
	require.NoError(t, err)
	compile := func(overlay model.Overlay) *model.Instance {
		in, _, err := model.New(d, overlay)
		require.NoError(t, err)
		return in
	}
	const work = 20_000_000
	effort := Effort(func(*plan.Map) solver.Options { return solver.Options{Seed: 1, Threads: 1, WorkLimit: work} })
	before, err := Solve(t.Context(), compile(model.Overlay{}), nil, nil, effort)
	require.NoError(t, err)
	require.NotNil(t, before.Plan)
	site := d.Sites[before.Plan.Sites[0].Site].Code
	better := 0
	for _, overlay := range []model.Overlay{{Set: []string{"weights.travel=3"}}, {Lock: []string{"site " + site + " forbidden"}}} {
		after := compile(overlay)
		cold, err := Solve(t.Context(), after, nil, nil, effort)
		require.NoError(t, err)
		require.NotNil(t, cold.Plan)
		got, err := WhatIf(t.Context(), before, after, nil, before.Result.Warm, effort)
		require.NoError(t, err)
		assert.LessOrEqual(t, got.After.Objective, cold.Objective, "%v", overlay)
		better += indicator(got.After.Objective < cold.Objective)
		assert.GreaterOrEqual(t, got.After.Bound, cold.Bound, "%v", overlay)
		assert.LessOrEqual(t, got.After.Work, cold.Work+work/10, "%v", overlay)
		assert.True(t, !got.Holds || got.After.Objective < got.Unchanged, "%v: and a cold run to it", overlay)
	}
	assert.Positive(t, better, "old plans must be of use")
}

// Which what-ifs are cold runs first: those that change what other plans cost, with at
// least the work that the old plan has had.
func TestWhatIfsThatRepriceEverything(t *testing.T) {
	t.Parallel()
	at := func(path string) []scenario.Change { return []scenario.Change{{Path: "name"}, {Path: path}} }
	for _, path := range []string{"weights.travel", "costs.value_of_time"} {
		assert.True(t, reprices(at(path)), path)
	}
	for _, path := range []string{"rules.coverage.share", "locks.site X forbidden"} {
		assert.False(t, reprices(at(path)), path)
	}
	warm := &solver.Warm{Work: 100}
	assert.True(t, asLong(solver.Options{WorkLimit: 95}, warm), "a solve exceeds its limit a little")
	assert.False(t, asLong(solver.Options{WorkLimit: 80}, warm))
	assert.False(t, asLong(solver.Options{WorkLimit: 110}, &solver.Warm{Work: 100, Regions: &solver.RegionsWarm{}}))
	assert.False(t, asLong(solver.Options{}, warm), "a limit of time says nothing of work")
	assert.False(t, asLong(solver.Options{WorkLimit: 100}, &solver.Warm{}))
	assert.False(t, asLong(solver.Options{WorkLimit: 100}, nil))
}

// What-ifs of small instances are never worse than a cold run with the same work: by
// plan and by bound, whatever is changed and however little work there is.
func TestSmallWhatIfsAreNeverWorseThanColdRuns(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(61, 1))
	changes := []string{"rules.range.merged=1", "rules.range.federated=0", "rules.coverage.share=0.8", "weights.travel=3", "costs.transition=50", "rules.coverage.area_share=0.3"}
	better, compared := 0, 0
	for k := range 60 {
		c := modeltest.Random(r, modeltest.Shape{Practices: 12, Sites: 4, Zones: 8})
		in, err := c.Compile()
		if err != nil {
			continue
		}
		limit := []int64{300, 3_000, 30_000, 300_000}[k%4]
		effort := func(*plan.Map) solver.Options { return solver.Options{Seed: 1, Threads: 1, WorkLimit: limit} }
		before, err := Solve(t.Context(), in, nil, nil, func(*plan.Map) solver.Options { return solver.Options{Seed: 1, Threads: 1, WorkLimit: 100_000} })
		require.NoError(t, err)
		if before.Plan == nil {
			continue
		}
		overlay := model.Overlay{Set: []string{changes[k%len(changes)]}}
		if k%3 == 0 && len(before.Plan.Sites) > 0 {
			overlay = model.Overlay{Lock: []string{"site " + before.In.Data.Sites[before.Plan.Sites[0].Site].Code + " forbidden"}}
		}
		after, _, err := model.New(c.Data, c.Overlay, overlay)
		if err != nil {
			continue
		}
		cold, err := Solve(t.Context(), after, nil, nil, effort)
		require.NoError(t, err)
		got, err := WhatIf(t.Context(), before, after, nil, before.Result.Warm, effort)
		require.NoError(t, err)
		require.Equal(t, cold.Impossible(), got.After.Impossible())
		if cold.Plan == nil {
			better += indicator(got.After.Plan != nil)
			continue
		}
		compared++
		require.NotNil(t, got.After.Plan)
		require.LessOrEqual(t, got.After.Objective, cold.Objective, "%v, %d work", overlay, limit)
		if cold.HasBound {
			require.GreaterOrEqual(t, got.After.Bound, cold.Bound, "%v, %d work", overlay, limit)
		}
		better += indicator(got.After.Objective < cold.Objective)
	}
	require.Greater(t, compared, 10)
	require.Greater(t, better, 2, "old plans must be of use")
}

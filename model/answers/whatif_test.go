package answers_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/model/scenario"
	"polyclinic/solver"
)

// proof is the effort of tiny instances: until nothing is left to prove.
func proof(*plan.Map) solver.Options {
	return solver.Options{Seed: 1, Threads: 1, WorkLimit: 2_000_000}
}

// tiny draws cases until one has a plan, and returns its best.
func tiny(t *testing.T, r *rand.Rand, shape modeltest.Shape) (*modeltest.Case, *answers.Solved) {
	t.Helper()
	for {
		c := modeltest.Random(r, shape)
		in, err := c.Compile()
		if err != nil {
			continue
		}
		if best, cost := modeltest.BruteForce(in); best != nil {
			return c, answers.Known(in, best, &cost)
		}
	}
}

// The new plan is the best under the new rules, by enumeration, whatever was
// changed; where no plan is left, that is said. The change of the best possible
// cost lies in the interval that is claimed, and a bound carried over from the
// old plan is a bound.
func TestWhatIfFindsTheBestPlanAfterTheChange(t *testing.T) {
	t.Parallel()
	changes := []string{"rules.range.merged=1", "rules.range.federated=0", "rules.coverage.share=0.3", "rules.coverage.share=0.8", "weights.travel=3",
		"rules.coverage.area_share=0.4", "costs.transition=50"}
	r := rand.New(rand.NewPCG(3, 1))
	held, broke, directed, impossible := 0, 0, 0, 0
	for k := range 42 {
		c, before := tiny(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 6})
		overlay := model.Overlay{Set: []string{changes[k%len(changes)]}}
		if k%3 == 0 && len(before.Plan.Sites) > 0 {
			overlay.Lock = []string{"site " + before.In.Data.Sites[before.Plan.Sites[0].Site].Code + " forbidden"}
			overlay.Set = nil
		}
		after, _, err := model.New(c.Data, c.Overlay, overlay)
		if err != nil {
			continue
		}
		got, err := answers.WhatIf(t.Context(), before, after, nil, nil, proof)
		require.NoError(t, err)
		best, cost := modeltest.BruteForce(after)
		if best == nil {
			require.Nil(t, got.After.Plan)
			if got.After.Impossible() {
				impossible++
			}
			continue
		}
		require.NotNil(t, got.After.Plan)
		require.Equal(t, cost, got.After.Objective, "%v", overlay)
		require.True(t, got.Optimum.Contains(cost-before.Objective), "%v: %v", overlay, got.Optimum)
		require.True(t, !got.After.HasBound || got.After.Bound <= cost)
		if got.Holds {
			held++
			require.LessOrEqual(t, got.After.Objective, got.Unchanged)
		} else {
			broke++
		}
		if got.Direction != answers.Unclear {
			directed++
		}
	}
	require.Greater(t, held, 6, "the test must see plans that still hold")
	require.Greater(t, broke, 2, "and plans that do not")
	require.Greater(t, directed, 6)
	require.Greater(t, impossible, 1, "and that there is none left is proven")
}

// Where the solver may do nothing, the old plan is still the answer: never worse
// than before.
func TestWhatIfKeepsTheOldPlanWithoutWork(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 1))
	idle := func(*plan.Map) solver.Options { return solver.Options{WorkLimit: 1} }
	for range 5 {
		c, before := tiny(t, r, modeltest.Shape{Practices: 5, Sites: 2, Zones: 6})
		after, _, err := model.New(c.Data, c.Overlay, model.Overlay{Set: []string{"weights.cash=1.7"}})
		require.NoError(t, err)
		got, err := answers.WhatIf(t.Context(), before, after, nil, nil, idle)
		require.NoError(t, err)
		require.True(t, got.Holds)
		require.NotNil(t, got.After.Plan)
		require.LessOrEqual(t, got.After.Objective, got.Unchanged)
	}
}

// A direction is claimed only where enumeration agrees: a change that tightens
// never makes the best plan cheaper, one that loosens never dearer.
func TestDirectionsAreRight(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 1))
	sets := []string{"rules.range.merged=1", "rules.range.colocated=0", "rules.coverage.share=0.9", "rules.coverage.share=0", "rules.coverage.area_share=0.5"}
	seen := map[answers.Direction]int{}
	for k := range 36 {
		c, before := tiny(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 4})
		overlay := model.Overlay{Set: []string{sets[k%len(sets)]}}
		if k%4 == 0 {
			overlay = model.Overlay{Lock: []string{[]string{"site S0 forbidden", "site S1 required"}[k/4%2]}}
		}
		after, _, err := model.New(c.Data, c.Overlay, overlay)
		if err != nil {
			continue
		}
		changes, err := scenario.Diff(before.In.Scenario, after.Scenario)
		require.NoError(t, err)
		direction := answers.DirectionOf(changes)
		best, cost := modeltest.BruteForce(after)
		seen[direction]++
		switch direction {
		case answers.Tightens:
			require.True(t, best == nil || cost >= before.Objective, "%v", changes)
		case answers.Loosens:
			require.True(t, best != nil && cost <= before.Objective, "%v", changes)
		}
	}
	assert.Greater(t, seen[answers.Tightens], 5)
	assert.Greater(t, seen[answers.Loosens], 2)
}

// A lock on a practice, a cost or a state has no plain direction.
func TestUnclearDirections(t *testing.T) {
	t.Parallel()
	for _, c := range []scenario.Change{
		{Path: "locks.practice P1 stays", To: `"practice P1 stays"`}, {Path: "costs.tariff", From: "95", To: "100"},
		{Path: "rules.range.state", From: `"hard"`, To: `"off"`}, {Path: "rules.coverage.of", From: `"patients"`, To: `"practices"`},
	} {
		assert.Equal(t, answers.Unclear, answers.DirectionOf([]scenario.Change{c}), c.Path)
	}
}

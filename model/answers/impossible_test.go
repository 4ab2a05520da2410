package answers

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

func little(*plan.Map) solver.Options {
	return solver.Options{Seed: 1, Threads: 1, WorkLimit: 1_500_000}
}

// scenarioOf is a case's whole scenario, and how to compile changed ones.
func scenarioOf(t testing.TB, c *modeltest.Case) (model.Scenario, Compile) {
	t.Helper()
	s, _, err := model.Resolve(c.Data, c.Overlay)
	require.NoError(t, err)
	s.Tiers = nil // the sites of a case have tiers of their own; less to read
	p, _, err := model.Prepare(c.Data)
	require.NoError(t, err)
	return s, Over(p)
}

// infeasible draws cases that no plan keeps, by enumeration, or that cannot even
// be compiled because a rule forbids what a lock asks for.
func infeasible(t testing.TB, r *rand.Rand, shape modeltest.Shape) *modeltest.Case {
	t.Helper()
	for {
		c := modeltest.Random(r, shape)
		if _, _, err := model.Resolve(c.Data, c.Overlay); err != nil {
			continue
		}
		if !possible(c.Compile()) {
			return c
		}
	}
}

// possible says by enumeration whether an instance has a plan.
func possible(in *model.Instance, err error) bool {
	if err != nil {
		return false
	}
	best, _ := modeltest.BruteForce(in)
	return best != nil
}

// Of 200 impossible instances the explanation is a conflict, and is minimal: its
// members alone leave no plan, and without any one of them there is one. Both by
// enumeration of plans.
func TestExplanationsAreMinimal(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 1))
	sizes, rules := map[int]int{}, map[string]int{}
	for k := range 200 {
		c := infeasible(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Locks: k%2 == 0, Hybrid: k%10 == 0})
		s, compile := scenarioOf(t, c)
		got, err := WhyImpossible(t.Context(), s, compile, Search{Effort: little})
		require.NoError(t, err)
		require.True(t, got.Proven, "case %d", k)
		require.True(t, got.Minimal, "case %d", k)
		requireMinimal(t, s, compile, got.Conflict)
		sizes[len(got.Conflict)]++
		for _, item := range got.Conflict {
			rules[item.Rule]++
		}
	}
	assert.Greater(t, sizes[2]+sizes[3]+sizes[4], 30, "the test must see conflicts of several: %v", sizes)
	for _, rule := range []string{"coverage", "range", "area-choice", "locks", "outpatients", "travel-cap", "boundary", "budget"} {
		assert.NotZero(t, rules[rule], "no conflict has %s: %v", rule, rules)
	}
}

// requireMinimal holds a conflict to enumeration.
func requireMinimal(t *testing.T, s model.Scenario, compile Compile, conflict []Item) {
	t.Helper()
	f := &filter{ctx: context.Background()}
	f.subsets = subsets{scenario: s, compile: compile}
	require.NoError(t, f.list())
	hold := make([]bool, len(f.items))
	for _, member := range conflict {
		found := false
		for i := range f.items {
			if f.items[i].String() == member.String() && sameKey(f.items[i].row, member.row) {
				hold[i], found = true, true
			}
		}
		require.True(t, found, member.String())
	}
	require.False(t, possible(f.instance(hold)), "the members can hold together: %v", conflict)
	for i := range f.items {
		if hold[i] {
			require.True(t, possible(f.instance(without(hold, i))), "%s is not needed in %v", f.items[i].String(), conflict)
		}
	}
}

func sameKey(a, b *rowKey) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Where nothing is tried one by one, the solver's proofs alone lead to conflicts
// too; a conflict that is called minimal is, one that is not names the doubtful.
func TestExplanationsBySolverAlone(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(12, 1))
	minimal, proven := 0, 0
	for range 5 {
		c := infeasible(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4})
		s, compile := scenarioOf(t, c)
		got, err := whyImpossible(t.Context(), s, compile, Search{Effort: little}, 0)
		require.NoError(t, err)
		require.Nil(t, got.Plan)
		if !got.Proven {
			continue
		}
		proven++
		require.Equal(t, got.Minimal, len(got.Doubtful) == 0)
		if got.Minimal {
			minimal++
			requireMinimal(t, s, compile, got.Conflict)
		}
	}
	assert.Greater(t, proven, 3)
	assert.Greater(t, minimal, 2)
}

// A scenario that has a plan is not explained away: the plan is shown.
func TestPossibleIsSaid(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 1))
	for n := 0; n < 6; {
		c := modeltest.Random(r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 4})
		in, err := c.Compile()
		if !possible(in, err) {
			continue
		}
		n++
		s, compile := scenarioOf(t, c)
		got, err := WhyImpossible(t.Context(), s, compile, Search{Effort: little})
		require.NoError(t, err)
		require.False(t, got.Proven)
		require.NotNil(t, got.Plan)
		require.True(t, model.Check(in, got.Plan).Feasible())
	}
}

// A way out that has a plan costs at least what enumeration says, and its bound
// at most; ways come cheapest first; a way into another conflict has no plan. Where
// no member is enough, whole rules are tried.
func TestWaysOut(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(14, 1))
	with, dead, measured, wholes := 0, 0, 0, 0
	for range 14 {
		c := infeasible(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4})
		s, compile := scenarioOf(t, c)
		got, err := WhyImpossible(t.Context(), s, compile, Search{Effort: little, Ways: 9})
		require.NoError(t, err)
		single, enough, rules := 0, false, map[string]bool{}
		for _, w := range got.Ways {
			if w.Whole {
				rules[w.Item.Rule+w.Item.What] = true
				wholes++
				continue
			}
			single++
			enough = enough || w.Solved != nil && w.Solved.Plan != nil
		}
		require.Equal(t, min(9, len(got.Conflict)), single)
		require.Equal(t, len(got.Ways), single+len(rules), "a rule is given up once")
		require.False(t, enough && len(rules) > 0, "whole rules only where no member is enough")
		for k, w := range got.Ways {
			if k > 0 {
				require.LessOrEqual(t, got.Ways[k-1].rank(), w.rank())
			}
			if w.Again != nil {
				continue
			}
			best, cost := modeltest.BruteForce(w.Solved.In)
			if best == nil {
				dead++
				require.Nil(t, w.Solved.Plan)
				continue
			}
			with++
			require.True(t, w.Solved.Plan == nil || w.Solved.Objective >= cost)
			require.True(t, !w.Solved.HasBound || w.Solved.Bound <= cost)
			require.False(t, w.Solved.Impossible())
		}
		for _, item := range got.Conflict {
			if p := item.Possible; p != nil && p.HasReached {
				measured++
				require.True(t, item.Least && p.Reached < item.Limit || !item.Least && p.Reached > item.Limit, "%v: %v", item, *p)
			}
		}
	}
	assert.Greater(t, with, 4)
	assert.Greater(t, dead, 1)
	assert.Greater(t, measured, 5)
	assert.Positive(t, wholes)
}

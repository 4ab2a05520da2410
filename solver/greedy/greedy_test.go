package greedy

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/search"
)

func build(p *facility.Problem, seed uint64, noise float64, work int64) (facility.Solution, int64) {
	b := search.NewBudget(context.Background(), work)
	s := Run(p, Options{Noise: noise}, rand.New(rand.NewPCG(seed, 5)), b)
	return s, b.Used()
}

// TestNeverBelowOptimum protects the construction's honesty on problems in which
// every part bites: a feasible result is never below the optimum, is often
// found, and is never found where nothing is feasible.
func TestNeverBelowOptimum(t *testing.T) {
	feasible, found := 0, 0
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 31)))
		_, want, ok := facilitytest.BruteForce(p)
		s, _ := build(p, seed, 0, 0)
		faults := facility.Check(p, s)
		for _, f := range faults {
			require.NotEqual(t, "tied", f.Kind, "seed %d", seed)
		}
		if !ok {
			require.NotEmpty(t, faults, "seed %d", seed)
			continue
		}
		feasible++
		if len(faults) == 0 {
			found++
			require.GreaterOrEqual(t, facility.Cost(p, s), want, "seed %d", seed)
		}
	}
	t.Logf("feasible %d, found by greedy %d", feasible, found)
	require.Greater(t, found, feasible/3)
}

// TestClassicWithinReason protects the order of opening: roomy classic problems
// get a place for everyone, at most two sites overfull, and cost less than the
// fixed costs of all sites, which a wrong order exceeds.
func TestClassicWithinReason(t *testing.T) {
	for seed := range uint64(5) {
		p := facilitytest.Classic(rand.New(rand.NewPCG(seed, 32)), 200, 40, 5)
		s, _ := build(p, seed, 0, 0)
		require.NotContains(t, s.Arc, int32(-1), "seed %d: customers left out", seed)
		require.LessOrEqual(t, len(facility.Check(p, s)), 2, "seed %d", seed)
		everything := int64(0)
		for _, st := range p.Steps {
			everything += st.Cost
		}
		require.Less(t, facility.Cost(p, s), everything, "seed %d: dearer than opening every site", seed)
	}
}

// TestRepeatableAndVaried protects seeds: without noise the seed does not
// matter, with noise it does.
func TestRepeatableAndVaried(t *testing.T) {
	p := facilitytest.Classic(rand.New(rand.NewPCG(1, 33)), 100, 30, 4)
	a, used := build(p, 1, 0, 0)
	b, usedAgain := build(p, 2, 0, 0)
	require.Equal(t, a, b)
	require.Equal(t, used, usedAgain)
	c, _ := build(p, 1, 0.3, 0)
	d, _ := build(p, 1, 0.3, 0)
	e, _ := build(p, 2, 0.3, 0)
	require.Equal(t, c, d)
	require.NotEqual(t, c, e)
}

// TestStopsWithItsBudget protects limits: little work leaves customers out but
// returns.
func TestStopsWithItsBudget(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(1, 34)), facilitytest.LondonShape())
	_, all := build(p, 1, 0, 0)
	_, used := build(p, 1, 0, all/10)
	require.Less(t, used, all/5)
	require.Less(t, all, int64(2_000_000), "a construction for London is cheap")
}

package local

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/search"
)

// solve runs the search with a work limit and returns its last offer; every
// offer must be feasible and cheaper than the one before.
func solve(t *testing.T, p *facility.Problem, seed uint64, work int64) (facility.Solution, bool) {
	t.Helper()
	var last facility.Solution
	Run(p, facility.Solution{}, Options{}, rand.New(rand.NewPCG(seed, 5)), search.NewBudget(context.Background(), work), func(s facility.Solution) {
		require.Empty(t, facility.Check(p, s), "seed %d", seed)
		if !last.IsZero() {
			require.Less(t, facility.Cost(p, s), facility.Cost(p, last), "seed %d", seed)
		}
		last = s
	})
	return last, !last.IsZero()
}

// TestTinyAgainstBruteForce protects the whole search: it is never below the
// optimum, finds nothing where nothing is feasible, nearly always finds
// something where something is, and then mostly the optimum.
func TestTinyAgainstBruteForce(t *testing.T) {
	feasible, found, optimal := 0, 0, 0
	for seed := range uint64(400) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 21)))
		_, want, ok := facilitytest.BruteForce(p)
		s, got := solve(t, p, seed, 300_000)
		if !ok {
			require.False(t, got, "seed %d: a solution of an infeasible problem", seed)
			continue
		}
		feasible++
		if !got {
			continue
		}
		found++
		cost := facility.Cost(p, s)
		require.GreaterOrEqual(t, cost, want, "seed %d: below the optimum", seed)
		if cost == want {
			optimal++
		}
	}
	t.Logf("of %d feasible problems: found %d, optimal %d", feasible, found, optimal)
	require.Greater(t, feasible, 200)
	require.GreaterOrEqual(t, float64(found), 0.95*float64(feasible))
	require.GreaterOrEqual(t, float64(optimal), 0.9*float64(feasible))
}

// TestRepeatable protects seeds: the same one takes the same path in slices of
// any kind, different ones do not.
func TestRepeatable(t *testing.T) {
	p := facilitytest.Classic(rand.New(rand.NewPCG(1, 22)), 60, 20, 3)
	run := func(seed uint64, slices int) (facility.Solution, int64) {
		s := New(p, facility.Solution{}, Options{}, rand.New(rand.NewPCG(seed, 5)))
		var last facility.Solution
		var used int64
		for range slices {
			b := search.NewBudget(context.Background(), 200_000)
			s.Run(b, func(x facility.Solution) { last = x })
			used += b.Used()
		}
		return last, used
	}
	first, used := run(1, 4)
	again, usedAgain := run(1, 4)
	require.Equal(t, first, again)
	require.Equal(t, used, usedAgain)
	other, usedOther := run(2, 4)
	require.False(t, used == usedOther && facility.Cost(p, first) == facility.Cost(p, other) && equal(first, other), "seeds 1 and 2 take the same path")
}

func equal(a, b facility.Solution) bool {
	for i := range a.Arc {
		if a.Arc[i] != b.Arc[i] {
			return false
		}
	}
	return true
}

// TestCapitalQuickly protects the size of work that a first plan of a capital
// takes: own areas and across borders.
func TestCapitalQuickly(t *testing.T) {
	for _, cross := range []bool{false, true} {
		shape := facilitytest.LondonShape()
		shape.CrossBorder = cross
		p := facilitytest.Capital(rand.New(rand.NewPCG(2, 23)), shape)
		_, ok := solve(t, p, 1, 20_000_000)
		require.True(t, ok, "no plan, cross-border %v", cross)
	}
}

// TestSuggest protects hand-overs: a better solution of others is kept, and not
// offered back.
func TestSuggest(t *testing.T) {
	for seed := range uint64(20) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 24)))
		best, cost, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		s := New(p, facility.Solution{}, Options{}, rand.New(rand.NewPCG(seed, 5)))
		s.Run(search.NewBudget(context.Background(), 1000), func(facility.Solution) {})
		s.Suggest(best, cost)
		s.Run(search.NewBudget(context.Background(), 50_000), func(x facility.Solution) {
			t.Errorf("seed %d: offered %d, not below the suggestion %d", seed, facility.Cost(p, x), cost)
		})
	}
}

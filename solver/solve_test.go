package solver

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
)

// Protects the portfolio against enumeration: it proves the optimum, or that
// there is none, of tiny problems in which every rule bites.
func TestSolveAgainstEnumeration(t *testing.T) {
	if !lp.Available() {
		t.Skip("trees, which prove optima, need Clp")
	}
	infeasible := 0
	for seed := range uint64(120) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 4)))
		_, optimum, ok := facilitytest.BruteForce(p)
		res, err := Solve(context.Background(), p, Options{Seed: seed, Threads: 1, WorkLimit: 200_000_000})
		require.NoError(t, err, "seed %d", seed)
		if !ok {
			infeasible++
			require.Equal(t, Infeasible, res.Status, "seed %d", seed)
			continue
		}
		require.Equal(t, Optimal, res.Status, "seed %d", seed)
		require.Equal(t, optimum, res.Cost, "seed %d", seed)
		require.Equal(t, optimum, res.Bound, "seed %d", seed)
		require.Empty(t, facility.Check(p, res.Solution))
		require.Equal(t, res.Cost, facility.Cost(p, res.Solution))
	}
	require.Greater(t, infeasible, 3)
}

// Protects repeatability: under a work limit the same seed gives the same
// solution, bound and work for any number of threads, and other seeds do not.
func TestSolveIsRepeatable(t *testing.T) {
	shape := facilitytest.LondonShape()
	p := facilitytest.Capital(rand.New(rand.NewPCG(5, 5)), shape)
	solve := func(seed uint64, threads int) *Result {
		res, err := Solve(context.Background(), p, Options{Seed: seed, Threads: threads, WorkLimit: 150_000_000})
		require.NoError(t, err)
		return res
	}
	a, b, c := solve(1, 1), solve(1, 3), solve(2, 1)
	require.Equal(t, a.Cost, b.Cost)
	require.Equal(t, a.Bound, b.Bound)
	require.Equal(t, a.Work, b.Work)
	require.Equal(t, a.Solution, b.Solution)
	require.NotEqual(t, a.Solution, c.Solution)
	require.Equal(t, WorkUp, a.Stop)
}

// Protects problems whose costs leave multipliers little precision: splitting
// them at coupling rows once divided by zero.
func TestSolveWithCostsTooLargeToSplit(t *testing.T) {
	p := *facilitytest.Capital(rand.New(rand.NewPCG(6, 6)), facilitytest.LondonShape())
	p.ArcCost, p.Steps = slices.Clone(p.ArcCost), slices.Clone(p.Steps)
	for a := range p.ArcCost {
		p.ArcCost[a] <<= 10
	}
	for k := range p.Steps {
		p.Steps[k].Cost <<= 10
	}
	require.Less(t, lagrange.Scale(&p), uint(regionShift))
	res, err := Solve(context.Background(), &p, Options{Threads: 1, WorkLimit: 120_000_000})
	require.NoError(t, err)
	require.False(t, res.Solution.IsZero())
	require.LessOrEqual(t, res.Bound, res.Cost)
}

// Protects what a caller hands in: a solution that holds is never lost, even
// with next to no work; multipliers give their bound at once; and hints of
// another problem are left aside.
func TestSolveUsesItsStart(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(7, 7)), facilitytest.LondonShape())
	long, err := Solve(context.Background(), p, Options{Threads: 1, WorkLimit: 150_000_000})
	require.NoError(t, err)
	brief := Options{Threads: 1, WorkLimit: 2_000_000}
	cold, err := Solve(context.Background(), p, brief)
	require.NoError(t, err)
	brief.Start, brief.Warm = &long.Solution, long.Warm
	warm, err := Solve(context.Background(), p, brief)
	require.NoError(t, err)
	require.LessOrEqual(t, warm.Cost, long.Cost)
	require.Greater(t, warm.Bound, cold.Bound)
	require.True(t, cold.Solution.IsZero() || warm.Cost < cold.Cost)

	other := facilitytest.Tiny(rand.New(rand.NewPCG(1, 4)))
	got, err := Solve(context.Background(), other, Options{Threads: 1, WorkLimit: 50_000_000, Start: &long.Solution, Warm: long.Warm})
	require.NoError(t, err)
	require.Empty(t, facility.Check(other, got.Solution))
	if lp.Available() {
		require.Equal(t, Optimal, got.Status)
	}
}

package solver

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Protects the ablation: whatever line is left out, the search ends, its plan
// holds, and its bound is not above the optimum.
func TestEveryLineCanBeLeftOut(t *testing.T) {
	for _, line := range Lines() {
		for seed := range uint64(12) {
			p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 4)))
			_, optimum, ok := facilitytest.BruteForce(p)
			res, err := Solve(context.Background(), p, Options{Seed: seed, Threads: 1, WorkLimit: 500_000, Without: line})
			require.NoError(t, err, "%s, seed %d", line, seed)
			require.NotEmpty(t, res.Stop, "%s, seed %d", line, seed)
			if !ok {
				require.True(t, res.Solution.IsZero(), "%s, seed %d", line, seed)
				continue
			}
			require.NotEqual(t, Infeasible, res.Status, "%s, seed %d", line, seed)
			if res.HasBound {
				require.LessOrEqual(t, res.Bound, optimum, "%s, seed %d", line, seed)
			}
			if !res.Solution.IsZero() {
				require.Empty(t, facility.Check(p, res.Solution), "%s, seed %d", line, seed)
				require.GreaterOrEqual(t, res.Cost, optimum)
			}
		}
	}
}

// Protects the measurement: each line that takes part in a small capital changes
// what equal work finds or proves when it is left out, and the others change
// nothing.
func TestLinesThatTakePartMatter(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 160, Sites: 48, Areas: 6, Tied: true})
	solve := func(line string) [3]int64 {
		res, err := Solve(context.Background(), p, Options{Seed: 1, Threads: 1, WorkLimit: 15_000_000, Without: line})
		require.NoError(t, err)
		return [3]int64{res.Cost, res.Bound, res.Work}
	}
	all := solve("")
	idle := []string{linePatches, lineInfeasible, lineNeighbourhoods, lineInterchange, lineEjection} // it is not large, has a plan soon, splits, and has sizes
	if !lp.Available() {
		idle = append(idle, lineTrees)
	}
	for _, line := range Lines() {
		if got := solve(line); slices.Contains(idle, line) {
			require.Equal(t, all, got, line)
		} else {
			require.NotEqual(t, all, got, line)
		}
	}
}

// Protects the reason to stop where nothing is left to do, without any limit: a
// problem that gets no tree, with costs too large to split it and a relaxation that
// stays below the optimum.
func TestNothingLeftToDo(t *testing.T) {
	const cost = 1 << 50
	b := facility.NewBuilder("three in two")
	for range 3 {
		b.AddCustomer("", 2, 1, false, 0)
	}
	for range 2 {
		b.AddSite("")
		b.AddOption(0, facility.Step{Cost: cost, MaxDemand: 4, MaxCount: 2, MaxWeight: facility.Infinity})
	}
	for i := range int32(3) {
		for o := range int32(2) {
			b.AddArc(facility.Arc{Customer: i, Option: o, Cost: 1, Demand: 2})
		}
	}
	p := b.Build()
	r := &run{problem: p, opt: Options{Threads: 1, Without: lineLocal}, ctx: context.Background()}
	r.best = search.NewIncumbent(p, nil)
	require.NoError(t, r.portfolio())
	best, _ := r.best.Cost()
	require.Equal(t, int64(2*cost+3), best)
	require.Equal(t, Spent, r.cause)
}

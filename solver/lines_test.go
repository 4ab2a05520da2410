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

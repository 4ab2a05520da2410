package colgen

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// eachTiny visits 300 tiny problems, those of them that have a solution.
func eachTiny(t *testing.T, stream uint64, visit func(seed uint64, p *facility.Problem, optimum int64)) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, stream)))
		if _, optimum, ok := facilitytest.BruteForce(p); ok {
			visit(seed, p, optimum)
		}
	}
}

// Protects the bound against the optimum by enumeration, and against the
// subgradient, which climbs to the same dual.
func TestBoundBetweenSubgradientAndOptimum(t *testing.T) {
	stronger := 0
	eachTiny(t, 2, func(seed uint64, p *facility.Problem, optimum int64) {
		o := lagrange.NewOracle(p)
		climbed := lagrange.Run(o, lagrange.Options{Iterations: 300}, search.NewBudget(context.Background(), 0))
		c, err := NewMaster(p, o)
		require.NoError(t, err)
		out, err := c.Solve(math.MaxInt64, climbed.Best, search.NewBudget(context.Background(), 0))
		c.Close()
		require.NoError(t, err, "seed %d", seed)
		require.LessOrEqual(t, o.Bound(out.Value), optimum, "seed %d", seed)
		require.GreaterOrEqual(t, out.Value, climbed.Value, "seed %d", seed)
		if out.Value > climbed.Value {
			stronger++
		}
	})
	require.Greater(t, stronger, 30)
}

// Protects bounds from duals as large as those of artificial columns that were
// made dear: sums of sites' duals once overflowed, and the bound was far above the
// optimum.
func TestBoundsHoldWhateverArtificialsCost(t *testing.T) {
	checked := 0
	eachTiny(t, 9, func(seed uint64, p *facility.Problem, optimum int64) {
		for _, times := range []int{3, 6, 9, 12} {
			o := lagrange.NewOracle(p)
			c, err := NewMaster(p, o)
			require.NoError(t, err)
			for range times {
				c.dearer = 0
				c.Penalise()
			}
			out, err := c.Solve(math.MaxInt64/4, nil, search.NewBudget(context.Background(), 0))
			c.Close()
			if err != nil || out.Best == nil {
				continue // beyond what the program can count with
			}
			checked++
			require.LessOrEqual(t, o.Bound(out.Value), optimum, "seed %d, %d times", seed, times)
		}
	})
	require.Greater(t, checked, 200)
}

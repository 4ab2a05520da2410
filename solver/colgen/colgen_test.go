package colgen

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Protects the bound against the optimum by enumeration, and against the
// subgradient, which climbs to the same dual.
func TestBoundBetweenSubgradientAndOptimum(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	stronger := 0
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 2)))
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
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
	}
	require.Greater(t, stronger, 30)
}

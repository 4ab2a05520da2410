package compact

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/colgen"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Protects the relaxation: its bound is at most the optimum, also where arcs and options
// are shut, its links hold, and opening everything again leads back.
func TestBoundsAgainstEnumeration(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	near := 0
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 6))
		p := facilitytest.Classic(rng, 3+rng.IntN(5), 2+rng.IntN(3), 1.5+2*rng.Float64())
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		o := lagrange.NewOracle(p)
		c, err := New(p, o)
		require.NoError(t, err)
		solve := func() colgen.Outcome {
			out, err := c.Solve(math.MaxInt64/4, nil, search.NewBudget(context.Background(), 0))
			require.NoError(t, err)
			require.False(t, out.Stopped)
			for a, x := range c.Arcs {
				require.LessOrEqual(t, x, c.Steps[p.StepStart[p.ArcOption[a]]]+1e-5, "seed %d", seed)
			}
			return out
		}
		value := func() (sum float64) {
			for k, y := range c.Steps {
				sum += y * float64(p.Steps[k].Cost)
			}
			for a, x := range c.Arcs {
				sum += x * float64(p.ArcCost[a])
			}
			return sum
		}
		first := solve()
		before := value()
		require.LessOrEqual(t, o.Bound(first.Value), optimum, "seed %d", seed)
		require.InDelta(t, 0, first.Artificial, 1e-6, "seed %d", seed)
		if float64(o.Bound(first.Value)) > 0.9*float64(optimum) {
			near++
		}
		tolerance := 1e-5 * float64(optimum)
		o.ArcOff[rng.IntN(p.NumArcs())] = true
		c.Restrict()
		if out := solve(); out.Artificial < 1e-6 {
			require.GreaterOrEqual(t, value(), before-tolerance, "seed %d", seed)
		}
		o.Reset()
		c.Restrict()
		solve()
		require.InDelta(t, before, value(), tolerance, "seed %d", seed)
		c.Close()
	}
	require.Greater(t, near, 100)
}

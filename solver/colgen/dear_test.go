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

// Protects bounds from duals as large as those of artificial columns that were
// made dear: sums of sites' duals once overflowed, and the bound was far above the
// optimum.
func TestBoundsHoldWhateverArtificialsCost(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	checked := 0
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 9)))
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
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
	}
	require.Greater(t, checked, 200)
}

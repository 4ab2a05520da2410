package local

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facilitytest"
)

// TestSmallDemandsAreNotLeftOut protects customers who must be placed and whose
// demand is far below the mean: a median problem in which one customer has half
// of all demand and many have almost none, far from the few sites.
func TestSmallDemandsAreNotLeftOut(t *testing.T) {
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 25))
		p := facilitytest.Median(rng, facilitytest.MedianShape{Nodes: 80, Open: 6, Side: 10_000, Room: 16, Demand: func(i int) int64 {
			demand := 1 + int64(math.Pow(rng.Float64(), 8)*200)
			if i == 0 {
				demand = 300
			}
			return demand
		}})
		_, ok := solve(t, p, seed, 6_000_000)
		require.True(t, ok, "seed %d: no solution", seed)
	}
}

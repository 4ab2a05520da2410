package local

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// TestSmallDemandsAreNotLeftOut protects customers who must be placed and whose
// demand is far below the mean: a median problem in which one customer has half
// of all demand and many have almost none, far from the few sites.
func TestSmallDemandsAreNotLeftOut(t *testing.T) {
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 25))
		p := unequalMedian(rng, 80, 6)
		_, ok := solve(t, p, seed, 6_000_000)
		require.True(t, ok, "seed %d: no solution", seed)
	}
}

// unequalMedian draws a capacitated median problem of n nodes in the plane and
// exactly open sites that have room for 1.6 times all demand.
func unequalMedian(rng *rand.Rand, n, open int) *facility.Problem {
	b := facility.NewBuilder("unequal")
	x, y := make([]float64, n), make([]float64, n)
	total := int64(0)
	for i := range n {
		x[i], y[i] = 10_000*rng.Float64(), 10_000*rng.Float64()
		demand := 1 + int64(math.Pow(rng.Float64(), 8)*200)
		if i == 0 {
			demand = 300
		}
		total += demand
		b.AddCustomer("", demand, 1, false, 0)
	}
	row := facility.Row{Name: "open", Lower: int64(open), Upper: int64(open)}
	for j := range n {
		b.AddSite("")
		b.AddOption(0, facility.Step{MaxDemand: max(300, total*16/10/int64(open)), MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
		row.Steps = append(row.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i := range n {
		for j := range n {
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(math.Hypot(x[i]-x[j], y[i]-y[j])), Demand: -1})
		}
	}
	b.AddRow(row)
	return b.Build()
}

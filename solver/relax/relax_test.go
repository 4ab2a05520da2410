package relax_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/relax"
)

func needClp(t *testing.T) {
	t.Helper()
	if !lp.Available() {
		t.Skip("built without Clp")
	}
}

// A bound above the optimum, or a problem called infeasible that is not, would
// make every proof built on it false.
func TestBoundIsBelowTheOptimum(t *testing.T) {
	needClp(t)
	rng := rand.New(rand.NewPCG(31, 1))
	feasible, infeasible, tight := 0, 0, 0
	for range 400 {
		p := facilitytest.Tiny(rng)
		r, err := relax.Bound(context.Background(), p)
		require.NoError(t, err)
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			if r.Infeasible {
				infeasible++
			}
			continue
		}
		feasible++
		require.False(t, r.Infeasible)
		require.LessOrEqual(t, r.Bound, optimum)
		require.Equal(t, lp.Optimal, r.Status)
		assert.InDelta(t, r.Objective, float64(r.Bound), 1.001, "the bound is the relaxation rounded up")
		assert.GreaterOrEqual(t, float64(r.Bound), r.Objective-1e-6)
		if r.Bound == optimum {
			tight++
		}
	}
	assert.Greater(t, feasible, 100)
	assert.Greater(t, infeasible, 20)
	assert.Greater(t, tight, 30)
}

// On costs of real size the rounding of multipliers must lose next to nothing.
func TestRoundingLosesNothingAtRealSize(t *testing.T) {
	needClp(t)
	p := facilitytest.Capital(rand.New(rand.NewPCG(31, 2)), facilitytest.CapitalShape{Customers: 60, Sites: 12, Areas: 2, Tied: true})
	r, err := relax.Bound(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, lp.Optimal, r.Status)
	require.Greater(t, r.Objective, 1e6)
	assert.InEpsilon(t, r.Objective, float64(r.Bound), 1e-9)
}

// p-median on a line, by hand: customers at 0, 1, 10, 11, sites at the same
// places, two to open. The optimum is 2 (one of each pair), and so is the
// relaxation: each customer pays at least its nearest other or its own site.
func TestBoundByHand(t *testing.T) {
	needClp(t)
	at := []int64{0, 1, 10, 11}
	b := facility.NewBuilder("line")
	two := facility.Row{Name: "two", Lower: 2, Upper: 2}
	for j := range at {
		b.AddCustomer("", 1, 1, false, 0)
		b.AddSite("")
		b.AddOption(0, facility.Step{MaxDemand: 4, MaxCount: 4, MaxWeight: facility.Infinity})
		two.Steps = append(two.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i, x := range at {
		for j, y := range at {
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: max(x-y, y-x), Demand: -1})
		}
	}
	b.AddRow(two)
	r, err := relax.Bound(context.Background(), b.Build())
	require.NoError(t, err)
	assert.Equal(t, int64(2), r.Bound)
}

// An interrupted solve still gives a valid bound, and soon.
func TestInterruptedBoundIsValid(t *testing.T) {
	needClp(t)
	p := facilitytest.Capital(rand.New(rand.NewPCG(31, 3)), facilitytest.CapitalShape{Customers: 300, Sites: 80, Areas: 1})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	r, err := relax.Bound(ctx, p)
	require.NoError(t, err)
	assert.Less(t, time.Since(start), 5*time.Second)
	whole, err := relax.Bound(context.Background(), p)
	require.NoError(t, err)
	assert.LessOrEqual(t, r.Bound, whole.Bound)
	if r.Status != lp.Optimal {
		assert.Equal(t, lp.Stopped, r.Status)
	}
}

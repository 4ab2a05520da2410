package lagrange

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/search"
)

// Protects the safety of every bound: at random multipliers and after the
// subgradient, over tiny problems in which every rule bites.
func TestBoundNeverExceedsTheOptimum(t *testing.T) {
	close, n := 0.0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := facilitytest.Tiny(rng)
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		o := NewOracle(p)
		e := o.NewEvaluation()
		for range 10 {
			m := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), o.Shift)
			for i := range m.Customer {
				m.Customer[i] = rng.Int64N(1<<(o.Shift+8)) - 1<<(o.Shift+6)
			}
			for r := range m.Row {
				m.Row[r] = rng.Int64N(1<<(o.Shift+4)) - 1<<(o.Shift+3)
			}
			o.Clamp(m)
			require.LessOrEqual(t, o.Bound(o.Evaluate(m, e)), optimum, "seed %d", seed)
		}
		res := Run(o, Options{Iterations: 200}, search.NewBudget(context.Background(), 0))
		require.LessOrEqual(t, res.Bound, optimum, "seed %d", seed)
		require.Equal(t, res.Value, o.Evaluate(res.Best.Clone(), e), "seed %d", seed)
		close += float64(optimum-res.Bound) / float64(max(1, abs(optimum)))
		n++
	}
	require.Greater(t, n, 100)
	t.Logf("mean gap over %d problems %.3f", n, close/float64(n))
}

// Protects a climb in parts: it comes to where one in a piece does, also from
// points that are not the best.
func TestClimbGoesOnWhereItWas(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(1, 1)), facilitytest.LondonShape())
	budget := search.NewBudget(context.Background(), 0)
	whole := Run(NewOracle(p), Options{Iterations: 60}, budget)
	c := NewClimb(NewOracle(p), Options{Iterations: 20})
	for range 3 {
		c.Run(budget)
	}
	require.Equal(t, whole.Value, c.res.Value)
	require.Equal(t, whole.Best, c.res.Best)
	require.Equal(t, 60, c.res.Iterations)
}

// Protects bounds from knapsacks that end early: they are safe.
func TestHastyBoundNeverExceedsTheOptimum(t *testing.T) {
	weaker := 0
	for seed := range uint64(200) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 1)))
		_, optimum, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		o := NewOracle(p)
		e := o.NewEvaluation()
		res := Run(o, Options{Iterations: 50}, search.NewBudget(context.Background(), 0))
		o.Haste(3)
		hasty := o.Evaluate(res.Best.Clone(), e)
		require.LessOrEqual(t, hasty, res.Value, "seed %d", seed)
		require.LessOrEqual(t, o.Bound(hasty), optimum, "seed %d", seed)
		if hasty < res.Value {
			weaker++
		}
	}
	require.Positive(t, weaker, "no knapsack ended early")
}

// Protects the strength of the bound on the shape it is made for.
func TestBoundOnACapital(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(1, 1)), facilitytest.LondonShape())
	o := NewOracle(p)
	res := Run(o, Options{Iterations: 300}, search.NewBudget(context.Background(), 0))
	t.Logf("%d customers %d sites %d arcs: bound %d after %d iterations, work %d", p.NumCustomers(), p.NumSites(), p.NumArcs(), res.Bound, res.Iterations, o.Work())
	first := o.NewEvaluation()
	require.Greater(t, res.Bound, o.Bound(o.Evaluate(o.Initial(), first)))
}

// Protects against overflow where costs are nothing and multipliers run free: a
// feasible problem must never seem infeasible.
func TestFreeMultipliersDoNotOverflow(t *testing.T) {
	p := facilitytest.Classic(rand.New(rand.NewPCG(3, 3)), 60, 60, 3).WithoutCosts()
	o := NewOracle(p)
	e := o.NewEvaluation()
	m := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), o.Shift)
	for _, sign := range []int64{1, -1} {
		for i := range m.Customer {
			m.Customer[i] = sign * (1 << 62)
		}
		o.Clamp(m)
		require.LessOrEqual(t, o.Bound(o.Evaluate(m, e)), int64(0))
	}
	res := Run(o, Options{Iterations: 400, Target: func() (int64, bool) { return 1, true }}, search.NewBudget(context.Background(), 0))
	require.LessOrEqual(t, res.Bound, int64(0))
}

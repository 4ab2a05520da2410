package exact

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Protects optimality and proofs of infeasibility against enumeration, over tiny
// problems in which every rule bites, from scratch and from a known optimum.
func TestTreeAgainstEnumeration(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	infeasible, nodes := 0, 0
	for seed := range uint64(400) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 3)))
		best, optimum, ok := facilitytest.BruteForce(p)
		tree, err := New(p, nil)
		require.NoError(t, err)
		if ok && seed%3 == 0 {
			tree.Suggest(best, optimum)
		}
		require.NoError(t, tree.Run(search.NewBudget(context.Background(), 50_000_000), false), "seed %d", seed)
		require.True(t, tree.Done(), "seed %d after %d nodes, feasible %v", seed, tree.Nodes, ok)
		nodes += tree.Nodes
		s, cost, found := tree.Best()
		require.Equal(t, ok, found, "seed %d", seed)
		if !ok {
			infeasible++
			require.Equal(t, int64(math.MaxInt64), tree.Bound(), "seed %d", seed)
		} else {
			require.Equal(t, optimum, cost, "seed %d", seed)
			require.Equal(t, optimum, tree.Bound(), "seed %d", seed)
			require.Empty(t, facility.Check(p, s))
		}
		tree.Close()
	}
	require.Greater(t, infeasible, 20)
	t.Logf("%d nodes, %d infeasible", nodes, infeasible)
}

// Protects bounds by arcs in place of columns against enumeration: optima, emptiness,
// their proofs, and a tree that is cut short again and again.
func TestTreeByArcsAgainstEnumeration(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	infeasible, nodes := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 4))
		p := facilitytest.Classic(rng, 3+rng.IntN(4), 2+rng.IntN(3), 0.9+2*rng.Float64())
		best, optimum, ok := facilitytest.BruteForce(p)
		tree, err := New(p, nil)
		require.NoError(t, err)
		require.NoError(t, tree.ByArcs())
		tree.Record = true
		if ok && seed%3 == 0 {
			tree.Suggest(best, optimum)
		}
		for range 1000 {
			require.NoError(t, tree.Run(search.NewBudget(context.Background(), 1+rng.Int64N(100_000)), false), "seed %d", seed)
			if bound := tree.Bound(); ok && bound != search.NoBound {
				require.LessOrEqual(t, bound, optimum, "seed %d", seed)
			}
			if tree.Done() {
				break
			}
		}
		require.True(t, tree.Done(), "seed %d after %d nodes, feasible %v", seed, tree.Nodes, ok)
		nodes += tree.Nodes
		s, cost, found := tree.Best()
		require.Equal(t, ok, found, "seed %d", seed)
		if ok {
			require.Equal(t, optimum, cost, "seed %d", seed)
			require.Empty(t, facility.Check(p, s))
			require.NoError(t, verify.Verify(p, &certificate.Certificate{Cost: cost, HasBound: true, Bound: cost, Arc: s.Arc, Option: s.Option, Tree: tree.Proof()}), "seed %d", seed)
		} else {
			infeasible++
			require.NoError(t, verify.Verify(p, &certificate.Certificate{Infeasible: true, Tree: tree.Proof()}), "seed %d", seed)
		}
		tree.Close()
	}
	require.Greater(t, infeasible, 20)
	require.Greater(t, nodes, 600)
	t.Logf("%d nodes, %d infeasible", nodes, infeasible)
}

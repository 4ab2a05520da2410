package solver

import (
	"bytes"
	"context"
	"encoding/gob"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
)

// What a solve leaves gives a later one its bound at once, and no solve claims from
// it what a certificate does not prove: of the same problem, of one with an area's
// costs changed, and of one with all costs changed.
func TestSolveRecallsRegions(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 160, Sites: 48, Areas: 6, Tied: true})
	long, err := Solve(context.Background(), p, Options{Seed: 1, WorkLimit: 80_000_000})
	require.NoError(t, err)
	require.Equal(t, "regions", long.BoundBy)
	warm := reread(t, long.Warm)

	again, err := Solve(context.Background(), p, Options{Seed: 1, WorkLimit: 1, Start: &long.Solution, Warm: warm, Certify: true})
	require.NoError(t, err)
	require.NoError(t, verify.Verify(p, again.Proof))
	require.LessOrEqual(t, again.Cost, long.Cost)
	require.GreaterOrEqual(t, again.Bound, long.Bound-(long.Cost-long.Bound)/20, "a multiplier keeps 24 bits")

	for k, work := range []int64{2_000_000, 30_000_000} {
		q := dearer(p, k == 0)
		cold, err := Solve(context.Background(), q, Options{Seed: 1, WorkLimit: work})
		require.NoError(t, err)
		got, err := Solve(context.Background(), q, Options{Seed: 1, WorkLimit: work, Start: &long.Solution, Warm: warm, Certify: true})
		require.NoError(t, err)
		require.NoError(t, verify.Verify(q, got.Proof))
		if k == 0 {
			require.Equal(t, "regions", got.BoundBy)
			require.Greater(t, got.Bound, cold.Bound)
			require.True(t, cold.Solution.IsZero() || got.Cost <= cold.Cost)
		}
	}
}

// Protects what-ifs that leave a site without anybody who can reach it.
func TestSolveRecallsRegionsBesideAnOrphanedSite(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 160, Sites: 48, Areas: 6, Tied: true})
	long, err := Solve(context.Background(), p, Options{Seed: 1, WorkLimit: 80_000_000})
	require.NoError(t, err)
	closed := int32(slices.Index(long.Solution.Option, -1))
	require.GreaterOrEqual(t, closed, int32(0))
	q, start := orphaned(p, long.Solution, closed)

	got, err := Solve(context.Background(), q, Options{Seed: 1, WorkLimit: 2_000_000, Start: &start, Warm: long.Warm, Certify: true})
	require.NoError(t, err)
	require.NoError(t, verify.Verify(q, got.Proof))
	require.Equal(t, "regions", got.BoundBy)
	require.LessOrEqual(t, got.Cost, long.Cost)
}

func reread(t *testing.T, w *Warm) *Warm {
	var file bytes.Buffer
	require.NoError(t, gob.NewEncoder(&file).Encode(w))
	out := &Warm{}
	require.NoError(t, gob.NewDecoder(&file).Decode(out))
	return out
}

// dearer is a problem with arcs of the first customers, or of all, dearer by up to a
// third.
func dearer(p *facility.Problem, few bool) *facility.Problem {
	rng := rand.New(rand.NewPCG(5, 5))
	q := *p
	q.ArcCost = slices.Clone(p.ArcCost)
	for a := range q.ArcCost {
		if !few || p.ArcCustomer[a] < 5 {
			q.ArcCost[a] += rng.Int64N(1 + q.ArcCost[a]/3)
		}
	}
	return &q
}

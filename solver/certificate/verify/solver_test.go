package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
)

// Protects what users do: the certificate of every solve is accepted, and claims
// what the result does.
func TestPortfolioCertificates(t *testing.T) {
	solved, empty := 0, 0
	for seed := range uint64(60) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 18)))
		res, err := solver.Solve(context.Background(), p, solver.Options{Seed: seed, Threads: 1, WorkLimit: 5_000_000, Certify: true})
		require.NoError(t, err)
		if res.Status == solver.Infeasible && lp.Available() {
			empty++
			require.NotNil(t, res.Proof, "seed %d", seed)
			require.True(t, res.Proof.Infeasible)
			require.NoError(t, Verify(p, res.Proof), "seed %d", seed)
			continue
		}
		if res.Solution.IsZero() {
			require.Nil(t, res.Proof)
			continue
		}
		solved++
		require.NoError(t, Verify(p, res.Proof), "seed %d", seed)
		require.Equal(t, res.Cost, res.Proof.Cost)
		require.Equal(t, res.Bound, res.Proof.Bound)
	}
	require.Greater(t, solved, 30)
	if lp.Available() {
		require.Greater(t, empty, 3)
	}
}

// The same for a problem that is solved region by region, stopped at several
// moments.
func TestRegionalCertificates(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 160, Sites: 48, Areas: 6, Tied: true})
	regional := 0
	for _, work := range []int64{4_000_000, 160_000_000, 200_000_000} {
		res, err := solver.Solve(context.Background(), p, solver.Options{Seed: 1, WorkLimit: work, Certify: true})
		require.NoError(t, err)
		if res.Solution.IsZero() {
			continue
		}
		require.NoError(t, Verify(p, res.Proof), "work %d", work)
		require.Equal(t, res.HasBound, res.Proof.HasBound)
		if !res.HasBound {
			continue
		}
		require.Equal(t, res.Bound, res.Proof.Bound)
		if res.Proof.Regions != nil {
			regional++
			res.Proof.Bound = res.Cost
			require.ErrorContains(t, Verify(p, res.Proof), "is proved", "work %d", work)
		}
	}
	require.Greater(t, regional, 1)
}

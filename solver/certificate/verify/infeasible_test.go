package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver"
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lp"
)

// claimNothing turns a certificate into the claim that there is no solution.
func claimNothing(c *certificate.Certificate) *certificate.Certificate {
	return &certificate.Certificate{Infeasible: true, Root: c.Root, Tree: c.Tree, Regions: c.Regions}
}

// Protects problems with a solution from being called infeasible, whatever is
// done to a proof.
func TestNoProofThatThereIsNoSolutionWhereThereIsOne(t *testing.T) {
	tried := 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 13))
		for _, x := range claims(t, seed) {
			require.Error(t, Verify(x.p, claimNothing(x.c)), "seed %d, %s", seed, x.kind)
			for range 60 {
				c := claimNothing(copyOf(t, x.c))
				mutate(c, rng)
				c.Infeasible, c.Cost, c.HasBound, c.Bound = true, 0, false, 0
				require.Error(t, Verify(x.p, c), "seed %d, %s", seed, x.kind)
				tried++
			}
		}
	}
	require.Greater(t, tried, 2000)
}

// Protects the proof of infeasibility: it holds for the problem whose limits leave
// no solution, and not for the same problem with limits that leave one. A
// solution, cost or bound beside it is refused.
func TestProofThatThereIsNoSolution(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	proved := 0
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 14))
		for _, x := range claims(t, seed) {
			q, ok := strangled(x.p, rng)
			if !ok {
				continue
			}
			res, err := solver.Solve(context.Background(), q, solver.Options{Seed: seed, Threads: 1, WorkLimit: 3_000_000, Certify: true})
			require.NoError(t, err)
			if res.Status != solver.Infeasible {
				continue
			}
			proved++
			require.NotNil(t, res.Proof, "seed %d", seed)
			require.NoError(t, Verify(q, res.Proof), "seed %d", seed)
			require.Error(t, Verify(x.p, res.Proof), "seed %d", seed)
			for _, spoil := range []func(c *certificate.Certificate){
				func(c *certificate.Certificate) { c.Cost = 1 },
				func(c *certificate.Certificate) { c.HasBound = true },
				func(c *certificate.Certificate) { c.Bound = 1 },
				func(c *certificate.Certificate) { c.Arc, c.Option = x.c.Arc, x.c.Option },
				func(c *certificate.Certificate) { c.Tree, c.Regions = nil, nil },
				func(c *certificate.Certificate) { c.Infeasible = false },
			} {
				c := copyOf(t, res.Proof)
				spoil(c)
				require.Error(t, Verify(q, c), "seed %d", seed)
			}
		}
	}
	require.Greater(t, proved, 15)
}

// strangled sets a hard row's limit to what the problem cannot do, mostly not even
// with the other rows alone; false if there is no such row.
func strangled(p *facility.Problem, rng *rand.Rand) (*facility.Problem, bool) {
	q := *p
	q.Rows = append([]facility.Row(nil), p.Rows...)
	low, high := facility.Utmost(p)
	for _, r := range rng.Perm(len(q.Rows)) {
		row := &q.Rows[r]
		if row.Price > 0 || low[r] == high[r] {
			continue
		}
		if rng.IntN(2) == 0 {
			row.Lower, row.Upper = high[r]-rng.Int64N(1+(high[r]-low[r])/3), facility.Infinity
		} else {
			row.Lower, row.Upper = -facility.Infinity, low[r]+rng.Int64N(1+(high[r]-low[r])/3)
		}
		return &q, true
	}
	return nil, false
}

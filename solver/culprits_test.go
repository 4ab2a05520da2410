package solver

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/patch"
	"polyclinic/solver/search"
)

// Protects proofs from parts: what shows that some customers alone have no
// solution shows it of the whole.
func TestPartsRefuteTheWhole(t *testing.T) {
	if !lp.Available() {
		t.Skip("trees need Clp")
	}
	lifted := 0
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 44))
		p := facilitytest.Tiny(rng)
		var customers []int32
		for i := range int32(p.NumCustomers()) {
			if rng.IntN(4) > 0 {
				customers = append(customers, i)
			}
		}
		if len(customers) == p.NumCustomers() {
			continue
		}
		part := patch.Relaxation(p, customers)
		if _, _, ok := facilitytest.BruteForce(part.Problem); ok {
			continue
		}
		c := lift(p, part, search.NewBudget(context.Background(), 10_000_000))
		if c == nil {
			continue
		}
		c.Infeasible = true
		require.NoError(t, verify.Verify(p, c), "seed %d", seed)
		lifted++
	}
	require.Greater(t, lifted, 20)
}

// Protects the proof that a large problem has no solution: one area's sites are too
// small for all who must be placed there.
func TestLargeProblemIsRefuted(t *testing.T) {
	if !lp.Available() {
		t.Skip("trees need Clp")
	}
	p := *facilitytest.Capital(rand.New(rand.NewPCG(5, 45)), facilitytest.CapitalShape{Customers: 3_200, Sites: 960, Areas: 64})
	p.Rows, p.Steps = slices.Clone(p.Rows), slices.Clone(p.Steps)
	row := slices.IndexFunc(p.Rows, func(r facility.Row) bool { return len(r.Outs) > 0 && len(r.Outs) <= culpritCustomers })
	require.GreaterOrEqual(t, row, 0)
	p.Rows[row].Upper = 0
	for _, out := range p.Rows[row].Outs {
		first, last := p.Arcs(out.Index)
		for a := first; a < last; a++ {
			for k := p.StepStart[p.ArcOption[a]]; k < p.StepStart[p.ArcOption[a]+1]; k++ {
				p.Steps[k].MaxDemand = p.Steps[k].MinDemand
			}
		}
	}
	res, err := Solve(context.Background(), &p, Options{Threads: 1, WorkLimit: 100_000_000, Certify: true})
	require.NoError(t, err)
	require.Equal(t, Infeasible, res.Status)
	require.NotNil(t, res.Proof)
	require.NoError(t, verify.Verify(&p, res.Proof))
}

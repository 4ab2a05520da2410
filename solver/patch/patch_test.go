package patch

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Protects what makes patches worth having: each is feasible as it stands, and
// the optima of all patches together are feasible for the whole and no dearer
// than what they began with. The beginning is an optimum made worse by
// restricting the problem, so that there is something to gain.
func TestPatchesFitTogether(t *testing.T) {
	tried, gained, split := 0, 0, 0
	for seed := range uint64(900) {
		rng := rand.New(rand.NewPCG(seed, 41))
		p := facilitytest.Tiny(rng)
		start, cost, ok := worse(p, rng)
		if !ok || priced(p) {
			continue
		}
		tried++
		parts := All(p, start, Cut(p, start, 3, rng))
		if len(parts) > 1 {
			split++
		}
		whole, same := start.Clone(), start.Clone()
		for _, q := range parts {
			require.Empty(t, facility.Check(q.Problem, q.Inside), "seed %d", seed)
			q.Lift(q.Inside, same)
			best, inside, found := facilitytest.BruteForce(q.Problem)
			require.True(t, found, "seed %d", seed)
			require.LessOrEqual(t, inside, facility.Cost(q.Problem, q.Inside), "seed %d", seed)
			q.Lift(best, whole)
		}
		require.Equal(t, start, same, "seed %d", seed)
		require.Empty(t, facility.Check(p, whole), "seed %d", seed)
		require.LessOrEqual(t, facility.Cost(p, whole), cost, "seed %d", seed)
		if facility.Cost(p, whole) < cost {
			gained++
		}
	}
	t.Logf("tried %d, of several patches %d, gained %d", tried, split, gained)
	require.Greater(t, split, 20)
	require.Greater(t, gained, 10)
}

// worse is the optimum of the problem at other costs: feasible, not optimal.
func worse(p *facility.Problem, rng *rand.Rand) (s facility.Solution, cost int64, ok bool) {
	q := *p
	q.ArcCost = make([]int64, p.NumArcs())
	for a := range q.ArcCost {
		q.ArcCost[a] = rng.Int64N(100)
	}
	s, _, ok = facilitytest.BruteForce(&q)
	if !ok {
		return s, 0, false
	}
	return s, facility.Cost(p, s), true
}

func priced(p *facility.Problem) bool {
	for r := range p.Rows {
		if p.Rows[r].Price > 0 {
			return true
		}
	}
	return false
}

// Protects the sizes of patches of a capital, in which they are made of
// neighbours, and that everyone who can go anywhere is in one.
func TestCutCoversACapital(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(3, 42)), facilitytest.LondonShape())
	s := facility.NewSolution(p)
	for j := range int32(p.NumSites()) {
		if j%2 == 0 {
			s.Option[j], _ = p.Options(j)
		}
	}
	regions := Cut(p, s, 300, rand.New(rand.NewPCG(1, 1)))
	require.Greater(t, len(regions), 3)
	seen := make([]int, p.NumCustomers())
	for _, g := range regions {
		require.NotEmpty(t, g.Sites)
		require.LessOrEqual(t, len(g.Customers), 600)
		for _, i := range g.Customers {
			seen[i]++
		}
	}
	for i := range int32(p.NumCustomers()) {
		reaches := 0
		if first, last := p.Arcs(i); first < last {
			reaches = 1
		}
		require.Equal(t, reaches, seen[i], "customer %d", i)
	}
}

// Protects conclusions from parts: whatever customers are picked, their
// relaxation has a solution wherever the whole has one, and often has none where
// the whole has none.
func TestRelaxationsKeepSolutions(t *testing.T) {
	feasible, infeasible, shown := 0, 0, 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 43))
		p := facilitytest.Tiny(rng)
		_, _, ok := facilitytest.BruteForce(p)
		var customers []int32
		for i := range int32(p.NumCustomers()) {
			if !ok || rng.IntN(3) > 0 {
				customers = append(customers, i)
			}
		}
		_, _, kept := facilitytest.BruteForce(Relaxation(p, customers).Problem)
		switch {
		case ok:
			feasible++
			require.True(t, kept, "seed %d", seed)
		default:
			infeasible++
			if !kept {
				shown++
			}
		}
	}
	t.Logf("feasible %d, infeasible %d, shown by all customers %d", feasible, infeasible, shown)
	require.Greater(t, feasible, 100)
	require.Greater(t, shown, infeasible/2)
}

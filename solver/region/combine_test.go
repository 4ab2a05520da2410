package region

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// coupled draws a problem of two regions with a row over both that wants sites,
// and pools of all of their solutions.
func coupled(rng *rand.Rand) (*Split, []*Pool, []int64) {
	shape := facilitytest.TinyShape(rng)
	shape.Customers, shape.Sites, shape.Modes, shape.Steps = 4, 4, 1+rng.IntN(2), 1
	p := facilitytest.Random(rng, shape)
	keep := make([]bool, p.NumArcs())
	for a, i := range p.ArcCustomer {
		keep[a] = (i < 2) == (p.OptionSite[p.ArcOption[a]] < 2)
	}
	p, _ = p.WithArcs(keep)
	row := facility.Row{Name: "wanted", Lower: 1 + rng.Int64N(2), Upper: facility.Infinity}
	for k := range p.Steps {
		row.Steps = append(row.Steps, facility.Term{Index: int32(k), Coef: 1})
	}
	p = p.WithRows(row)
	split := Find(p)
	if len(split.Regions) < 2 {
		return split, nil, nil
	}
	mu := make([]int64, len(p.Rows))
	mu[len(p.Rows)-1] = 1
	split.Count(mu)
	clear(mu)
	base := make([]int64, len(split.Coupling))
	for _, i := range split.Alone {
		if !p.CanLeave[i] {
			return split, nil, nil
		}
		for k, r := range split.Coupling {
			for _, t := range p.OutTerms.Of(i) {
				if t.Index == r {
					base[k] += t.Coef
				}
			}
		}
	}
	var pools []*Pool
	for k := range split.Regions {
		var states []*Pool
		for state := range split.Counts.States() {
			pool := NewPool(split.Part(k, state, mu, 8))
			all(pool.part.Problem, pool.Add)
			states = append(states, pool)
		}
		pools = append(pools, Merge(states...))
	}
	return split, pools, base
}

// all offers every feasible solution of a tiny problem.
func all(p *facility.Problem, offer func(facility.Solution)) {
	s := facility.NewSolution(p)
	var site func(j int32)
	var customer func(i int32)
	customer = func(i int32) {
		if int(i) == p.NumCustomers() {
			if len(facility.Check(p, s)) == 0 {
				offer(s.Clone())
			}
			return
		}
		s.Arc[i] = -1
		customer(i + 1)
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			s.Arc[i] = a
			customer(i + 1)
		}
	}
	site = func(j int32) {
		if int(j) == p.NumSites() {
			customer(0)
			return
		}
		s.Option[j] = -1
		site(j + 1)
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			s.Option[j] = o
			site(j + 1)
		}
	}
	site(0)
}

// Protects putting together: with all solutions of two regions in the pools,
// exchanges in both at once and joining find the optimum of the whole, and what
// is assembled costs what was said.
func TestPoolsOfAllSolutionsGiveTheOptimum(t *testing.T) {
	found, joined := 0, 0
	for seed := range uint64(400) {
		split, pools, base := coupled(rand.New(rand.NewPCG(seed, 2)))
		p := split.Problem
		_, optimum, ok := facilitytest.BruteForce(p)
		if pools == nil || !ok || len(pools[0].Choices) > pairSize || len(pools[len(pools)-1].Choices) > pairSize {
			continue
		}
		mu := make([]int64, len(p.Rows))
		picks := split.Cheapest(pools, mu, 8)
		require.NotNil(t, picks, "seed %d", seed)
		cost, feasible := split.Combine(pools, picks, base)
		require.True(t, feasible, "seed %d", seed)
		whole := split.Assemble(pools, picks)
		require.Empty(t, facility.Check(p, whole), "seed %d", seed)
		require.Equal(t, optimum, facility.Cost(p, whole), "seed %d", seed)
		for _, i := range split.Alone {
			cost += p.OutCost[i]
		}
		require.Equal(t, optimum, cost+p.Constant, "seed %d", seed)
		found++
		for _, picks := range split.Join(pools, base, mu, 8, math.MaxInt64/8) {
			whole := split.Assemble(pools, picks)
			require.Empty(t, facility.Check(p, whole), "seed %d", seed)
			require.GreaterOrEqual(t, facility.Cost(p, whole), optimum, "seed %d", seed)
			joined++
		}
	}
	require.Greater(t, found, 60)
	require.Greater(t, joined, 60)
}

package facility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Protects that a leave site changes the words of a problem and nothing else:
// the same optimum, and every solution has a twin at the same cost, feasible or
// not alike.
func TestLeaveSiteSaysTheSame(t *testing.T) {
	there, feasible, infeasible := 0, 0, 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 21))
		p := facilitytest.Tiny(rng)
		row := p.LeaveRow()
		if row < 0 {
			continue
		}
		there++
		q, arcs := p.WithLeaveSite(row)
		best, want, ok := facilitytest.BruteForce(p)
		_, got, also := facilitytest.BruteForce(q)
		require.Equal(t, ok, also, "seed %d", seed)
		if !ok {
			continue
		}
		require.Equal(t, want, got, "seed %d", seed)
		for range 20 {
			s := best.Clone()
			for i := range s.Arc { // some are left out, feasible or not
				if p.CanLeave[i] && rng.IntN(3) == 0 {
					s.Arc[i] = -1
				}
			}
			u := twin(p, q, arcs, s)
			allowed := len(facility.Check(p, s)) == 0
			require.Equal(t, allowed, len(facility.Check(q, u)) == 0, "seed %d", seed)
			if allowed {
				feasible++
				require.Equal(t, facility.Cost(p, s), facility.Cost(q, u), "seed %d", seed)
			} else {
				infeasible++
			}
		}
	}
	t.Logf("%d problems, %d feasible and %d infeasible solutions", there, feasible, infeasible)
	require.Greater(t, there, 50)
	require.Greater(t, feasible, 100)
	require.Greater(t, infeasible, 100)
}

// twin is a solution of p in the words of q.
func twin(p, q *facility.Problem, arcs []int32, s facility.Solution) facility.Solution {
	number := make([]int32, p.NumArcs())
	for a, b := range arcs {
		if b >= 0 {
			number[b] = int32(a)
		}
	}
	u := facility.NewSolution(q)
	copy(u.Option, s.Option)
	for i, a := range s.Arc {
		if a >= 0 {
			u.Arc[i] = number[a]
			continue
		}
		_, last := q.Arcs(int32(i))
		u.Arc[i] = last - 1
		u.Option[q.NumSites()-1] = int32(q.NumOptions() - 1)
	}
	return u
}

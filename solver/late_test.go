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
)

// A late start changes nothing that the run does: by plan and by bound it is never
// worse than without, wherever the run is when its work is up and whether or not
// the old solution still holds, and what it claims a certificate proves. Regions
// put together make more of two solutions than the better of them.
func TestLateIsNeverWorseThanWithout(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 160, Sites: 48, Areas: 6, Tied: true})
	old, err := Solve(context.Background(), p, Options{Seed: 1, WorkLimit: 3_000_000})
	require.NoError(t, err)
	require.False(t, old.Solution.IsZero())
	require.True(t, Immature(p, old.Warm))
	warm := reread(t, old.Warm)
	crossed := 0
	site := slices.IndexFunc(old.Solution.Option, func(o int32) bool { return o >= 0 })
	closed, left := orphaned(p, old.Solution, int32(site))
	for _, c := range []struct {
		problem *facility.Problem
		start   facility.Solution
		holds   bool
	}{{dearer(p, true), old.Solution, true}, {dearer(p, false), old.Solution, true}, {closed, left, false}} {
		q := c.problem
		require.Equal(t, c.holds, len(facility.Check(q, c.start)) == 0)
		for _, work := range []int64{1, 100_000, 1_000_000, 3_000_000, 10_000_000} {
			without := ""
			if work == 1_000_000 {
				without = lineRegions // a problem in one piece
			}
			cold, err := Solve(context.Background(), q, Options{Seed: 2, WorkLimit: work, Without: without})
			require.NoError(t, err)
			got, err := Solve(context.Background(), q, Options{Seed: 2, WorkLimit: work, Without: without, Start: &c.start, Warm: warm, Late: true, Certify: true})
			require.NoError(t, err)
			if !got.Solution.IsZero() {
				require.NoError(t, verify.Verify(q, got.Proof))
			}
			if cold.HasBound {
				require.True(t, got.HasBound)
				require.GreaterOrEqual(t, got.Bound, cold.Bound, "%d work", work)
			}
			if !cold.Solution.IsZero() {
				require.False(t, got.Solution.IsZero())
				require.LessOrEqual(t, got.Cost, cold.Cost, "%d work", work)
			}
			if c.holds {
				require.False(t, got.Solution.IsZero())
				require.LessOrEqual(t, got.Cost, facility.Cost(q, c.start), "%d work", work)
			}
			if !cold.Solution.IsZero() && got.Cost < cold.Cost && (!c.holds || got.Cost < facility.Cost(q, c.start)) {
				crossed++
			}
		}
	}
	require.Greater(t, crossed, 2)
}

// orphaned is a problem with a site that nobody can reach, and what is left of a
// solution, which keeps it open if it was.
func orphaned(p *facility.Problem, s facility.Solution, site int32) (*facility.Problem, facility.Solution) {
	keep := make([]bool, p.NumArcs())
	for a, o := range p.ArcOption {
		keep[a] = p.OptionSite[o] != site
	}
	q, arcs := p.WithArcs(keep)
	q.Names = p.Names
	left := s.Clone()
	for i, a := range left.Arc {
		if a >= 0 {
			left.Arc[i] = int32(slices.Index(arcs, a))
		}
	}
	return q, left
}

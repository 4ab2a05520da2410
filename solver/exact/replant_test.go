package exact

import (
	"bytes"
	"context"
	"encoding/gob"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// A tree that begins with the sketch of another finds the optimum, and no bound of
// it is above, whatever has become of the problem: the same, other costs, fewer
// arcs, sites and customers of other names, other multipliers.
func TestReplantedTreesAgainstEnumeration(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	branched, useful, infeasible := 0, 0, 0
	for seed := range uint64(240) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := facilitytest.Random(rng, larger(rng))
		old, err := New(p, nil)
		require.NoError(t, err)
		old.Remember = 2 * rng.IntN(40)
		require.NoError(t, old.Run(search.NewBudget(context.Background(), 20_000+rng.Int64N(200_000)), false))
		was, sketch := old.Bound(), copied(t, old.Sketch())
		old.Close()
		if sketch == nil {
			continue
		}
		require.True(t, sketch.Whole())
		q, drift := p, (*Drift)(nil)
		switch seed % 4 {
		case 1:
			q = dearer(p, rng)
		case 2:
			keep := make([]bool, p.NumArcs())
			for a := range keep {
				keep[a] = p.Tied(int32(a)) || rng.IntN(6) > 0
			}
			q, _ = p.WithArcs(keep)
		case 3:
			misname(sketch, rng)
			q, drift = dearer(p, rng), drifted(p, rng)
		}
		_, optimum, ok := facilitytest.BruteForce(q)
		tree, err := Replant(q, sketch, drift, search.NewBudget(context.Background(), 0))
		require.NoError(t, err)
		bound := tree.Bound()
		if ok {
			require.LessOrEqual(t, bound, optimum, "seed %d", seed)
		}
		if len(sketch.Nodes) > 1 {
			branched++
			if q == p && was != search.NoBound && float64(bound) >= float64(was)-1e-5*math.Abs(float64(was))-1 {
				useful++
			}
		}
		tree.Record = true
		require.NoError(t, tree.Run(search.NewBudget(context.Background(), 50_000_000), false), "seed %d", seed)
		require.True(t, tree.Done(), "seed %d", seed)
		_, cost, found := tree.Best()
		require.Equal(t, ok, found, "seed %d", seed)
		if ok {
			require.Equal(t, optimum, cost, "seed %d", seed)
			require.Equal(t, optimum, tree.Bound(), "seed %d", seed)
		} else {
			infeasible++
		}
		tree.Close()
	}
	require.Greater(t, branched, 30)
	require.Greater(t, useful, 5, "bounds come back")
	t.Logf("%d branched, %d have their bound, %d infeasible", branched, useful, infeasible)
}

// larger shapes are branched on more.
func larger(rng *rand.Rand) facilitytest.Shape {
	s := facilitytest.TinyShape(rng)
	s.Customers, s.Sites = 6, 3
	return s
}

// copied is a sketch as a file gives it back.
func copied(t *testing.T, s *Sketch) *Sketch {
	if s == nil {
		return nil
	}
	var file bytes.Buffer
	require.NoError(t, gob.NewEncoder(&file).Encode(s))
	out := &Sketch{}
	require.NoError(t, gob.NewDecoder(&file).Decode(out))
	return out
}

func dearer(p *facility.Problem, rng *rand.Rand) *facility.Problem {
	q := *p
	q.ArcCost, q.Steps = slices.Clone(p.ArcCost), slices.Clone(p.Steps)
	for a := range q.ArcCost {
		q.ArcCost[a] += rng.Int64N(1 + max(1, q.ArcCost[a]/2, -q.ArcCost[a]/2))
	}
	for k := range q.Steps {
		q.Steps[k].Cost += rng.Int64N(1 + max(1, q.Steps[k].Cost/2))
	}
	return &q
}

// misname gives one site and one customer of a sketch names that nobody has.
func misname(s *Sketch, rng *rand.Rand) {
	site, customer := []string{"", "#1"}[rng.IntN(2)], s.Customers[0]
	for k := range s.Nodes {
		by := &s.Nodes[k].By
		if by.Kind != byRow && by.Site == site {
			by.Site = "gone"
		}
		if by.Customer == customer {
			by.Customer = "gone"
		}
	}
	s.Customers[0] = "gone"
	s.Rows[rng.IntN(len(s.Rows))] = "gone"
}

func drifted(p *facility.Problem, rng *rand.Rand) *Drift {
	draw := func() *certificate.Multipliers {
		m := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), 4)
		for i := range m.Customer {
			m.Customer[i] = rng.Int64N(2000) - 500
		}
		for r := range m.Row {
			m.Row[r] = rng.Int64N(200) - 100
		}
		return m
	}
	return &Drift{By: draw(), Now: draw()}
}

package ejection

import (
	"context"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/search"
)

// crowded draws a problem coupled by capacities alone: demands that depend on the
// site or do not, sites that cost nothing, a row that counts them, or neither, some
// pairs without an arc.
func crowded(rng *rand.Rand) *facility.Problem {
	n, m := 1+rng.IntN(6), 1+rng.IntN(5)
	b := facility.NewBuilder("crowded")
	for i := range n {
		b.AddCustomer(strconv.Itoa(i), int64(1+rng.IntN(6)), 1, false, 0)
	}
	const counted = 1 // 0: they cost nothing; 2: neither
	sites, own := rng.IntN(3), rng.IntN(2) == 0
	number := int64(1 + rng.IntN(m))
	row := facility.Row{Name: "open", Lower: number, Upper: number}
	for j := range m {
		b.AddSite(strconv.Itoa(j))
		b.AddOption(0, facility.Step{Cost: int64(rng.IntN(1 + 30*min(1, sites))), MaxDemand: int64(2 + rng.IntN(8+8*n/m)), MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
		row.Steps = append(row.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i := range n {
		must := rng.IntN(m)
		for j := range m {
			if j == must || rng.IntN(6) > 0 {
				a := facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(rng.IntN(50)), Demand: -1}
				if own {
					a.Demand = int64(1 + rng.IntN(6))
				}
				b.AddArc(a)
			}
		}
	}
	if sites == counted {
		b.AddRow(row)
	}
	return b.Build()
}

// Protects the search against enumeration: what it offers holds and costs less each
// time, it finds nothing where there is nothing, and nearly always the optimum.
func TestAgainstEnumeration(t *testing.T) {
	feasible, found, optimal := 0, 0, 0
	for seed := range uint64(800) {
		p := crowded(rand.New(rand.NewPCG(seed, 41)))
		limits, applies := Applies(p)
		require.True(t, applies, "seed %d", seed)
		_, want, ok := facilitytest.BruteForce(p)
		got := int64(math.MaxInt64)
		x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(seed, 5)))
		for range 3 {
			x.Run(search.NewBudget(context.Background(), 60_000), func(s facility.Solution) {
				require.Empty(t, facility.Check(p, s), "seed %d", seed)
				require.Less(t, facility.Cost(p, s), got, "seed %d", seed)
				got = facility.Cost(p, s)
				require.Equal(t, x.bestCost, got, "seed %d", seed)
			})
		}
		if !ok {
			require.Equal(t, int64(math.MaxInt64), got, "seed %d: a solution where there is none", seed)
			continue
		}
		feasible++
		require.GreaterOrEqual(t, got, want, "seed %d: below the optimum", seed)
		if got < math.MaxInt64 {
			found++
		}
		if got == want {
			optimal++
		}
	}
	t.Logf("of %d feasible problems: found %d, optimal %d", feasible, found, optimal)
	require.Greater(t, feasible, 300)
	require.GreaterOrEqual(t, float64(found), 0.97*float64(feasible))
	require.GreaterOrEqual(t, float64(optimal), 0.9*float64(feasible))
}

// Protects the sums that are kept from move to move, the promise of each move, and
// the way back.
func TestSums(t *testing.T) {
	moves := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 42))
		p := crowded(rng)
		limits, ok := Applies(p)
		if !ok {
			continue
		}
		x := New(p, limits, facility.Solution{}, rng)
		x.Run(search.NewBudget(context.Background(), 500), func(facility.Solution) {})
		s := x.s
		if x.failed || s.arc[0] < 0 {
			continue
		}
		for range 20 {
			before, were := s.value(), s.solution()
			s.journal = s.journal[:0]
			if i := int32(rng.IntN(len(s.arc))); rng.IntN(2) == 0 {
				promised := s.promise(i)
				if s.improve(i) {
					moves++
					require.InDelta(t, before+promised, s.value(), 1e-6, "seed %d", seed)
				}
			} else {
				x.change()
				x.release()
			}
			checkSums(t, s, seed)
			if rng.IntN(2) == 0 {
				s.undo()
				require.Equal(t, were, s.solution(), "seed %d", seed)
				require.InDelta(t, before, s.value(), 1e-6, "seed %d", seed)
				checkSums(t, s, seed)
			}
			o := s.open[rng.IntN(len(s.open))]
			s.price[o] *= 0.5 + rng.Float64()
			s.reprice()
		}
	}
	require.Greater(t, moves, 100)
}

func (s *state) promise(i int32) float64 {
	if s.chains {
		_, _, delta := s.chain(i)
		return delta
	}
	return s.bestStep(i).delta
}

func checkSums(t *testing.T, s *state, seed uint64) {
	t.Helper()
	p := s.p
	cost, over, penalty := p.Constant, int64(0), 0.0
	for i, a := range s.arc {
		cost += p.ArcCost[a]
		require.True(t, s.isOpen[p.ArcOption[a]], "seed %d", seed)
		require.Equal(t, int32(i), s.members[p.ArcOption[a]][s.place[i]], "seed %d", seed)
	}
	loads := facility.Loads(p, s.solution())
	for o, l := range loads {
		require.Equal(t, l.Demand, s.load[o], "seed %d", seed)
		if s.isOpen[o] {
			cost += s.fixed[o]
		}
		over += max(0, l.Demand-s.capacity[o])
		penalty += s.excess(int32(o), l.Demand)
	}
	require.Equal(t, cost, s.cost, "seed %d", seed)
	require.Equal(t, over, s.over, "seed %d", seed)
	require.InDelta(t, penalty, s.penalty, 1e-6, "seed %d", seed)
}

// Protects problems in which more couples customers than capacities.
func TestDoesNotApply(t *testing.T) {
	applied := 0
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 43)))
		if _, ok := Applies(p); ok {
			applied++
		}
	}
	require.Less(t, applied, 30)
}

// Protects hand-overs: what others found is not offered back.
func TestSuggest(t *testing.T) {
	for seed := range uint64(50) {
		p := crowded(rand.New(rand.NewPCG(seed, 44)))
		limits, applies := Applies(p)
		best, cost, ok := facilitytest.BruteForce(p)
		if !applies || !ok {
			continue
		}
		x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(seed, 5)))
		x.Run(search.NewBudget(context.Background(), 300), func(facility.Solution) {})
		x.Suggest(best, cost)
		x.Run(search.NewBudget(context.Background(), 20_000), func(s facility.Solution) {
			t.Errorf("seed %d: offered %d, not below the suggestion %d", seed, facility.Cost(p, s), cost)
		})
	}
}

// Protects seeds: the same one takes the same path whatever the slices hold, and
// different ones do not.
func TestRepeatable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 45))
	p := facilitytest.Median(rng, facilitytest.MedianShape{Nodes: 60, Open: 8, Side: 1000, Room: 12,
		Demand: func(int) int64 { return 1 + rng.Int64N(20) }})
	limits, ok := Applies(p)
	require.True(t, ok)
	run := func(seed uint64) (facility.Solution, int64) {
		x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(seed, 5)))
		var last facility.Solution
		var used int64
		for range 4 {
			b := search.NewBudget(context.Background(), 200_000)
			x.Run(b, func(s facility.Solution) { last = s })
			used += b.Used()
		}
		return last, used
	}
	first, used := run(1)
	again, usedAgain := run(1)
	require.Equal(t, first, again)
	require.Equal(t, used, usedAgain)
	other, usedOther := run(2)
	require.False(t, used == usedOther && facility.Cost(p, first) == facility.Cost(p, other))
}

// Protects searches that keep their sites: none opens or closes, and they nearly always
// find the best places among them.
func TestFixedSites(t *testing.T) {
	feasible, optimal := 0, 0
	for seed := range uint64(300) {
		p := crowded(rand.New(rand.NewPCG(seed, 46)))
		best, want, ok := facilitytest.BruteForce(p)
		if _, applies := Applies(p); !applies || !ok {
			continue
		}
		keep := make([]bool, p.NumArcs())
		for a, o := range p.ArcOption {
			keep[a] = best.Option[o] == o
		}
		q, _ := p.WithArcs(keep)
		start := facility.NewSolution(q)
		copy(start.Option, best.Option)
		got := int64(math.MaxInt64)
		NewFixed(q, start, rand.New(rand.NewPCG(seed, 5))).Run(search.NewBudget(context.Background(), 60_000), func(s facility.Solution) {
			require.Empty(t, facility.Check(q, s), "seed %d", seed)
			require.Equal(t, best.Option, s.Option, "seed %d", seed)
			got = facility.Cost(q, s)
		})
		feasible++
		require.GreaterOrEqual(t, got, want, "seed %d", seed)
		if got == want {
			optimal++
		}
	}
	require.Greater(t, feasible, 100)
	require.GreaterOrEqual(t, float64(optimal), 0.9*float64(feasible))
}

package interchange

import (
	"context"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// open draws a problem in which only the choice of sites matters: some pairs
// without an arc, some customers who may leave, sometimes a row on the count.
func open(rng *rand.Rand) *facility.Problem {
	n, m := 1+rng.IntN(7), 1+rng.IntN(6)
	b := facility.NewBuilder("open")
	for i := range n {
		b.AddCustomer(strconv.Itoa(i), int64(rng.IntN(4)), 1, rng.IntN(4) == 0, int64(rng.IntN(60)))
	}
	row := facility.Row{Name: "count", Lower: int64(rng.IntN(m + 1)), Upper: facility.Infinity}
	for j := range m {
		b.AddSite(strconv.Itoa(j))
		b.AddOption(0, facility.Step{Cost: int64(rng.IntN(40)), MaxDemand: facility.Infinity, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
		row.Steps = append(row.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i := range n {
		for j := range m {
			if rng.IntN(5) > 0 {
				b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(rng.IntN(50)), Demand: -1})
			}
		}
	}
	if rng.IntN(2) == 0 {
		if rng.IntN(2) == 0 {
			row.Upper = row.Lower + int64(rng.IntN(2))
		}
		b.AddRow(row)
	}
	return b.Build()
}

// Protects the search against enumeration: what it offers holds and costs what it
// says, it finds something wherever there is something, and nearly always the best.
func TestAgainstEnumeration(t *testing.T) {
	feasible, optimal := 0, 0
	for seed := range uint64(1500) {
		p := open(rand.New(rand.NewPCG(seed, 31)))
		limits, ok := Applies(p)
		if !ok {
			require.Equal(t, int64(0), p.Rows[0].Upper, "seed %d", seed)
			continue
		}
		_, want, ok := facilitytest.BruteForce(p)
		got := int64(math.MaxInt64)
		x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(seed, 5)))
		for range 3 {
			x.Run(search.NewBudget(context.Background(), 3000), func(s facility.Solution) {
				require.Empty(t, facility.Check(p, s), "seed %d", seed)
				require.Less(t, facility.Cost(p, s), got, "seed %d", seed)
				got = facility.Cost(p, s)
				require.Equal(t, got, x.s.cost, "seed %d", seed)
			})
		}
		if !ok {
			require.Equal(t, int64(math.MaxInt64), got, "seed %d: a solution where there is none", seed)
			continue
		}
		feasible++
		require.GreaterOrEqual(t, got, want, "seed %d", seed)
		require.NotEqual(t, int64(math.MaxInt64), got, "seed %d: nothing found", seed)
		if got == want {
			optimal++
		}
	}
	require.Greater(t, feasible, 800)
	require.GreaterOrEqual(t, float64(optimal), 0.99*float64(feasible))
}

// Protects the sums that are kept from change to change, and the promise that the
// best exchange of a site is what it costs.
func TestSums(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 32))
		s := newState(open(rng))
		s.budget = search.NewBudget(context.Background(), 0)
		for range 40 {
			j := int32(rng.IntN(len(s.isOpen)))
			before := s.cost
			if s.isOpen[j] {
				lost := s.loss[j] - s.fixed[j]
				s.closeSite(j)
				require.Equal(t, before+lost, s.cost, "seed %d", seed)
			} else {
				gain := s.gain(j)
				r, lost := s.partner()
				s.openSite(j)
				require.Equal(t, before-gain, s.cost, "seed %d", seed)
				if r >= 0 {
					s.closeSite(r)
					require.Equal(t, before-gain+lost, s.cost, "seed %d", seed)
				}
			}
			fresh := newState(s.p)
			fresh.budget = s.budget
			for _, k := range s.open {
				fresh.openSite(k)
			}
			require.Equal(t, fresh.cost, s.cost, "seed %d", seed)
			for _, k := range s.open {
				require.Equal(t, fresh.loss[k], s.loss[k], "seed %d", seed)
			}
		}
	}
}

// Protects the first multipliers: they prove no more than is true, and on a median
// problem far more than the ones without a solution.
func TestMultipliers(t *testing.T) {
	for seed := range uint64(300) {
		p := open(rand.New(rand.NewPCG(seed, 33)))
		limits, ok := Applies(p)
		best, want, found := facilitytest.BruteForce(p)
		if !ok || !found {
			continue
		}
		o := lagrange.NewOracle(p)
		m := Multipliers(p, limits, best, o.Shift, search.NewBudget(context.Background(), 0))
		o.Clamp(m)
		require.LessOrEqual(t, o.Bound(o.Evaluate(m, o.NewEvaluation())), want, "seed %d", seed)
	}
	p := grid(8, 16)
	limits, ok := Applies(p)
	require.True(t, ok)
	x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(1, 5)))
	var found facility.Solution
	x.Run(search.NewBudget(context.Background(), 200_000), func(s facility.Solution) { found = s })
	o := lagrange.NewOracle(p)
	bound := func(seen bool) float64 {
		m := o.Initial()
		if seen {
			m = Multipliers(p, limits, found, o.Shift, search.NewBudget(context.Background(), 0))
		}
		o.Clamp(m)
		return float64(o.Bound(o.Evaluate(m, o.NewEvaluation())))
	}
	cost := float64(facility.Cost(p, found))
	require.Greater(t, bound(true), 0.7*cost)
	require.Less(t, bound(false), 0.7*cost)
}

// grid is a median problem of side·side places, of which count are chosen.
func grid(side, count int) *facility.Problem {
	b := facility.NewBuilder("grid")
	n := side * side
	row := facility.Row{Name: "open", Lower: int64(count), Upper: int64(count)}
	for j := range n {
		b.AddCustomer(strconv.Itoa(j), 1, 1, false, 0)
		b.AddSite(strconv.Itoa(j))
		b.AddOption(0, facility.Step{MaxDemand: facility.Infinity, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
		row.Steps = append(row.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i := range n {
		for j := range n {
			x, y := float64(i%side-j%side), float64(i/side-j/side)
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(1000 * math.Hypot(x, y)), Demand: -1})
		}
	}
	b.AddRow(row)
	return b.Build()
}

// Protects problems in which more matters than the choice of sites from a search
// that would not see it.
func TestDoesNotApply(t *testing.T) {
	applied := 0
	for seed := range uint64(300) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 34)))
		limits, ok := Applies(p)
		if !ok {
			continue
		}
		applied++
		x := New(p, limits, facility.Solution{}, rand.New(rand.NewPCG(seed, 5)))
		x.Run(search.NewBudget(context.Background(), 3000), func(s facility.Solution) {
			require.Empty(t, facility.Check(p, s), "seed %d", seed)
		})
	}
	require.Less(t, applied, 30)
	tight := facilitytest.Classic(rand.New(rand.NewPCG(1, 35)), 20, 5, 1.5)
	_, ok := Applies(tight)
	require.False(t, ok)
}

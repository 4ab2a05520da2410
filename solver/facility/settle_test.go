package facility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Protects that nothing is paid without a cause: where every option has a twin
// that costs more and serves everyone alike, a solution in the twins settles to
// the same one without them, at the same cost.
func TestSettleLeavesDearerTwins(t *testing.T) {
	const surcharge = 7
	settled := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 33))
		p := facilitytest.Tiny(rng)
		best, cost, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		q, options, arcs := withDearerTwins(p, surcharge)
		s := facility.NewSolution(q)
		dear := int64(0)
		for j, o := range best.Option {
			if o >= 0 {
				twin := rng.IntN(2)
				s.Option[j] = options[o][twin]
				dear += int64(twin) * surcharge
			}
		}
		for i, a := range best.Arc {
			if a >= 0 {
				o := p.ArcOption[a]
				twin := 0
				if s.Option[p.OptionSite[o]] == options[o][1] {
					twin = 1
				}
				s.Arc[i] = arcs[a][twin]
			}
		}
		require.Empty(t, facility.Check(q, s), "seed %d", seed)
		require.Equal(t, cost+dear, facility.Cost(q, s), "seed %d", seed)
		before := s.Clone()
		out := facility.Settle(q, s)
		require.Equal(t, before, s, "seed %d: the argument was changed", seed)
		require.Empty(t, facility.Check(q, out), "seed %d", seed)
		require.Equal(t, cost, facility.Cost(q, out), "seed %d", seed)
		if dear > 0 {
			settled++
		}
	}
	require.Greater(t, settled, 50)
}

// withDearerTwins writes every option twice, the second time with every step at a
// surcharge, and says which options and arcs became of those of p.
func withDearerTwins(p *facility.Problem, surcharge int64) (q *facility.Problem, options, arcs [][2]int32) {
	b := facility.NewBuilder(p.Name)
	for i, d := range p.Demand {
		b.AddCustomer("", d, p.Count[i], p.CanLeave[i], p.OutCost[i])
	}
	steps := make([][2]int32, len(p.Steps))
	next := int32(0)
	for j := range int32(p.NumSites()) {
		b.AddSite("")
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			var pair [2]int32
			for twin := range pair {
				own := append([]facility.Step(nil), p.StepsOf(o)...)
				for k := range own {
					own[k].Cost += int64(twin) * surcharge
					steps[p.StepStart[o]+int32(k)][twin] = next
					next++
				}
				pair[twin] = b.AddOption(p.OptionMode[o]+int32(twin*p.NumModes()), own...)
			}
			options = append(options, pair)
		}
	}
	for a := range int32(p.NumArcs()) {
		var pair [2]int32
		for twin := range pair {
			pair[twin] = b.AddArc(facility.Arc{Customer: p.ArcCustomer[a], Option: options[p.ArcOption[a]][twin], Cost: p.ArcCost[a],
				Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
		}
		arcs = append(arcs, pair)
	}
	double := func(terms []facility.Term, of [][2]int32) (out []facility.Term) {
		for _, t := range terms {
			for _, index := range of[t.Index] {
				out = append(out, facility.Term{Index: index, Coef: t.Coef})
			}
		}
		return out
	}
	for _, row := range p.Rows {
		row.Arcs, row.Steps = double(row.Arcs, arcs), double(row.Steps, steps)
		b.AddRow(row)
	}
	b.SetConstant(p.Constant)
	return b.Build(), options, arcs
}

// A twin that some customer cannot come to, or who is charged otherwise there, or
// where somebody else must come, is no twin.
func TestSettleKeepsWhatHasACause(t *testing.T) {
	step := func(cost int64) facility.Step {
		return facility.Step{Cost: cost, MaxDemand: 10, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity}
	}
	for name, c := range map[string]struct {
		cheap []facility.Arc // of customers 0 and 1 to the cheaper option 1
		want  int32
	}{
		"alike":            {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}, {Customer: 1, Option: 1, Cost: 5, Demand: -1}}, 1},
		"one cannot come":  {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}}, 0},
		"another charge":   {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}, {Customer: 1, Option: 1, Cost: 6, Demand: -1}}, 0},
		"another demand":   {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}, {Customer: 1, Option: 1, Cost: 5, Demand: 3}}, 0},
		"must come":        {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}, {Customer: 1, Option: 1, Cost: 5, Demand: -1, Tied: true}}, 0},
		"a third must too": {[]facility.Arc{{Customer: 0, Option: 1, Cost: 5, Demand: -1}, {Customer: 1, Option: 1, Cost: 5, Demand: -1}, {Customer: 2, Option: 1, Demand: -1, Tied: true}}, 0},
	} {
		b := facility.NewBuilder(name)
		for range 3 {
			b.AddCustomer("", 2, 1, true, 0)
		}
		b.AddSite("")
		b.AddOption(0, step(20))
		b.AddOption(1, step(10))
		for i := range int32(3) {
			if i < 2 {
				b.AddArc(facility.Arc{Customer: i, Option: 0, Cost: 5, Demand: -1})
			}
			for _, a := range c.cheap {
				if a.Customer == i {
					b.AddArc(a)
				}
			}
		}
		p := b.Build()
		s := facility.NewSolution(p)
		s.Option[0] = 0
		for i := range int32(2) {
			s.Arc[i], _ = p.Arcs(i)
		}
		require.Empty(t, facility.Check(p, s), name)
		out := facility.Settle(p, s)
		assert.Equal(t, c.want, out.Option[0], name)
		assert.Empty(t, facility.Check(p, out), name)
	}
}

package search

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// TestStateDeltasAreExact protects the solver's arithmetic: after any sequence of
// moves, changes of weights and undos, every delta is the change of value, value
// and penalty are what a state loaded afresh computes, and the definitions agree.
func TestStateDeltasAreExact(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 11))
		p := facilitytest.Tiny(rng)
		s := NewState(p)
		for range 40 {
			before, mark := s.Value(), s.Mark()
			want := randomMove(rng, s)
			if want != nil {
				require.Equal(t, *want, s.Value()-before, "seed %d: delta", seed)
			}
			check(t, s, seed)
			if rng.IntN(3) == 0 {
				s.UndoTo(mark)
				require.Equal(t, before, s.Value(), "seed %d: undo", seed)
				check(t, s, seed)
			}
			reweigh(rng, s)
			check(t, s, seed)
		}
	}
}

// randomMove makes one move and returns the delta that the state promised, if it
// promised any.
func randomMove(rng *rand.Rand, s *State) *int64 {
	p := s.Problem()
	i := int32(rng.IntN(p.NumCustomers()))
	switch rng.IntN(6) {
	case 0, 1:
		if to, ok := anyOpenArc(rng, s, i); ok {
			d := s.ShiftDelta(i, to)
			s.Shift(i, to)
			return &d
		}
	case 2:
		k := int32(rng.IntN(p.NumCustomers()))
		if i == k || s.Arc(i) < 0 || s.Arc(k) < 0 || p.ArcOption[s.Arc(i)] == p.ArcOption[s.Arc(k)] {
			return nil
		}
		toI, toK := s.ArcTo(i, p.ArcOption[s.Arc(k)]), s.ArcTo(k, p.ArcOption[s.Arc(i)])
		if toI < 0 || toK < 0 {
			return nil
		}
		d := s.ExchangeDelta(i, toI, k, toK)
		if d != s.SwapDelta(i, toI, k, toK) {
			d = 1 << 60
		}
		s.Shift(i, toI)
		s.Shift(k, toK)
		return &d
	case 3:
		for _, b := range s.Open(int32(rng.IntN(p.NumOptions())), nil) {
			if to, ok := anyOpenArc(rng, s, b); ok && s.Arc(b) < 0 {
				s.Shift(b, to)
			}
		}
	case 4:
		s.Close(int32(rng.IntN(p.NumSites())), nil)
	case 5:
		if o := int32(rng.IntN(p.NumOptions())); s.Option(p.OptionSite[o]) >= 0 {
			s.ChangeMode(o, nil)
		}
	}
	return nil
}

func anyOpenArc(rng *rand.Rand, s *State, i int32) (int32, bool) {
	first, last := s.Problem().Arcs(i)
	a := first - 1 + int32(rng.IntN(int(last-first)+1))
	if a < first {
		return -1, true
	}
	return a, s.IsOpen(s.Problem().ArcOption[a])
}

func reweigh(rng *rand.Rand, s *State) {
	p := s.Problem()
	switch rng.IntN(6) {
	case 0:
		s.SetSizeWeight(int32(rng.IntN(p.NumOptions())), 10*rng.Float64())
	case 1:
		if len(p.Rows) > 0 {
			s.SetRowWeight(int32(rng.IntN(len(p.Rows))), 10*rng.Float64())
		}
	case 2:
		if r := rng.IntN(len(p.Rows) + 1); r < len(p.Rows) && p.Rows[r].Upper < facility.Infinity {
			s.SetSlope(int32(r), 3*rng.Float64())
		}
	}
}

func check(t *testing.T, s *State, seed uint64) {
	t.Helper()
	value, penalty, cost := s.Value(), s.penalty, s.Cost()
	sol := s.Solution()
	require.Equal(t, facility.Loads(s.p, sol), s.load, "seed %d", seed)
	faults := facility.Check(s.p, sol)
	require.Equal(t, len(faults) == 0, s.Feasible(), "seed %d: %v", seed, faults)
	if s.Feasible() {
		require.Equal(t, facility.Activities(s.p, sol), s.act, "seed %d", seed)
		require.Equal(t, facility.Cost(s.p, sol), cost, "seed %d", seed)
	}
	s.revalue()
	require.Equal(t, value, s.Value(), "seed %d: value drifts", seed)
	require.Equal(t, penalty, s.penalty, "seed %d: penalty drifts", seed)
	for o, members := range s.members {
		for k, i := range members {
			require.Equal(t, int32(o), s.p.ArcOption[s.arc[i]])
			require.Equal(t, int32(k), s.place[i])
		}
	}
	for k, j := range s.open {
		require.GreaterOrEqual(t, s.option[j], int32(0))
		require.Equal(t, int32(k), s.spot[j])
	}
}

// TestStateOpensWithItsHosts protects the structural moves: after Open no tied
// customer of the option is missing, and no option that shares one stays open.
func TestStateOpensWithItsHosts(t *testing.T) {
	opened := 0
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 12))
		shape := facilitytest.TinyShape(rng)
		shape.Tied = true
		p := facilitytest.Random(rng, shape)
		s := NewState(p)
		for range 6 {
			o := int32(rng.IntN(p.NumOptions()))
			s.Open(o, nil)
			for _, f := range facility.Check(p, s.Solution()) {
				require.NotEqual(t, "tied", f.Kind, "seed %d: %s", seed, f)
			}
			opened += len(s.TiedTo(o))
		}
	}
	require.Greater(t, opened, 50, "tied customers are too rare to test")
}

// TestStateLoad protects the way back from a solution to a state.
func TestStateLoad(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 13))
		p := facilitytest.Tiny(rng)
		best, cost, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		s := NewState(p)
		for range 10 {
			randomMove(rng, s)
		}
		s.Load(best)
		require.True(t, s.Feasible())
		require.Equal(t, cost, s.Cost())
		require.Equal(t, best, s.Solution())
	}
}

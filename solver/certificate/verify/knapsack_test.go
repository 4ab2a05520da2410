package verify

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// enumerate is the least cost of a set of items within limits, by trying all.
func enumerate(items []item, lim limits) (least int64, ok bool) {
	for set := range 1 << len(items) {
		var sum item
		for k, it := range items {
			if set>>k&1 == 1 {
				sum.cost, sum.demand, sum.count = sum.cost+it.cost, sum.demand+it.demand, sum.count+it.count
			}
		}
		if sum.demand >= lim.leastDemand && sum.demand <= lim.mostDemand && sum.count >= lim.leastCount && sum.count <= lim.mostCount &&
			(!ok || sum.cost < least) {
			least, ok = sum.cost, true
		}
	}
	return least, ok
}

// Protects bounds: the knapsack's value is the exact minimum, whatever cutoff is
// asked for, with limits of either kind that bind, and items of no demand, no
// count, equal ratios and either sign.
func TestKnapsackAgainstEnumeration(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 14))
	infeasible, binding := 0, 0
	var s knapsack
	for range 20_000 {
		items := make([]item, rng.IntN(9))
		for k := range items {
			items[k] = item{rng.Int64N(41) - 25, rng.Int64N(8), rng.Int64N(3)}
		}
		require.True(t, s.load(items))
		for range 3 { // steps of one option share the items
			lim := limits{rng.Int64N(16) - 4, rng.Int64N(28), rng.Int64N(5) - 1, rng.Int64N(9)}
			want, ok := enumerate(items, lim)
			for _, cutoff := range []int64{0, 1000, want, want + 1} {
				got := s.least(lim, cutoff)
				if !ok {
					require.Equal(t, cutoff, got, "%v %v", items, lim)
					continue
				}
				require.Equal(t, min(cutoff, want), got, "%v %v", items, lim)
			}
			if !ok {
				infeasible++
			} else if s.nu != 0 {
				binding++
			}
		}
	}
	require.Greater(t, infeasible, 1000)
	require.Greater(t, binding, 1000, "count is priced")
}

// Protects the relaxation alone, which stands for what the search leaves out: it
// is a bound from any item on.
func TestRelaxationIsABound(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 14))
	var s knapsack
	for range 5_000 {
		items := make([]item, 1+rng.IntN(7))
		for k := range items {
			items[k] = item{rng.Int64N(41) - 25, rng.Int64N(8), 0}
		}
		require.True(t, s.load(items))
		s.lim = limits{0, 0, 0, 0}
		s.order(0)
		p := rng.IntN(len(items) + 1)
		room, need := rng.Int64N(28), rng.Int64N(28)-6
		bound, ok := s.relax(p, room, need)
		if want, feasible := enumerate(s.items[p:], limits{need, room, 0, 0}); feasible {
			require.True(t, ok)
			require.LessOrEqual(t, bound, want)
		}
	}
}

// Protects against overflow: what is too large is refused, not computed.
func TestKnapsackRefusesLargeNumbers(t *testing.T) {
	var s knapsack
	require.False(t, s.load([]item{{-largest, 2, 1}}))
	require.False(t, s.load([]item{{-largest, 1, 1}, {-1, 1, 1}}))
	require.False(t, s.load([]item{{1, largest, 1}, {1, 1, 1}}))
	require.True(t, s.load([]item{{-largest / 8, 8, 1}}))
	require.Equal(t, -largest/8, s.least(limits{0, 8, 0, 1}, 0))
	var n numbers
	n.add(1<<62, 1<<62)
	require.True(t, n.overflow)
	n = numbers{}
	n.sub(-1<<62, 1<<62)
	n.add(-1<<62, -1<<62)
	require.False(t, n.overflow, "-2^63 fits")
	n.sub(-1<<63, 1)
	require.True(t, n.overflow)
	n = numbers{}
	require.Equal(t, int64(-6), n.mul(2, -3))
	require.False(t, n.overflow)
	n.mul(1<<32, 1<<31)
	require.True(t, n.overflow)
}

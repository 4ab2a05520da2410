package knapsack

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// brute is the minimum over all subsets.
func brute(items []Item, lim Limits) int64 {
	best := int64(Infeasible)
	for mask := range 1 << len(items) {
		var c, d int64
		var n int32
		for i, it := range items {
			if mask>>i&1 == 1 {
				c, d, n = c+it.Cost, d+it.Demand, n+it.Count
			}
		}
		if d >= lim.MinDemand && d <= lim.MaxDemand && n >= lim.MinCount && n <= lim.MaxCount {
			best = min(best, c)
		}
	}
	return best
}

// Protects exactness, bounds and the returned set against enumeration, with
// zero demands, binding counts and lower fills among the cases.
func TestMinAgainstEnumeration(t *testing.T) {
	var s Solver
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 11).Draw(t, "n")
		items := make([]Item, n)
		for i := range items {
			items[i] = Item{
				Cost:   rapid.Int64Range(-60, 30).Draw(t, "cost"),
				Demand: rapid.Int64Range(0, 12).Draw(t, "demand"),
				Count:  rapid.Int32Range(0, 2).Draw(t, "count"),
				ID:     int32(i),
			}
		}
		lim := Limits{MinDemand: rapid.Int64Range(0, 25).Draw(t, "L"), MinCount: rapid.Int32Range(0, 5).Draw(t, "n")}
		lim.MaxDemand = lim.MinDemand + rapid.Int64Range(0, 30).Draw(t, "C-L")
		lim.MaxCount = lim.MinCount + rapid.Int32Range(0, 6).Draw(t, "N-n")
		want := brute(items, lim)
		s.Load(items)
		require.LessOrEqual(t, s.Relax(lim), want)
		cutoff := int64(Infeasible)
		if rapid.Bool().Draw(t, "cut") {
			cutoff = rapid.Int64Range(-200, 50).Draw(t, "cutoff")
		}
		got := s.Min(lim, cutoff, nil)
		if want >= cutoff {
			require.False(t, got.Found)
			require.GreaterOrEqual(t, got.Value, cutoff)
			return
		}
		require.True(t, got.Exact)
		require.Equal(t, want, got.Value)
		require.True(t, got.Found)
		var c, d int64
		var k int32
		for _, id := range got.Set {
			c, d, k = c+items[id].Cost, d+items[id].Demand, k+items[id].Count
		}
		require.Equal(t, want, c)
		require.True(t, d >= lim.MinDemand && d <= lim.MaxDemand && k >= lim.MinCount && k <= lim.MaxCount)
	})
}

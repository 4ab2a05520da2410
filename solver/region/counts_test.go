package region

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// counting are rows that want so many.
func counting(wanted ...int64) *Counts {
	c := &Counts{wanted: wanted}
	states := 1
	for k, n := range wanted {
		c.Rows = append(c.Rows, k)
		states *= int(n + 1)
	}
	c.add(states)
	return c
}

// Protects the dynamic programme: its value, its states and every forced value
// are those of trying all assignments.
func TestAssignTriesAll(t *testing.T) {
	none := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		c := [...]*Counts{counting(), counting(2), counting(1, 1), counting(2, 1)}[rng.IntN(4)]
		values := make([][]int64, 1+rng.IntN(3))
		for k := range values {
			for range c.States() {
				v := rng.Int64N(50)
				if rng.IntN(5) == 0 {
					v = Nothing
				}
				values[k] = append(values[k], v)
			}
		}
		least := int64(Nothing)
		forced := make([][]int64, len(values))
		for k := range forced {
			for range values[k] {
				forced[k] = append(forced[k], Nothing)
			}
		}
		picks := make([]int, len(values))
		var try func(k int)
		try = func(k int) {
			if k < len(values) {
				for picks[k] = range values[k] {
					try(k + 1)
				}
				return
			}
			sum, acts := int64(0), make([]int64, len(c.wanted))
			for k, x := range picks {
				sum = plus(sum, values[k][x])
				for r, a := range c.Lower(x) {
					acts[r] += a
				}
			}
			if c.of(acts) != c.States()-1 {
				return
			}
			least = min(least, sum)
			for k, x := range picks {
				forced[k][x] = min(forced[k][x], sum)
			}
		}
		try(0)
		got := c.Assign(values)
		require.Equal(t, least, got.Value, "seed %d", seed)
		require.Equal(t, forced, got.Forced, "seed %d", seed)
		if least == Nothing {
			none++
			continue
		}
		sum := int64(0)
		for k, x := range got.State {
			sum += values[k][x]
		}
		require.Equal(t, least, sum, "seed %d", seed)
	}
	require.Greater(t, none, 20)
}

// Protects states: limits and counts are two ways to say the same.
func TestStatesAreWhatTheirLimitsSay(t *testing.T) {
	c := counting(2, 1)
	require.Equal(t, 6, c.States())
	for state := range c.States() {
		lower, upper := c.Lower(state), c.Upper(state)
		for a := range int64(5) {
			for b := range int64(4) {
				inside := lower[0] <= a && a <= upper[0] && lower[1] <= b && b <= upper[1]
				require.Equal(t, inside, c.of([]int64{a, b}) == state, "state %d, counts %d and %d", state, a, b)
			}
		}
	}
}

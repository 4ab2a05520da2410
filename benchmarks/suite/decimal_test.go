package suite

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestDecimalsAreReadExactly(t *testing.T) {
	for text, want := range map[string]decimal{
		"12": {12, 0}, "49.": {49, 0}, ".5": {5, 1}, "-3.50": {-35, 1}, "+7": {7, 0}, "0.000": {0, 0},
		"1.54400e+04": {15440, 0}, "1.5E-3": {15, 4}, "00012.2500": {1225, 2}, "6739.72500": {6739725, 3},
	} {
		got, ok := parseDecimal(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", ".", "-", "1,5", "x", "1e", "1e+", "NaN", "0x10", "1.2.3", "1234567890123456789"} {
		_, ok := parseDecimal(text)
		assert.False(t, ok, text)
	}
}

// Rounding to places agrees with rational arithmetic: half away from zero.
func TestDecimalRoundsHalfAwayFromZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,8}\.[0-9]{0,7}`).Draw(t, "text")
		places := rapid.IntRange(0, 6).Draw(t, "places")
		d, ok := parseDecimal(text)
		require.True(t, ok, text)
		got, ok := d.at(places)
		require.True(t, ok, text)

		exact, _ := new(big.Rat).SetString(text)
		exact.Mul(exact, new(big.Rat).SetInt64(pow10(places)))
		half := big.NewRat(1, 2)
		if exact.Sign() < 0 {
			half.Neg(half)
		}
		exact.Add(exact, half) // then towards zero
		want := new(big.Int).Quo(exact.Num(), exact.Denom())
		require.Equal(t, want.Int64(), got, "%s at %d", text, places)
	})
}

func TestDecimalSaysWhatIsTooLarge(t *testing.T) {
	d, ok := parseDecimal("999999999999999999")
	require.True(t, ok)
	_, ok = d.at(4)
	assert.False(t, ok)
	_, ok = d.times(1000)
	assert.False(t, ok)
}

func TestRootIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.Int64Range(0, 8_820_000_000_000_000_000).Draw(t, "s")
		require.Equal(t, new(big.Int).Sqrt(big.NewInt(s)).Int64(), root(s))
	})
	for _, r := range []int64{1, 2, 94906267, 2_900_000_000} {
		assert.Equal(t, r, root(r*r))
		assert.Equal(t, r-1, root(r*r-1))
	}
}

func TestUnitsAndBack(t *testing.T) {
	in := &Instance{Scale: 10000}
	for cost, text := range map[int64]string{0: "0", 1: "0.0001", -12500: "-1.25", 91680795: "9168.0795", 170000: "17"} {
		assert.Equal(t, text, in.Units(cost))
		back, err := in.Cost(text)
		require.NoError(t, err)
		assert.Equal(t, cost, back)
	}
	whole := &Instance{Scale: 1}
	assert.Equal(t, "-8848", whole.Units(-8848))
	back, err := whole.Cost("9168.5")
	require.NoError(t, err)
	assert.Equal(t, int64(9169), back)
	_, err = whole.Cost("none")
	assert.Error(t, err)
}

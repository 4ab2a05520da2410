package model

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// Halves round away from zero, whatever the sign and the size.
func TestRateRoundsHalfAwayFromZero(t *testing.T) {
	half := newRate(big.NewRat(1, 2))
	assert.Equal(t, int64(3), half.times(5))
	assert.Equal(t, int64(-3), half.times(-5))
	assert.Equal(t, int64(2), half.times(4))
	third := newRate(big.NewRat(-1, 3))
	assert.Equal(t, int64(-2), third.times(5)) // -1.67
	assert.Equal(t, int64(-1), third.times(4)) // -1.33
}

// The fast path of a rate gives what exact fractions give.
func TestRateAgreesWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num := rapid.Int64Range(-1e15, 1e15).Draw(t, "num")
		den := rapid.Int64Range(1, 1e12).Draw(t, "den")
		n := rapid.Int64Range(-1e6, 1e6).Draw(t, "n")
		r := big.NewRat(num, den)
		assert.Equal(t, roundRat(product(r, whole(n))), newRate(r).times(n))
	})
}

// Decimals are what was written: 1.005 × 100 is 100.5 and rounds up, though the
// float nearest to 1.005 lies below it.
func TestDecimalIsWhatWasWritten(t *testing.T) {
	assert.Equal(t, int64(101), roundRat(product(decimal(1.005), hundred)))
	assert.Equal(t, int64(101), roundNear(1.005*100, func() *big.Rat { return product(decimal(1.005), hundred) }))
}

func TestFloorAndCeiling(t *testing.T) {
	assert.Equal(t, int64(-2), floorRat(big.NewRat(-3, 2)))
	assert.Equal(t, int64(-1), ceilRat(big.NewRat(-3, 2)))
	assert.Equal(t, int64(1), floorRat(big.NewRat(3, 2)))
	assert.Equal(t, int64(2), ceilRat(big.NewRat(3, 2)))
	assert.Equal(t, int64(7), floorRat(whole(7)))
	assert.Equal(t, int64(7), ceilRat(whole(7)))
}

// GPs of list/1,700 and of two decimals have an exact common scale; numbers that
// have none are rounded to a millionth.
func TestWholesFindTheCommonScale(t *testing.T) {
	multiples, scale := wholes([]*big.Rat{big.NewRat(25_500, 1_700), big.NewRat(1, 1_700), decimal(3.25)})
	assert.Equal(t, int64(1_700), scale)
	assert.Equal(t, []int64{25_500, 1, 5_525}, multiples)
	multiples, scale = wholes([]*big.Rat{big.NewRat(1, 999_999_937), big.NewRat(2, 3)})
	assert.Equal(t, int64(1e6), scale)
	assert.Equal(t, []int64{0, 666_667}, multiples)
}

// The annuity repays the sum: its payments, discounted, are worth one pound.
func TestAnnuityRepaysTheSum(t *testing.T) {
	for _, c := range []struct{ rate, years float64 }{{0.035, 30}, {0.035, 10}, {0, 25}, {0.1, 1}, {0.02, 7.5}} {
		a := Annuity(c.rate, c.years)
		if c.years == math.Trunc(c.years) {
			worth := 0.0
			for year := range int(c.years) {
				worth += a / math.Pow(1+c.rate, float64(year+1))
			}
			assert.InDelta(t, 1, worth, 1e-12)
		}
		exact, _ := annuityExact(c.rate, c.years).Float64()
		assert.InDelta(t, a, exact, 1e-14)
	}
	// 3.5 % over 30 years: tables of annuities say 0.05437.
	assert.InDelta(t, 0.05437, Annuity(0.035, 30), 5e-6)
}

// A split gives the whole away, ties to the first.
func TestSplitIsLargestRemainder(t *testing.T) {
	assert.Equal(t, []int64{34, 33, 33}, split(100, []int64{1, 1, 1}))
	assert.Equal(t, []int64{-33, -33, -34}, split(-100, []int64{1, 1, 1}))
	assert.Equal(t, []int64{1, 6}, split(7, []int64{1, 5})) // 1.17, 5.83
	assert.Equal(t, []int64{9}, split(9, []int64{0}))
}

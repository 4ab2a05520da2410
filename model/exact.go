package model

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// decimal is the number that a person wrote: the shortest decimal that reads
// back as x, not the binary fraction nearest to it.
func decimal(x float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	if !ok {
		panic("model: not a finite number")
	}
	return r
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

func product(factors ...*big.Rat) *big.Rat {
	r := big.NewRat(1, 1)
	for _, f := range factors {
		r.Mul(r, f)
	}
	return r
}

// roundRat rounds half away from zero.
func roundRat(r *big.Rat) int64 {
	twice := new(big.Int).Lsh(new(big.Int).Abs(r.Num()), 1)
	twice.Add(twice, r.Denom())
	twice.Quo(twice, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		twice.Neg(twice)
	}
	return clampInt(twice)
}

// floorRat is the greatest whole number that is not above r.
func floorRat(r *big.Rat) int64 {
	// Div is Euclidean: with a positive divisor it is the floor.
	return clampInt(new(big.Int).Div(r.Num(), r.Denom()))
}

// ceilRat is the least whole number that is not below r.
func ceilRat(r *big.Rat) int64 { return -floorRat(new(big.Rat).Neg(r)) }

// clampInt keeps absurd inputs from wrapping round; no sum of pence comes near.
func clampInt(n *big.Int) int64 {
	const most = int64(1) << 58
	if !n.IsInt64() || n.Int64() > most || n.Int64() < -most {
		return most * int64(n.Sign())
	}
	return n.Int64()
}

// roundNear rounds x half away from zero. Where x is so near a half that its
// own error could decide, exact does.
func roundNear(x float64, exact func() *big.Rat) int64 {
	size := math.Abs(x)
	if off := math.Abs(size - math.Floor(size) - 0.5); off > 1e-9+1e-13*size {
		return int64(math.Round(x))
	}
	return roundRat(exact())
}

// A rate multiplies whole numbers and rounds once, half away from zero.
type rate struct {
	rat      *big.Rat
	num, den int64 // rat, where both fit; den 0: they do not
}

func newRate(r *big.Rat) rate {
	out := rate{rat: r}
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		out.num, out.den = r.Num().Int64(), r.Denom().Int64()
	}
	return out
}

func (r rate) times(n int64) int64 {
	if r.den == 1 && r.num == 1 {
		return n
	}
	if r.num == 0 && r.den != 0 || n == 0 {
		return 0
	}
	if r.den != 0 {
		negative := (n < 0) != (r.num < 0)
		high, low := bits.Mul64(magnitude(n), magnitude(r.num))
		low, carry := bits.Add64(low, uint64(r.den)/2, 0) // den even: half goes up; odd: no halves
		high += carry
		if high < uint64(r.den) {
			q, _ := bits.Div64(high, low, uint64(r.den))
			if q < 1<<58 {
				if negative {
					return -int64(q)
				}
				return int64(q)
			}
		}
	}
	return roundRat(product(r.rat, whole(n)))
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// wholes writes numbers as whole multiples of 1/scale. The scale is exact where
// the numbers have a common denominator up to a billion; otherwise it is a
// million and the multiples are rounded.
func wholes(numbers []*big.Rat) (multiples []int64, scale int64) {
	common := big.NewInt(1)
	for _, r := range numbers {
		d := r.Denom()
		g := new(big.Int).GCD(nil, nil, common, d)
		common.Mul(common, new(big.Int).Quo(d, g))
		if common.Cmp(big.NewInt(1e9)) > 0 {
			common.SetInt64(1e6)
			break
		}
	}
	scale = common.Int64()
	multiples = make([]int64, len(numbers))
	for i, r := range numbers {
		multiples[i] = roundRat(product(r, whole(scale)))
	}
	return multiples, scale
}

package verify

import (
	"math"
	"math/big"
	"math/bits"
)

// none is the bound of what holds no solution.
const none = math.MaxInt64

// largest is the greatest magnitude of a reduced cost, and of a sum of them:
// twice it still fits.
const largest = int64(1) << 61

// numbers computes in int64 and remembers whether a result did not fit. All
// results count for nothing then.
type numbers struct{ overflow bool }

func (n *numbers) add(a, b int64) int64 {
	sum := a + b
	n.overflow = n.overflow || (a^sum)&(b^sum) < 0
	return sum
}

func (n *numbers) sub(a, b int64) int64 {
	difference := a - b
	n.overflow = n.overflow || (a^b)&(a^difference) < 0
	return difference
}

func (n *numbers) mul(a, b int64) int64 {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	n.overflow = n.overflow || high != 0 || low > math.MaxInt64
	return a * b
}

// small notes whether |a| is at most the largest magnitude.
func (n *numbers) small(a int64) int64 {
	n.overflow = n.overflow || magnitude(a) > uint64(largest)
	return a
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// roundUp is constant + ⌈value / 2^shift⌉: objectives are whole, so a bound may
// be rounded up. A bound that does not fit is lowered until it does, or is none
// at all and ok is false.
func roundUp(value *big.Int, shift uint, constant int64) (bound int64, ok bool) {
	v := new(big.Int).Neg(value)
	v.Neg(v.Rsh(v, shift)).Add(v, big.NewInt(constant))
	if !v.IsInt64() || v.Int64() == none {
		return none - 1, v.Sign() > 0
	}
	return v.Int64(), true
}

package model

import (
	"math"
	"math/big"
)

// Annuity is the yearly payment, per pound borrowed, that repays a sum over
// life years at a rate of discount: r / (1 − (1+r)^−n), or 1/n where r is 0.
func Annuity(discount, life float64) float64 {
	if discount == 0 {
		return 1 / life
	}
	return discount / -math.Expm1(-life*math.Log1p(discount))
}

// longestExactLife bounds the size of the fractions in annuityExact.
const longestExactLife = 200

// annuityExact is Annuity as a fraction, for sums that fall near half a penny.
// Lives that are not whole years have no such fraction and keep the float's.
func annuityExact(discount, life float64) *big.Rat {
	if life != math.Trunc(life) || life < 1 || life > longestExactLife {
		return decimal(Annuity(discount, life))
	}
	r := decimal(discount)
	if r.Sign() == 0 {
		return big.NewRat(1, int64(life))
	}
	growth := new(big.Rat).Add(r, big.NewRat(1, 1))
	power := big.NewRat(1, 1)
	for range int(life) {
		power.Mul(power, growth)
	}
	// r / (1 − 1/g) = r·g / (g − 1)
	return new(big.Rat).Quo(product(r, power), new(big.Rat).Sub(power, big.NewRat(1, 1)))
}

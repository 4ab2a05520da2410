package relax

import (
	"math"
	"math/big"

	"polyclinic/solver/facility"
)

// safeBound is the value of the Lagrangean dual of the program at multipliers y
// rounded to numerators Y over 2^s:
//
//	Σ_i Y_i · (lower limit of row i where Y_i > 0, else upper)
//	+ Σ_j min over the bounds of column j of (2^s c_j − Σ_i Y_i a_ij) x_j
//
// in whole numbers of any size. A multiplier whose row has no limit on its side
// counts as 0. Weak duality needs nothing of y, so rounding costs tightness but
// never validity. Since costs are whole, the bound is rounded up.
func safeBound(g *facility.Program, y []float64) int64 {
	whole, shift := numerators(y)
	value := dualValue(g, whole, shift, true)
	// ceil(value / 2^shift)
	value.Neg(value).Rsh(value, shift).Neg(value)
	return clampInt64(value)
}

// provesInfeasible says whether a ray, rounded to whole numbers, shows that no
// values satisfy the rows: the dual function with costs 0 is above 0 there.
func provesInfeasible(g *facility.Program, ray []float64) bool {
	whole, shift := numerators(ray)
	return dualValue(g, whole, shift, false).Sign() > 0
}

// numerators rounds multipliers to a common power of two, as fine as a float's
// own 53 bits allow for the greatest, and at most 2^40.
func numerators(y []float64) (whole []int64, shift uint) {
	greatest := 1.0
	for _, v := range y {
		if a := math.Abs(v); a > greatest && !math.IsInf(a, 0) {
			greatest = a
		}
	}
	shift = uint(max(0, min(40, 52-math.Ilogb(greatest))))
	whole = make([]int64, len(y))
	for i, v := range y {
		if scaled := math.Round(math.Ldexp(v, int(shift))); math.Abs(scaled) < 1<<62 { // also drops NaN
			whole[i] = int64(scaled)
		}
	}
	return whole, shift
}

// dualValue is 2^shift times the dual function at whole multipliers.
func dualValue(g *facility.Program, y []int64, shift uint, withCosts bool) *big.Int {
	total, product, factor, other := new(big.Int), new(big.Int), new(big.Int), new(big.Int)
	reduced := make([]big.Int, len(g.Columns))
	if withCosts {
		for c := range g.Columns {
			reduced[c].Lsh(reduced[c].SetInt64(g.Columns[c].Cost), shift)
		}
	}
	for r, row := range g.Rows {
		side := row.Lower
		if y[r] < 0 {
			side = row.Upper
		}
		if y[r] == 0 || side >= facility.Infinity || side <= -facility.Infinity {
			continue
		}
		factor.SetInt64(y[r])
		total.Add(total, product.Mul(factor, other.SetInt64(side)))
		for _, t := range g.Row(r) {
			reduced[t.Index].Sub(&reduced[t.Index], product.Mul(factor, other.SetInt64(t.Coef)))
		}
	}
	for c := range g.Columns {
		bound := g.Columns[c].Lower
		if reduced[c].Sign() < 0 {
			bound = g.Columns[c].Upper
		}
		total.Add(total, product.Mul(&reduced[c], other.SetInt64(bound)))
	}
	return total
}

// clampInt64 keeps a bound within int64, downwards where it has to move.
func clampInt64(v *big.Int) int64 {
	switch {
	case v.IsInt64():
		return v.Int64()
	case v.Sign() < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

//go:build cgo

package lp

/*
#include "clp.h"
*/
import "C"

import (
	"context"
	"math"
	"runtime"
	"slices"
	"unsafe"
)

// tolerance is relative to the magnitude of what is summed. Clp works to 1e-7
// in its scaled space.
const tolerance = 1e-6

// view is Clp's own copy of the model, read in place.
type view struct {
	cost, lower, upper []float64 // [column]
	rowLower, rowUpper []float64 // [row]
	starts, lengths    []int32   // [column]
	rows               []int32   // [entry]
	values             []float64 // [entry]
}

func (m *Model) view() view {
	clp := m.clp
	v := view{
		cost:     doublesOf(C.Clp_objective(clp), m.columns),
		lower:    doublesOf(C.Clp_columnLower(clp), m.columns),
		upper:    doublesOf(C.Clp_columnUpper(clp), m.columns),
		rowLower: doublesOf(C.Clp_rowLower(clp), m.rows),
		rowUpper: doublesOf(C.Clp_rowUpper(clp), m.rows),
	}
	if m.nonzeros == 0 {
		return v
	}
	v.starts = unsafe.Slice((*int32)(unsafe.Pointer(C.Clp_getVectorStarts(clp))), m.columns)
	v.lengths = unsafe.Slice((*int32)(unsafe.Pointer(C.Clp_getVectorLengths(clp))), m.columns)
	end := 0 // Clp may leave room behind a column
	for j := range v.starts {
		end = max(end, int(v.starts[j]+v.lengths[j]))
	}
	v.rows = unsafe.Slice((*int32)(unsafe.Pointer(C.Clp_getIndices(clp))), end)
	v.values = unsafe.Slice((*float64)(unsafe.Pointer(C.Clp_getElements(clp))), end)
	return v
}

// column returns the entries of column j.
func (v *view) column(j int) ([]int32, []float64) {
	if v.starts == nil {
		return nil, nil
	}
	from, to := v.starts[j], v.starts[j]+v.lengths[j]
	return v.rows[from:to], v.values[from:to]
}

// plain decides, without a solve, models whose limits exclude each other and
// models without entries that have no optimum: Clp calls those errors, or
// leaves no ray. Anything else is Unsolved.
func (m *Model) plain() Status {
	defer runtime.KeepAlive(m)
	v := m.view()
	if crosses(v.lower, v.upper) || crosses(v.rowLower, v.rowUpper) {
		m.ray = append(m.ray[:0], make([]float64, m.rows)...)
		return Infeasible
	}
	if m.nonzeros > 0 {
		return Unsolved
	}
	for i := range m.rows { // A x is 0
		if v.rowLower[i] > tolerance || v.rowUpper[i] < -tolerance {
			m.ray = append(m.ray[:0], make([]float64, m.rows)...)
			m.ray[i] = math.Copysign(1, v.rowLower[i])
			return Infeasible
		}
	}
	for j, c := range v.cost {
		if c < 0 && v.upper[j] >= math.MaxFloat64 || c > 0 && v.lower[j] <= -math.MaxFloat64 {
			m.ray = append(m.ray[:0], make([]float64, m.columns)...)
			m.ray[j] = math.Copysign(1, -c)
			return Unbounded
		}
	}
	return Unsolved
}

func crosses(lower, upper []float64) bool {
	for k := range lower {
		if lower[k] > upper[k]+tolerance*(1+math.Abs(upper[k])) {
			return true
		}
	}
	return false
}

// solutionStands recomputes rows, reduced costs and their signs from the
// matrix: x within limits, y and d of the right sign and complementary to x.
func (m *Model) solutionStands() bool {
	v := m.view()
	x := doublesOf(C.Clp_primalColumnSolution(m.clp), m.columns)
	y := doublesOf(C.Clp_dualRowSolution(m.clp), m.rows)
	m.activity = append(m.activity[:0], make([]float64, m.rows)...)
	m.magnitude = append(m.magnitude[:0], make([]float64, m.rows)...)
	dear := 0.0 // the greatest multiplier, scale of the rows' signs
	for _, yi := range y {
		dear = max(dear, math.Abs(yi))
	}
	for j, xj := range x {
		rows, values := v.column(j)
		d, scale := v.cost[j], math.Abs(v.cost[j])
		for e, i := range rows {
			d -= y[i] * values[e]
			scale += math.Abs(y[i] * values[e])
			m.activity[i] += values[e] * xj
			m.magnitude[i] += math.Abs(values[e] * xj)
		}
		if !stands(xj, math.Abs(xj), d, scale, v.lower[j], v.upper[j]) {
			return false
		}
	}
	for i, yi := range y {
		if !stands(m.activity[i], m.magnitude[i], yi, dear, v.rowLower[i], v.rowUpper[i]) {
			return false
		}
	}
	return true
}

// stands says that a value lies within its bounds and that its multiplier
// has the sign that its place between them asks for.
func stands(value, magnitude, multiplier, scale, lower, upper float64) bool {
	near := func(bound float64) float64 { return tolerance * (1 + magnitude + math.Abs(bound)) }
	small := tolerance * (1 + scale)
	if !(value >= lower-near(lower) && value <= upper+near(upper)) { // also refuses NaN
		return false
	}
	if !(multiplier <= small) && value > lower+near(lower) { // must rest on its lower bound
		return false
	}
	return multiplier >= -small || value >= upper-near(upper)
}

// farkasStands fetches the ray that the dual method left, gives it the sign
// with which it proves infeasibility (Clp's own was the opposite one wherever
// we looked, which its headers do not promise), and keeps it if it does. Its
// largest entry is 1 or -1.
func (m *Model) farkasStands() bool {
	ray := C.Clp_infeasibilityRay(m.clp)
	if ray == nil {
		return false
	}
	defer C.Clp_freeRay(m.clp, ray)
	m.ray = append(m.ray[:0], doublesOf(ray, m.rows)...)
	far := 0.0
	for _, yi := range m.ray {
		far = max(far, math.Abs(yi))
	}
	v := m.view()
	for _, sign := range [...]float64{1, -1} {
		for i, yi := range doublesOf(ray, m.rows) {
			m.ray[i] = sign * yi / far
		}
		if m.farkasMargin(&v, m.ray) > 0 {
			return true
		}
	}
	m.ray = m.ray[:0]
	return false
}

// noise is what rounding leaves of a zero in a ray of length 1.
const noise = 1e-9

// farkasMargin is the least y·r over the row limits less the greatest yᵀA x
// over the column bounds, less what rounding may have added; above 0 it proves
// that the model is infeasible. Noise in y on the side without a limit is
// cleared.
func (m *Model) farkasMargin(v *view, y []float64) float64 {
	margin, scale := 0.0, 0.0
	for i, yi := range y {
		limit := v.rowLower[i]
		if yi < 0 {
			limit = v.rowUpper[i]
		}
		switch {
		case yi == 0:
		case math.Abs(limit) < math.MaxFloat64:
			margin += yi * limit
			scale += math.Abs(yi * limit)
		case math.Abs(yi) > noise:
			return math.Inf(-1)
		default:
			y[i] = 0
		}
	}
	for j := range v.cost {
		rows, values := v.column(j)
		a, size := 0.0, 1.0
		for e, i := range rows {
			a += y[i] * values[e]
			size += math.Abs(y[i] * values[e])
		}
		bound := v.upper[j]
		if a < 0 {
			bound = v.lower[j]
		}
		switch {
		case a == 0:
		case math.Abs(bound) < math.MaxFloat64:
			margin -= a * bound
			scale += math.Abs(a * bound)
		case math.Abs(a) > noise*size:
			return math.Inf(-1)
		}
	}
	return margin - noise*scale
}

// farkasWithoutCosts looks for a ray by the dual method with all costs 0. That
// start is dual feasible, so no made-up bounds and no costs enter the ray, as
// they do when Clp finds a model infeasible that has no dual solution either.
func (m *Model) farkasWithoutCosts(ctx context.Context) bool {
	v := m.view()
	costs := slices.Clone(v.cost)
	clear(v.cost)
	code := m.run(ctx, dualSimplex)
	copy(v.cost, costs)
	return code == codeInfeasible && m.farkasStands()
}

// limitStands says that the row duals prove an objective above the limit.
func (m *Model) limitStands() bool {
	limit := float64(C.Clp_dualObjectiveLimit(m.clp))
	if limit >= 1e50 {
		return false
	}
	v := m.view()
	y := doublesOf(C.Clp_dualRowSolution(m.clp), m.rows)
	bound := 0.0
	for i, yi := range y {
		bound += leastProduct(yi, v.rowLower[i], v.rowUpper[i])
	}
	for j, d := range v.cost {
		rows, values := v.column(j)
		for e, i := range rows {
			d -= y[i] * values[e]
		}
		bound += leastProduct(d, v.lower[j], v.upper[j])
	}
	return bound > limit-tolerance*(1+math.Abs(limit))
}

// leastProduct is the least of d·x for x within the bounds, where a d that is
// 0 but for rounding counts nothing on a side without a bound.
func leastProduct(d, lower, upper float64) float64 {
	bound := lower
	if d < 0 {
		bound = upper
	}
	if math.Abs(bound) >= math.MaxFloat64 {
		if math.Abs(d) > tolerance {
			return math.Inf(-1)
		}
		return 0
	}
	return d * bound
}

// directionStands fetches the ray of an unbounded model and checks that it
// leads down for ever.
func (m *Model) directionStands() bool {
	ray := C.Clp_unboundedRay(m.clp)
	if ray == nil {
		return false
	}
	defer C.Clp_freeRay(m.clp, ray)
	v, x := m.view(), doublesOf(ray, m.columns)
	m.activity = append(m.activity[:0], make([]float64, m.rows)...)
	far, fall := 0.0, 0.0
	for j, xj := range x {
		rows, values := v.column(j)
		fall += v.cost[j] * xj
		for e, i := range rows {
			m.activity[i] += values[e] * xj
		}
		far = max(far, math.Abs(xj))
	}
	ends := func(step, lower, upper float64) bool {
		return step > tolerance*far && upper < math.MaxFloat64 || step < -tolerance*far && lower > -math.MaxFloat64
	}
	for j, xj := range x {
		if ends(xj, v.lower[j], v.upper[j]) {
			return false
		}
	}
	for i, a := range m.activity {
		if ends(a, v.rowLower[i], v.rowUpper[i]) {
			return false
		}
	}
	if !(fall < 0) {
		return false
	}
	m.ray = append(m.ray[:0], x...)
	return true
}

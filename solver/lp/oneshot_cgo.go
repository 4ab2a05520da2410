//go:build cgo

package lp

import (
	"fmt"
	"runtime"

	"github.com/lanl/clp"
)

// OneShot solves one program from nothing through github.com/lanl/clp, with
// duals and the ranging of the costs. It cannot be interrupted.
func OneShot(p *Problem) (*Answer, error) {
	columns, rows := len(p.Cost), len(p.RowLower)
	matrix := clp.NewPackedMatrix()
	matrix.SetDimensions(rows, 0)
	bounds := make([]clp.Bounds, columns)
	for j := range bounds {
		bounds[j] = clp.Bounds{Lower: finite(p.Lower[j]), Upper: finite(p.Upper[j])}
		entries := make([]clp.Nonzero, 0, p.Starts[j+1]-p.Starts[j])
		for e := p.Starts[j]; e < p.Starts[j+1]; e++ {
			entries = append(entries, clp.Nonzero{Index: int(p.Rows[e]), Value: p.Values[e]})
		}
		matrix.AppendColumn(entries)
	}
	limits := make([]clp.Bounds, rows)
	for i := range limits {
		limits[i] = clp.Bounds{Lower: finite(p.RowLower[i]), Upper: finite(p.RowUpper[i])}
	}
	simplex := clp.NewSimplex()
	defer runtime.KeepAlive(simplex)
	simplex.LoadProblem(matrix, bounds, p.Cost, limits, nil)
	simplex.SetOptimizationDirection(clp.Minimize)

	// Clp may leave the last step of one method to the other.
	code := simplex.Primal(clp.NoValuesPass, clp.NoStartFinishOptions)
	if code > clp.Unbounded {
		code = simplex.Dual(clp.NoValuesPass, clp.NoStartFinishOptions)
	}
	switch {
	case code == clp.Infeasible:
		return &Answer{Status: Infeasible}, nil
	case code == clp.Unbounded:
		return &Answer{Status: Unbounded}, nil
	case code != clp.Optimal || simplex.SecondaryStatus() != clp.SecondaryNone:
		return nil, fmt.Errorf("%w: status/secondary %d/%d", ErrNumerical, code, simplex.SecondaryStatus())
	}
	a := &Answer{
		Status:       Optimal,
		Objective:    simplex.ObjectiveValue(),
		Values:       simplex.PrimalColumnSolution(),
		ReducedCosts: simplex.DualColumnSolution(),
		Duals:        simplex.DualRowSolution(),
	}
	if err := rangeCosts(simplex, p.Cost, a); err != nil {
		return nil, err
	}
	return a, nil
}

// rangeCosts asks how far each cost may move alone before the basis changes.
func rangeCosts(simplex *clp.Simplex, cost []float64, a *Answer) error {
	n := len(cost)
	if n == 0 {
		return nil
	}
	which := make([]int, n)
	for j := range which {
		which[j] = j
	}
	up, down := make([]float64, n), make([]float64, n)
	if code := simplex.DualRanging(n, which, up, make([]int, n), down, make([]int, n), nil, nil); code != 0 {
		return fmt.Errorf("%w: ranging ended with %d", ErrNumerical, code)
	}
	a.Cost = make([]Range, n)
	for j, c := range cost {
		a.Cost[j] = Range{Lower: c - endless(down[j]), Upper: c + endless(up[j])}
	}
	return nil
}

// endless is a distance of ranging with Clp's infinity made Inf.
func endless(distance float64) float64 {
	if distance > 1e27 {
		return Inf
	}
	return distance
}

//go:build cgo

package lp

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

var background = context.Background()

// load opens a model of p that is closed with the test.
func load(t testing.TB, p *Problem) *Model {
	t.Helper()
	m, err := New()
	require.NoError(t, err)
	t.Cleanup(m.Close)
	rows := Rows{Lower: p.RowLower, Upper: p.RowUpper, Starts: make([]int32, len(p.RowLower)+1)}
	m.AddRows(&rows)
	m.AddColumns(&p.Columns)
	return m
}

// randomProblem has whole coefficients, costs of the size of pence, some free
// columns and rows of every kind. With feasible it has a solution by
// construction; it may be unbounded unless boxed.
func randomProblem(r *rand.Rand, rows, columns int, feasible, boxed bool) *Problem {
	p := &Problem{RowLower: make([]float64, rows), RowUpper: make([]float64, rows)}
	activity := make([]float64, rows)
	for range columns {
		lower, upper := float64(r.IntN(7)-3), Inf
		if boxed || r.IntN(3) == 0 {
			upper = lower + float64(r.IntN(9))
		}
		if !boxed && r.IntN(8) == 0 {
			lower = -Inf
		}
		var index []int32
		var value []float64
		inside := max(lower, -5) + float64(r.IntN(4))
		inside = min(inside, upper)
		for i := range rows {
			if r.IntN(3) == 0 {
				v := float64(r.IntN(19) - 9)
				if v != 0 {
					index, value = append(index, int32(i)), append(value, v)
					activity[i] += v * inside
				}
			}
		}
		p.Append(float64(r.IntN(2_000_000)-500_000), lower, upper, index, value)
	}
	for i := range rows {
		at := float64(r.IntN(41) - 20)
		if feasible {
			at = activity[i]
		}
		p.RowLower[i], p.RowUpper[i] = -Inf, Inf
		switch r.IntN(4) {
		case 0:
			p.RowLower[i], p.RowUpper[i] = at, at
		case 1:
			p.RowLower[i] = at - float64(r.IntN(5))
		case 2:
			p.RowUpper[i] = at + float64(r.IntN(5))
		case 3:
			p.RowLower[i], p.RowUpper[i] = at-float64(r.IntN(5)), at+float64(r.IntN(5))
		}
	}
	return p
}

// medianProblem is the relaxation of a p-median-like program with strong
// linking rows: customers*sites + customers rows, degenerate as ours are.
func medianProblem(r *rand.Rand, customers, sites int) *Problem {
	p := &Problem{}
	for range customers {
		p.RowLower, p.RowUpper = append(p.RowLower, 1), append(p.RowUpper, 1)
	}
	for range customers * sites {
		p.RowLower, p.RowUpper = append(p.RowLower, -Inf), append(p.RowUpper, 0)
	}
	for j := range sites {
		rows, values := []int32{}, []float64{}
		for i := range customers {
			rows, values = append(rows, int32(customers+j*customers+i)), append(values, -1)
		}
		p.Append(float64(1000+r.IntN(1000)), 0, 1, rows, values)
	}
	for j := range sites {
		for i := range customers {
			p.Append(float64(r.IntN(1000)), 0, 1, []int32{int32(i), int32(customers + j*customers + i)}, []float64{1, 1})
		}
	}
	return p
}

// multiply returns A x and yᵀA from the problem as it was written down.
func multiply(p *Problem, x, y []float64) (ax, ya []float64) {
	ax, ya = make([]float64, len(p.RowLower)), make([]float64, len(p.Cost))
	for j := range p.Cost {
		for e := p.Starts[j]; e < p.Starts[j+1]; e++ {
			if x != nil {
				ax[p.Rows[e]] += p.Values[e] * x[j]
			}
			if y != nil {
				ya[j] += p.Values[e] * y[p.Rows[e]]
			}
		}
	}
	return ax, ya
}

// least and most are the extremes of a product over an interval; a coefficient
// that is 0 but for rounding counts nothing.
func least(a, lower, upper float64) float64 {
	if math.Abs(a) < 1e-7 {
		return 0
	}
	return min(a*lower, a*upper)
}

func most(a, lower, upper float64) float64 { return -least(-a, lower, upper) }

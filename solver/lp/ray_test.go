//go:build cgo

package lp

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A Farkas ray must prove by itself, from the problem as it was written, that
// there is no solution: min y·r > max yᵀA x. Clp's own sign varies; ours must
// not.
func TestFarkasRayProves(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	infeasible := 0
	for range 400 {
		p := randomProblem(r, 4+r.IntN(8), 4+r.IntN(8), false, r.IntN(2) == 0)
		for _, solve := range []func(*Model, context.Context) (Status, error){(*Model).Dual, (*Model).Primal} {
			m := load(t, p)
			status, err := solve(m, background)
			require.NoError(t, err)
			if status != Infeasible {
				continue
			}
			infeasible++
			y := m.Ray(nil)
			require.Len(t, y, len(p.RowLower))
			_, ya := multiply(p, nil, y)
			margin := 0.0
			for i, yi := range y {
				margin += least(yi, p.RowLower[i], p.RowUpper[i])
			}
			for j, a := range ya {
				margin -= most(a, p.Lower[j], p.Upper[j])
			}
			require.Positive(t, margin)
		}
	}
	assert.Greater(t, infeasible, 200)
}

// By hand: x >= 0 and x <= -1 as a row. y must be negative: y·(-1) > 0 >= y·x.
func TestFarkasSign(t *testing.T) {
	p := &Problem{RowLower: []float64{-Inf}, RowUpper: []float64{-1}}
	p.Append(1, 0, Inf, []int32{0}, []float64{1})
	m := load(t, p)
	status, err := m.Dual(background)
	require.NoError(t, err)
	require.Equal(t, Infeasible, status)
	assert.Negative(t, m.Ray(nil)[0])

	m.SetRowBounds([]int32{0}, []float64{3}, []float64{Inf})
	m.SetColumnBounds([]int32{0}, []float64{0}, []float64{2})
	status, err = m.Dual(background)
	require.NoError(t, err)
	require.Equal(t, Infeasible, status)
	assert.Positive(t, m.Ray(nil)[0])
}

// An unbounded direction must leave every limit alone and fall for ever.
func TestUnboundedRay(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	unbounded := 0
	for range 400 {
		p := randomProblem(r, 3+r.IntN(6), 6+r.IntN(10), true, false)
		for _, solve := range []func(*Model, context.Context) (Status, error){(*Model).Dual, (*Model).Primal} {
			m := load(t, p)
			status, err := solve(m, background)
			require.NoError(t, err)
			if status != Unbounded {
				continue
			}
			unbounded++
			ray := m.Ray(nil)
			require.Len(t, ray, len(p.Cost))
			ax, _ := multiply(p, ray, nil)
			far, fall := 0.0, 0.0
			for j, step := range ray {
				far = max(far, step, -step)
				fall += p.Cost[j] * step
			}
			require.Negative(t, fall)
			within := func(step, lower, upper float64) bool {
				return (step < 1e-5*far || upper == Inf) && (step > -1e-5*far || lower == -Inf)
			}
			for j, step := range ray {
				require.True(t, within(step, p.Lower[j], p.Upper[j]))
			}
			for i, step := range ax {
				require.True(t, within(step, p.RowLower[i], p.RowUpper[i]))
			}
		}
	}
	assert.Greater(t, unbounded, 100)
}

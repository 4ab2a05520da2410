//go:build cgo

package lp

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The binding and our use of the C interface are two ways to one library; an
// error in how we load, change or read a model shows as a difference.
func TestModelAgreesWithTheBinding(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	seen := map[Status]int{}
	for range 400 {
		p := randomProblem(r, 3+r.IntN(15), 3+r.IntN(20), r.IntN(3) > 0, r.IntN(2) == 0)
		other, err := OneShot(p)
		require.NoError(t, err)
		m := load(t, p)
		status, err := m.Dual(background)
		require.NoError(t, err)
		seen[status]++
		if status == Infeasible && other.Status == Unbounded || status == Unbounded && other.Status == Infeasible {
			continue // both primal and dual infeasible: either is right
		}
		require.Equal(t, other.Status, status)
		if status != Optimal {
			continue
		}
		assert.InEpsilon(t, other.Objective+1e9, m.Objective()+1e9, 1e-9)
		bound := 0.0 // weak duality from the binding's own duals
		for i, y := range other.Duals {
			bound += least(y, p.RowLower[i], p.RowUpper[i])
		}
		for j, d := range other.ReducedCosts {
			bound += least(d, p.Lower[j], p.Upper[j])
		}
		assert.InEpsilon(t, bound+1e9, m.Objective()+1e9, 1e-9)
	}
	assert.Greater(t, seen[Optimal], 100)
	assert.Greater(t, seen[Infeasible], 20)
}

// In max 3a + 5b (see twoProducts) the vertex (2, 6) stays optimal while the
// slope 3/5 stays between 0 and 3/2: the cost of a between 0 and 7.5, that of
// b from 2 up. Ours are the negatives.
func TestRangingByHand(t *testing.T) {
	a, err := OneShot(twoProducts())
	require.NoError(t, err)
	require.Equal(t, Optimal, a.Status)
	assert.InDelta(t, -7.5, a.Cost[0].Lower, 1e-6)
	assert.InDelta(t, 0, a.Cost[0].Upper, 1e-6)
	assert.InDelta(t, -2, a.Cost[1].Upper, 1e-6)
	assert.Equal(t, -Inf, a.Cost[1].Lower)
}

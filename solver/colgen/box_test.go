package colgen

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Protects the end of a relaxation from where its box began: from good
// multipliers, from none and from far too large ones the bound is the same, up to
// what Solve leaves unpriced.
func TestBoxDoesNotMoveTheBound(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	compared := 0
	for seed := range uint64(200) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 5)))
		if _, _, ok := facilitytest.BruteForce(p); !ok {
			continue
		}
		var values []float64
		for _, begin := range []func(*lagrange.Oracle) *certificate.Multipliers{
			func(*lagrange.Oracle) *certificate.Multipliers { return nil },
			func(o *lagrange.Oracle) *certificate.Multipliers {
				return lagrange.Run(o, lagrange.Options{Iterations: 300}, search.NewBudget(context.Background(), 0)).Best
			},
			func(o *lagrange.Oracle) *certificate.Multipliers {
				m := o.Initial()
				for i := range m.Customer {
					m.Customer[i] *= 10
				}
				o.Clamp(m)
				return m
			},
		} {
			o := lagrange.NewOracle(p)
			c, err := NewMaster(p, o)
			require.NoError(t, err)
			c.Box, c.Follow = true, seed%2 == 0
			out, err := c.Solve(math.MaxInt64, begin(o), search.NewBudget(context.Background(), 0))
			require.NoError(t, err, "seed %d", seed)
			require.False(t, c.boxed(), "seed %d", seed)
			c.Close()
			if out.Artificial < 1e-6 {
				values = append(values, float64(out.Value)*math.Ldexp(1, -int(o.Shift)))
			}
		}
		if len(values) == 3 {
			compared++
			require.InDelta(t, values[0], values[1], 2*blind*math.Abs(values[0])+1e-3, "seed %d", seed)
			require.InDelta(t, values[0], values[2], 2*blind*math.Abs(values[0])+1e-3, "seed %d", seed)
		}
	}
	require.Greater(t, compared, 50)
}

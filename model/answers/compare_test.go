package answers_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/modeltest"
)

// A plan does not differ from itself, and costs under the first's scenario what
// the definitions say; areas add up to the whole.
func TestCompare(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 1))
	differing := 0
	for range 8 {
		c, first := tiny(t, r, modeltest.Shape{Practices: 5, Sites: 2, Zones: 6})
		in, _, err := model.New(c.Data, c.Overlay, model.Overlay{Set: []string{"weights.cash=0", "rules.coverage.share=0.5"}})
		require.NoError(t, err)
		best, cost := modeltest.BruteForce(in)
		if best == nil {
			continue
		}
		got, err := answers.Compare([]*answers.Solved{first, answers.Known(in, best, &cost)})
		require.NoError(t, err)
		assert.Empty(t, got.Changes[0])
		assert.Len(t, got.Changes[1], 2)
		assert.Empty(t, got.Differs[0].Sites)
		assert.Empty(t, got.Differs[0].Practices)
		assert.Equal(t, first.Objective, got.Shared[0].Objective)
		same := best.Clone()
		same.Settle(first.In)
		assert.Equal(t, model.Cost(first.In, same).Objective, got.Shared[1].Objective)
		if len(got.Shared[1].Violations) == 0 {
			assert.GreaterOrEqual(t, got.Shared[1].Objective, first.Objective, "nothing that holds is cheaper than the best")
		}
		if len(got.Differs[1].Practices) > 0 {
			differing++
		}
		for _, f := range got.Figures {
			var cash, valued model.Pence
			for _, a := range f.Areas {
				cash, valued = cash+a.Cash, valued+a.Valued
			}
			assert.Equal(t, f.Cash, cash)
			assert.Equal(t, f.Valued, valued)
		}
	}
	assert.Greater(t, differing, 0, "the test must see plans that differ")
}

// Plans of two instances cannot be compared.
func TestCompareRefusesOtherInstances(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(8, 1))
	_, a := tiny(t, r, modeltest.Shape{Practices: 4, Sites: 2})
	_, b := tiny(t, r, modeltest.Shape{Practices: 4, Sites: 2})
	_, err := answers.Compare([]*answers.Solved{a, b})
	assert.Error(t, err)
}

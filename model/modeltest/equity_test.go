package modeltest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Equity is what the rule says of a plan, and is the same where the rule is off.
func TestEquityIsTheRules(t *testing.T) {
	seen := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 41))
		c := Random(r, Shape{})
		const limit = 1000 // minutes: the row's limit is this times the patients of the fifth
		on, _, err := model.New(c.Data, c.Overlay, model.Overlay{Set: []string{"rules.equity.state=hard", "rules.equity.limit=1000"}})
		require.NoError(t, err)
		off, _, err := model.New(c.Data, c.Overlay, model.Overlay{Set: []string{"rules.equity.state=off"}})
		require.NoError(t, err)
		plan := RandomPlan(r, on)
		minutes, ok := model.Equity(off, plan)
		for _, row := range model.Check(on, plan).Rows {
			if row.ID != "equity" || !ok {
				continue
			}
			assert.InDelta(t, float64(row.Value), minutes*float64(row.Limit)/limit, 1e-6+1e-2*max(float64(row.Value), -float64(row.Value)), "seed %d", seed)
			same, _ := model.Equity(on, plan)
			assert.Equal(t, same, minutes)
			if minutes != 0 {
				seen++
			}
		}
	}
	require.Greater(t, seen, 5)
}

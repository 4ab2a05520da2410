package modeltest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// A plan has the same costs and ways in an instance that was made to price it as in
// a whole one, whatever figure is changed.
func TestPricingAgreesWithNew(t *testing.T) {
	changes := []string{"costs.tariff=80", "costs.value_of_time=9", "costs.bus_wait_weight=1", "costs.car_added=0", "costs.rent=8", "costs.growth=0.01",
		"costs.life=45", "rules.travel-cap.limit=12", "costs.outpatient_share=0.1", "costs.transition=15", "rules.hub-cap.limit=9", "rules.coverage.share=0.9"}
	priced := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 40))
		c := Random(r, Shape{})
		base := *c.Data
		base.Base = model.Overlay{}
		prepared, _, err := model.Prepare(&base)
		require.NoError(t, err, "seed %d", seed)
		in, _, err := prepared.New(c.Overlay)
		require.NoError(t, err, "seed %d", seed)
		plan := RandomPlan(r, in)
		pricing := prepared.Pricing(in, plan)
		for range 4 {
			change := model.Overlay{Set: []string{changes[r.IntN(len(changes))], changes[r.IntN(len(changes))]}}
			whole, _, err := prepared.New(c.Overlay, change)
			require.NoError(t, err, "seed %d: %v", seed, change.Set)
			quick, _, err := pricing.Under(c.Overlay, change)
			require.NoError(t, err)
			require.Equal(t, model.Cost(whole, plan), model.Cost(quick, plan), "seed %d: %v", seed, change.Set)
			priced += int(model.Cost(whole, plan).Priced.Sum())
			for p := range plan.Places {
				if arc, ok := plan.Arc(whole, int32(p)); ok {
					quickArc, _ := plan.Arc(quick, int32(p))
					assert.Equal(t, whole.Link(&arc), quick.Link(&quickArc), "seed %d: %v", seed, change.Set)
				}
			}
		}
	}
	require.NotZero(t, priced, "no priced rule was broken")
}

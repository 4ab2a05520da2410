package answers

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
)

// differ restates what counts as a difference.
func differ(p, q *model.Plan) (practices, sites int) {
	modelAt := func(p *model.Plan, s int32) int32 {
		if i := p.Open(s); i >= 0 {
			return p.Sites[i].Model
		}
		return -1
	}
	for i := range p.Places {
		x, y := p.Places[i].Site, q.Places[i].Site
		if x != y || x >= 0 && modelAt(p, x) != modelAt(q, y) {
			practices++
		}
	}
	for _, open := range p.Sites {
		if modelAt(q, open.Site) != open.Model {
			sites++
		}
	}
	return practices, sites
}

// Each alternative differs from all before it as much as was asked for, costs no
// more than was allowed, and is, where that is said, the cheapest that does so, by
// enumeration. Where none is said to exist, none does.
func TestAlternativesDifferAndAreTheCheapest(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(41, 1))
	found, optimal, none, asked := 0, 0, 0, 0
	for k := range 18 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		q := AlternativesQuestion{Count: 3, Most: MostExpensive(base.Objective, []float64{0.01, 0.1, 1}[k%3]), Practices: k % 4, Sites: (k + 1) % 2}
		if q.Practices+q.Sites == 0 {
			q.Practices = 1
		}
		var plans []*model.Plan
		everyPlan(base.In, func(p *model.Plan) { plans = append(plans, p) })
		got, err := FindAlternatives(t.Context(), base, q, little, nil)
		require.NoError(t, err)
		earlier := []*model.Plan{base.Plan}
		cheapest := func() (least model.Pence, ok bool) {
			for _, p := range plans {
				enough := true
				for _, e := range earlier {
					practices, sites := differ(e, p)
					enough = enough && practices >= q.Practices && sites >= q.Sites
				}
				if cost := model.Cost(base.In, p).Objective; enough && (!ok || cost < least) {
					least, ok = cost, true
				}
			}
			return least, ok
		}
		for _, a := range got.Found {
			found++
			for i, e := range earlier {
				practices, sites := differ(e, a.Plan)
				require.Equal(t, []int{practices, sites}, []int{a.Practices[i], a.Sites[i]})
				require.GreaterOrEqual(t, practices, q.Practices)
				require.GreaterOrEqual(t, sites, q.Sites)
			}
			require.LessOrEqual(t, a.Objective, q.Most)
			require.True(t, model.Check(base.In, a.Plan).Feasible())
			require.Equal(t, model.Cost(base.In, a.Plan).Objective, a.Objective)
			least, ok := cheapest()
			require.True(t, ok)
			require.True(t, !a.HasBound || a.Bound <= least, "bound %d, cheapest %d", a.Bound, least)
			if a.Status == "optimal" {
				optimal++
				require.Equal(t, least, a.Objective)
			}
			earlier = append(earlier, a.Plan)
		}
		sites, practices := got.Common()
		for _, a := range got.Found {
			moved, closed := differ(base.Plan, a.Plan)
			require.LessOrEqual(t, practices, len(a.Plan.Places)-moved)
			require.LessOrEqual(t, len(sites), len(base.Plan.Sites)-closed)
			if len(got.Found) == 1 {
				require.Equal(t, []int{len(a.Plan.Places) - moved, len(base.Plan.Sites) - closed}, []int{practices, len(sites)})
			}
		}
		if got.End == nil {
			require.Len(t, got.Found, q.Count)
			continue
		}
		asked++
		if least, ok := cheapest(); got.NoneExists() {
			none++
			require.False(t, ok && least <= q.Most, "one exists for %d", least)
		}
	}
	assert.Greater(t, found, 3, "the test must see alternatives")
	assert.Greater(t, optimal, 2, "and proven ones")
	assert.Greater(t, none, 3, "and that there is none, proven")
	assert.LessOrEqual(t, asked-none, 3, "which is mostly proven on tiny instances")
}

// A share of practices is rounded up, a share of money down: both ask no less than
// was said.
func TestSharesOfAlternatives(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 169, LeastDifferent(0.1, 1681))
	assert.Equal(t, 30, LeastDifferent(0.1, 300))
	assert.Equal(t, model.Pence(1019), MostExpensive(1010, 0.009))
	assert.Equal(t, model.Pence(-990), MostExpensive(-1000, 0.01))
}

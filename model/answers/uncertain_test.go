package answers

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
)

// casesOf compiles a tiny instance under three sets of costs; nil where one of
// them is none.
func casesOf(t *testing.T, c *modeltest.Case) []Case {
	t.Helper()
	s, compile := scenarioOf(t, c)
	var out []Case
	for k, set := range [][]string{
		{"weights.travel=0", "costs.staff.merged=5", "costs.transition=3", "costs.release=0.9"},
		nil,
		{"weights.travel=3", "weights.cash=1.5", "costs.transition=15", "rules.coverage.share=0.4"},
	} {
		in, err := compile(s, set...)
		if err != nil {
			return nil
		}
		out = append(out, Case{Name: string(rune('a' + k)), Weight: int64(1 + k%2), In: in})
	}
	return out
}

// costIn prices a plan under a case; ok is false where the case does not accept it.
func costIn(in *model.Instance, p *model.Plan) (cost model.Pence, ok bool) {
	own := settled(in, p)
	return model.Cost(in, own).Objective, model.Check(in, own).Feasible()
}

// The plan of least expected cost is, where that is proven, the best of all plans
// that keep the rules of every case, by enumeration; regrets hold what enumeration
// says, and no plan's greatest regret is below the floor.
func TestExpectedPlanAndRegretsAreRight(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(51, 1))
	seen, proven, floors, split := 0, 0, 0, 0
	for seen < 7 {
		c, _ := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		cases := casesOf(t, c)
		if cases == nil {
			continue
		}
		// the first two differ in costs only; the third asks for coverage too
		best := make([]model.Pence, len(cases))
		has := make([]bool, len(cases))
		var together []*model.Plan
		for k := range cases {
			everyPlan(cases[k].In, func(p *model.Plan) {
				if cost, _ := costIn(cases[k].In, p); !has[k] || cost < best[k] {
					best[k], has[k] = cost, true
				}
				all := true
				for j := range cases {
					_, ok := costIn(cases[j].In, p)
					all = all && ok
				}
				if all && k == 0 {
					together = append(together, p)
				}
			})
		}
		u, err := PlanForCases(t.Context(), cases, UncertainOptions{Effort: little, Alternatives: 1, Tilts: 2})
		var missing *CaseWithoutPlan
		if errors.As(err, &missing) {
			require.False(t, missing.Impossible && has[0] && has[1] && has[2] && len(together) > 0, "%v", err)
			continue
		}
		require.NoError(t, err)
		require.True(t, has[0] && has[1] && has[2])
		seen++
		least, regret := int64(0), model.Pence(0)
		for i, p := range together {
			total, greatest := int64(0), model.Pence(0)
			for k := range cases {
				cost, _ := costIn(cases[k].In, p)
				total += cases[k].Weight * int64(cost)
				greatest = max(greatest, cost-best[k])
			}
			if i == 0 || total < least {
				least = total
			}
			if i == 0 || greatest < regret {
				regret = greatest
			}
		}
		require.GreaterOrEqual(t, u.Expected.Total, least)
		require.True(t, u.ExpectedTotal.Contains(model.Pence(least)), "%v, want %d", u.ExpectedTotal, least)
		if u.ExpectedTotal.Exact() {
			proven++
			require.Equal(t, least, u.Expected.Total)
		}
		require.LessOrEqual(t, u.RegretFloor, regret)
		if u.RegretFloor > 0 {
			floors++
		}
		for k := range cases {
			require.True(t, u.Own[k].Contains(best[k]))
		}
		for _, x := range u.Candidates {
			for k := range cases {
				cost, ok := costIn(cases[k].In, x.Plan)
				require.True(t, ok)
				require.Equal(t, cost, x.Costs[k])
				require.True(t, x.Regret[k].Contains(cost-best[k]), "%s in %s: %v, want %d", x.Name, cases[k].Name, x.Regret[k], cost-best[k])
			}
			require.True(t, u.LeastRegret.Greatest.High <= x.Greatest.High || !x.Greatest.HasHigh)
		}
		if u.Expected != u.LeastRegret {
			split++
		}
	}
	assert.Greater(t, proven, 3, "the test must see proven plans")
	assert.Greater(t, floors, 0, "and regret that nobody can avoid")
	t.Log(split, "cases in which the two plans are not the same")
}

// The built-in cases permit the same plans, and low costs less than high wherever
// a figure is a price of polyclinics.
func TestCostCasesChangeCostsOnly(t *testing.T) {
	t.Parallel()
	s := model.Defaults()
	cases := CostCases(&s)
	require.Len(t, cases, 3)
	require.Empty(t, cases[CentralCase])
	low, _, err := model.Resolve(nil, model.Overlay{Set: cases[LowCase]})
	require.NoError(t, err)
	high, _, err := model.Resolve(nil, model.Overlay{Set: cases[HighCase]})
	require.NoError(t, err)
	assert.Equal(t, low.Rules, high.Rules)
	assert.Equal(t, s.Costs.BusWaitWeight, low.Costs.BusWaitWeight, "who takes the bus decides who may go where")
	assert.Equal(t, s.Costs.OutpatientShare, high.Costs.OutpatientShare, "how much is to be shifted is an aim")
	for i := range s.Tiers {
		assert.InDelta(t, 0.5*s.Tiers[i].Running, low.Tiers[i].Running, 1e-9)
		assert.InDelta(t, 1.5*s.Tiers[i].Running, high.Tiers[i].Running, 1e-9)
		assert.Equal(t, s.Tiers[i].MaxPatients, high.Tiers[i].MaxPatients)
	}
	assert.InDelta(t, 0.99, low.Costs.Continuity["merged"], 1e-12)
	assert.InDelta(t, 16.5, high.Costs.Continuity["merged"], 1e-12)
	assert.Equal(t, []float64{1, 0, 3, 1}, []float64{low.Costs.Overhead["federated"], low.Costs.Overhead["merged"], high.Costs.Overhead["federated"], high.Costs.Overhead["merged"]})
	assert.Equal(t, []float64{0, 5, 0}, []float64{low.Costs.Staff["federated"], low.Costs.Staff["merged"], high.Costs.Staff["merged"]})
	assert.Equal(t, []float64{14, 8, 60, 30}, []float64{low.Costs.Rent, high.Costs.Rent, low.Costs.Life, high.Costs.Life})
}

// A case that changes who may go where is refused, in words.
func TestCasesMustPermitTheSame(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(52, 1))
	refused := 0
	for range 8 {
		c, base := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		s, compile := scenarioOf(t, c)
		other, err := compile(s, "rules.reach.km=0.5")
		if err != nil {
			continue
		}
		_, err = PlanForCases(t.Context(), []Case{{"one", 1, base.In}, {"two", 1, other}}, UncertainOptions{Effort: little})
		if err != nil && !errors.As(err, new(*CaseWithoutPlan)) {
			require.ErrorContains(t, err, `case "two" changes`)
			refused++
		}
	}
	require.Greater(t, refused, 2)
}

package answers

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/solver/facility"
)

// possibleCase draws a case that has a plan, with its best.
func possibleCase(t testing.TB, r *rand.Rand, shape modeltest.Shape) (*modeltest.Case, *Solved) {
	t.Helper()
	for {
		c := modeltest.Random(r, shape)
		in, err := c.Compile()
		if err != nil {
			continue
		}
		if best, cost := modeltest.BruteForce(in); best != nil && len(best.Sites) > 0 {
			return c, Known(in, best, &cost)
		}
	}
}

// The price of a rule lies in its interval, by enumeration with and without; a
// rule that is off is priced the other way round.
func TestPricesContainTheTruth(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(21, 1))
	dear, imposed, exact := 0, 0, 0
	rules := Priceable()
	for k := range 2 * len(rules) {
		rule := rules[k%len(rules)]
		c, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Locks: rule == "locks"})
		s, compile := scenarioOf(t, c)
		got, err := PriceRule(t.Context(), base, rule, compile, little)
		require.NoError(t, err, rule)
		sides := []*Solved{got.With, got.Without}
		var costs [2]model.Pence
		found := 0
		for i, side := range sides {
			best, cost := modeltest.BruteForce(side.In)
			require.Equal(t, best == nil, side.Plan == nil, rule)
			if best != nil {
				costs[i] = cost
				found++
			}
		}
		require.Equal(t, got.Imposed, rule != "locks" && stateOf(&s, rule) == model.Off)
		if got.Imposed {
			imposed++
		}
		if found < 2 {
			continue
		}
		require.True(t, got.Interval.Contains(costs[0]-costs[1]), "%s: %v, want %v", rule, got.Interval, costs[0]-costs[1])
		if costs[0] != costs[1] {
			dear++
		}
		if got.Interval.Exact() {
			exact++
		}
	}
	assert.Greater(t, dear, 1, "the test must see rules that cost something")
	assert.Greater(t, imposed, 3)
	assert.Greater(t, exact, 12)
}

// A lock is priced by its line; what is no rule and no lock is refused.
func TestPriceOfOneLock(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(22, 1))
	c, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Locks: true})
	s, compile := scenarioOf(t, c)
	got, err := PriceRule(t.Context(), base, s.Locks[0], compile, little)
	require.NoError(t, err)
	assert.Empty(t, got.Without.In.Scenario.Locks)
	for _, rule := range []string{"size", "host", "site S9 forbidden"} {
		_, err = PriceRule(t.Context(), base, rule, compile, little)
		assert.Error(t, err, rule)
	}
}

// duty is a row that asks for at least one of what it counts.
func duty(arc func(*model.Arc, *model.Link) int64, tier func(*model.Option, *model.TierTerms) int64) model.Row {
	return model.Row{ID: "range", Area: -1, State: model.Hard, Scale: 1, Lower: 1, Upper: 1 << 60, OfArea: -1, OfSite: -1, Arc: arc, Tier: tier}
}

// variant is an instance with other rows.
func variant(in *model.Instance, keep func(*model.Row) bool, extra ...model.Row) *model.Instance {
	out := *in
	out.Rows = nil
	for i := range in.Rows {
		if keep(&in.Rows[i]) {
			out.Rows = append(out.Rows, in.Rows[i])
		}
	}
	out.Rows = append(out.Rows, extra...)
	return &out
}

// Where one area is all there is, its corner is the whole: what hosting costs it
// is the difference of two optima by enumeration.
func TestHostsOfOneArea(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(23, 1))
	hosted, willing := 0, 0
	for range 16 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Areas: 1})
		lists, err := Hosts(t.Context(), base, little)
		require.NoError(t, err)
		noRange := func(row *model.Row) bool { return row.ID != "range" }
		_, own := modeltest.BruteForce(variant(base.In, noRange))
		for _, list := range lists {
			require.Len(t, list.Hosts, 1)
			h := list.Hosts[0]
			m, _ := base.In.ModelIndex(list.Model)
			best, cost := modeltest.BruteForce(variant(base.In, noRange, duty(nil, func(o *model.Option, _ *model.TierTerms) int64 {
				return int64(indicator(o.Model == m))
			})))
			require.False(t, h.Impossible && best != nil)
			if best == nil {
				require.Empty(t, h.Site)
				continue
			}
			require.True(t, h.Extra.Contains(cost-own), "%s: %v, want %v", list.Model, h.Extra, cost-own)
			hosted++
			if h.Willing {
				willing++
			}
		}
	}
	assert.Greater(t, hosted, 5)
	assert.Greater(t, willing, 1)
	assert.Greater(t, hosted, willing)
}

// Likewise the regret: what the plan costs less what the area would choose.
func TestRegretOfOneArea(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(24, 1))
	some := 0
	for range 12 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Areas: 1})
		list, err := Regrets(t.Context(), base, little)
		require.NoError(t, err)
		require.Len(t, list, 1)
		_, own := modeltest.BruteForce(variant(base.In, func(row *model.Row) bool { return row.ID != "range" }))
		_, free := modeltest.BruteForce(variant(base.In, func(row *model.Row) bool { return row.Area >= 0 || row.OfSite >= 0 || row.ID == "locks" }))
		priced := capitalPriced(base)
		require.True(t, list[0].Range.Contains(base.Objective-own-priced(func(row *model.Row) bool { return row.ID == "range" })), "%v", list[0])
		want := base.Objective - free - priced(func(row *model.Row) bool { return row.Area < 0 && row.OfSite < 0 && row.ID != "locks" })
		require.True(t, list[0].All.Contains(want), "%v, want %v", list[0], want)
		if want > 0 {
			some++
		}
	}
	assert.Greater(t, some, 3, "the test must see regret")
}

// capitalPriced is what the plan pays for rows that are left out: no duty, no
// price.
func capitalPriced(s *Solved) func(func(*model.Row) bool) model.Pence {
	return func(out func(*model.Row) bool) model.Pence {
		whole := model.Cost(s.In, s.Plan).Objective
		return whole - model.Cost(variant(s.In, func(row *model.Row) bool { return !out(row) }), s.Plan).Objective
	}
}

// Why not: what a rule closes is said with the rule; else the best plan with the
// wish costs what enumeration says.
func TestWhyNotOfOneArea(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(25, 1))
	barred, costly, granted := 0, 0, 0
	for range 30 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Areas: 1})
		in := base.In
		p, s, m := r.Int32N(3), r.Int32N(2), r.Int32N(3)
		wish := Wish{in.Data.Practices[p].Code, in.Data.Sites[s].Code, in.Models()[m].Code}
		got, err := WhyNot(t.Context(), base, wish, little)
		require.NoError(t, err)
		best, cost := modeltest.BruteForce(variant(in, func(*model.Row) bool { return true }, duty(func(a *model.Arc, _ *model.Link) int64 {
			return int64(indicator(a.Practice == p && a.Site == s && a.Model == m))
		}, nil)))
		switch {
		case got.Granted:
			granted++
			require.Equal(t, base.Objective, cost)
		case len(got.Obstacles) > 0:
			barred++
			require.Nil(t, best)
			require.Len(t, got.Obstacles, 1)
			require.Equal(t, in.Barriers(p, s, m), got.Obstacles[0].Rules)
		case best == nil:
			require.Nil(t, got.With)
		default:
			costly++
			require.True(t, got.Extra.Contains(cost-base.Objective), "%v: %v, want %v", wish, got.Extra, cost-base.Objective)
			require.True(t, model.Check(in, got.With).Feasible())
			require.Equal(t, Destination{wish.Site, wish.Model, got.There.Moves}, got.There)
		}
	}
	assert.Greater(t, barred, 3)
	assert.Greater(t, costly, 1)
	assert.Greater(t, granted, 0)
	_, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 1})
	for _, wish := range []Wish{{Practice: "NOBODY", Site: "S0"}, {Practice: "P0", Site: "NOWHERE"}, {Practice: "P0", Model: "none"}} {
		_, err := WhyNot(t.Context(), base, wish, little)
		assert.Error(t, err)
	}
}

// With several areas the rest of a plan stays as it is, and what a corner costs
// more is what the whole plan costs more.
func TestCornersLeaveTheRestAlone(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(26, 1))
	decided := 0
	for range 20 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 3, Sites: 2, Zones: 4, Areas: 2})
		whole := solution(base.Map, base.Plan)
		require.NotNil(t, whole)
		area := r.Int32N(2)
		c := areaCorner(base, *whole, area, cornerTerms{})
		if len(c.customers) == 0 {
			continue
		}
		now, fits := c.inside()
		require.True(t, fits, "the best plan is an answer to its own corner")
		d, err := c.decide(t.Context(), little)
		require.NoError(t, err)
		require.NotNil(t, d.plan)
		require.True(t, model.Check(base.In, d.plan).Feasible())
		inside := map[int32]bool{}
		for _, i := range c.customers {
			for _, p := range base.Map.Practices(i) {
				inside[p] = true
			}
		}
		for p := range int32(base.In.NumPractices()) {
			if !inside[p] {
				require.Equal(t, base.Plan.Places[p], d.plan.Places[p])
			}
		}
		// the base plan is the best of all, so its corner cannot be improved
		require.Equal(t, base.Objective, model.Cost(base.In, d.plan).Objective)
		require.EqualValues(t, facility.Cost(c.problem, now), d.optimum.High)
		if len(c.customers) < base.Map.Problem.NumCustomers() {
			decided++
		}
	}
	assert.Greater(t, decided, 3, "the test must see corners that are not the whole")
}

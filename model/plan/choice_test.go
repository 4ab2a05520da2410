package plan_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// Protects the price of area-choice: a solution may say that a site pays it
// without a cause; settled, it costs what the model says of the plan.
func TestNoSitePaysForChoiceWithoutCause(t *testing.T) {
	needless := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 8))
		c := modeltest.Random(r, modeltest.Shape{})
		c.Data.Areas[0].Models, c.Data.Areas[1].Models = nil, []string{"federated"} // sites of the first may take practices of the second
		in, _, err := model.New(c.Data, c.Overlay, model.Overlay{Set: []string{
			"rules.area-choice.state=priced", "rules.area-choice.price=12345", "rules.boundary.state=off"}})
		require.NoError(t, err)
		p, m := plan.Formulate(in)
		for range 40 {
			guess := modeltest.RandomPlan(r, in)
			s, err := m.Solution(guess)
			if err != nil || !sized(p, s) {
				continue
			}
			paying, sites := payEverywhere(in, p, s)
			if sites == 0 {
				continue
			}
			needless += sites
			cost := int64(model.Cost(in, guess).Objective)
			require.Equal(t, cost+int64(sites)*int64(in.ChoicePrice()), facility.Cost(p, paying), "seed %d", seed)
			require.Equal(t, cost, facility.Cost(p, facility.Settle(p, paying)), "seed %d", seed)
		}
	}
	require.Greater(t, needless, 100)
}

// sized says whether a step admits every open site's customers, without which it
// has no cost, and all who live there have come.
func sized(p *facility.Problem, s facility.Solution) bool {
	return !slices.ContainsFunc(facility.Check(p, s), func(v facility.Violation) bool { return v.Kind == "size" || v.Kind == "tied" })
}

// payEverywhere moves what can be moved to options that pay the price of
// area-choice, and counts the sites.
func payEverywhere(in *model.Instance, p *facility.Problem, s facility.Solution) (facility.Solution, int) {
	out, sites := s.Clone(), 0
	for j, o := range s.Option {
		if o < 0 || int(p.OptionMode[o]) >= len(in.Models()) {
			continue
		}
		first, last := p.Options(int32(j))
		for other := first; other < last; other++ {
			if p.OptionMode[other] != p.OptionMode[o]+int32(len(in.Models())) {
				continue
			}
			out.Option[j] = other
			sites++
			for i, a := range s.Arc {
				if a >= 0 && p.ArcOption[a] == o {
					out.Arc[i] = sameMembers(p, a, other)
				}
			}
		}
	}
	return out, sites
}

// sameMembers is the arc to another option that stands in the place that a has
// among the customer's arcs to its own, but for those that only the other has.
func sameMembers(p *facility.Problem, a, option int32) int32 {
	first, last := p.Arcs(p.ArcCustomer[a])
	for b := first; b < last; b++ {
		if p.ArcOption[b] == option && p.ArcCost[b] == p.ArcCost[a] && p.Weight(b) == p.Weight(a) {
			return b
		}
	}
	return -1
}

package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Both definitions must say the same of every plan: whether it is feasible, and
// what it costs to the penny, whatever rules are on.
func TestFormulationAgreesWithModel(t *testing.T) {
	feasible, infeasible := 0, 0
	broke, charged := map[string]int{}, map[string]int{}
	for seed := range uint64(160) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := modeltest.Random(r, modeltest.Shape{Hybrid: seed%4 == 0, Locks: seed%2 == 0})
		in, err := c.Compile()
		if err != nil {
			continue // a lock that cannot hold
		}
		p, m := plan.Formulate(in)
		for range 150 {
			guess := modeltest.RandomPlan(r, in)
			verdict := model.Check(in, guess)
			s, err := m.Solution(guess)
			if err != nil {
				require.False(t, verdict.Feasible(), "seed %d: %v, but the model accepts it", seed, err)
				continue
			}
			broken := facility.Check(p, s)
			require.Equal(t, len(broken) == 0, verdict.Feasible(), "seed %d: facility says %v, model says %v", seed, broken, verdict.Violations)
			accounts := model.Cost(in, guess)
			if !slices.ContainsFunc(broken, func(v facility.Violation) bool { return v.Kind == "size" }) {
				require.Equal(t, int64(accounts.Objective), facility.Cost(p, s), "seed %d", seed)
			}
			back := m.Interpret(s)
			require.Equal(t, guess, back, "seed %d", seed)
			if verdict.Feasible() {
				feasible++
			} else {
				infeasible++
			}
			for _, v := range verdict.Violations {
				broke[v.Rule]++
			}
			for i, id := range model.RuleIDs() {
				if accounts.Priced[i] > 0 {
					charged[id]++
				}
			}
		}
	}
	require.Greater(t, feasible, 100, "the test must see feasible plans")
	require.Greater(t, infeasible, 100)
	for _, id := range model.RuleIDs() {
		switch id {
		case "once", "reach": // no arc leads there
		case "size", "host", "locks":
			require.NotZero(t, broke[id], "no plan breaks %s", id)
		case "gps": // hard, it is a matter of size
			require.NotZero(t, charged[id], "no plan pays for %s", id)
		case "travel-cap", "hub-cap", "boundary", "willing": // hard, no arc leads there
			require.NotZero(t, charged[id], "no plan pays for %s", id)
		default:
			require.NotZero(t, broke[id], "no plan breaks %s", id)
			require.NotZero(t, charged[id], "no plan pays for %s", id)
		}
	}
}

// The best plan of the model, by enumeration, costs what the best solution of
// the formulation costs; where one has none, neither has the other.
func TestOptimaAgree(t *testing.T) {
	found := 0
	for seed := range uint64(120) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 2))
			c := modeltest.Random(r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 6, Hybrid: seed%5 == 0, Locks: seed%3 == 0})
			in, err := c.Compile()
			if err != nil {
				t.Skip("a lock that cannot hold: ", err)
			}
			best, cost := modeltest.BruteForce(in)
			p, _ := plan.Formulate(in)
			_, value, ok := facilitytest.BruteForce(p)
			require.Equal(t, best != nil, ok)
			if ok {
				found++
				require.Equal(t, int64(cost), value)
			}
		})
	}
	require.Greater(t, found, 15, "the test must see feasible cases")
}

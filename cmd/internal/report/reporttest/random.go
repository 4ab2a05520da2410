// Package reporttest makes findings of small random plans for the tests of the
// forms of a report.
package reporttest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
	"polyclinic/model/modeltest"
)

// Priced is Random with the plan's costs under other figures, which takes longer.
func Priced(t testing.TB, seed uint64) *findings.Findings {
	t.Helper()
	f := Random(t, seed)
	require.NoError(t, f.Price(), "seed %d", seed)
	return f
}

// Random is a random plan of a random case, seldom feasible, with what there is to
// say of it. The same seed gives the same plan.
func Random(t testing.TB, seed uint64) *findings.Findings {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	c := modeltest.Random(r, modeltest.Shape{Hybrid: seed%3 == 0, Areas: 3, Practices: 12, Sites: 5})
	in, err := c.Compile()
	require.NoError(t, err, "seed %d", seed)
	plan := modeltest.RandomPlan(r, in)
	accounts := model.Cost(in, plan)
	bound := accounts.Objective - model.Pence(r.IntN(1_000_000))
	status := model.NewStatus("feasible", "work", "lagrange", accounts.Objective, accounts.Total[model.Outpatients], &bound)
	return findings.Of(findings.Source{In: in, Plan: plan, Document: model.NewDocument(in, plan, status), Data: c.Data})
}

// Seeds and PricedSeeds are enough for tests: what a plan can hold turns up in some
// of them.
const (
	Seeds       = 40
	PricedSeeds = 4
)

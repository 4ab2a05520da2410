package bench

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
	"polyclinic/solver"
	"polyclinic/solver/facilitytest"
)

// A wrong cost, a bound that the proof does not reach, and a solution that breaks
// a rule are all noticed; what holds is accepted with its proof.
func TestAnswersAreChecked(t *testing.T) {
	p := facilitytest.Capital(rand.New(rand.NewPCG(2, 18)), facilitytest.CapitalShape{Customers: 60, Sites: 12, Areas: 2, Tied: true})
	solve := func() *solver.Result {
		res, err := solver.Solve(context.Background(), p, solver.Options{Seed: 1, Threads: 1, WorkLimit: 3_000_000, Certify: true})
		require.NoError(t, err)
		require.True(t, res.HasBound)
		return res
	}
	res := solve()
	got, err := check(p, res, true)
	require.NoError(t, err)
	assert.Equal(t, results.ByCertificate, got)
	got, err = check(p, res, false)
	require.NoError(t, err)
	assert.Equal(t, results.ByDefinition, got)

	res.Cost--
	_, err = check(p, res, true)
	assert.ErrorContains(t, err, "is claimed")
	res = solve()
	res.Solution.Option = slices.Clone(res.Solution.Option)
	for j := range res.Solution.Option {
		res.Solution.Option[j] = -1
	}
	_, err = check(p, res, true)
	assert.ErrorContains(t, err, "is wrong in")
	res = solve()
	res.Bound = res.Cost
	res.Proof.Bound = res.Cost
	if res.Status != solver.Optimal {
		_, err = check(p, res, true)
		assert.ErrorContains(t, err, "the certificate is rejected")
	}
	res = solve()
	res.Bound = res.Cost + 1
	_, err = check(p, res, true)
	assert.ErrorContains(t, err, "exceeds")
}

// Another solver's plan is taken at what it costs, which may be less than it claims,
// and never at less than it costs.
func TestAnswersOfOthersArePricedAgain(t *testing.T) {
	p := facilitytest.Tiny(rand.New(rand.NewPCG(2, 18)))
	s, cost, ok := facilitytest.BruteForce(p)
	require.True(t, ok)
	for claim, want := range map[float64]float64{float64(cost): float64(cost), float64(2 * cost): float64(cost), float64(cost) * (1 - 1e-7): float64(cost) * (1 - 1e-7)} {
		got, err := reprice(p, s, claim)
		require.NoError(t, err)
		assert.InDelta(t, want, got, 1e-9)
	}
	_, err := reprice(p, s, float64(cost)*0.9)
	assert.ErrorContains(t, err, "is claimed")
	for j := range s.Option {
		s.Option[j] = -1
	}
	_, err = reprice(p, s, float64(cost))
	assert.ErrorContains(t, err, "is wrong in")
}

// What run measures by itself: every case of the quick set by ours with its
// seeds, and the ablation with and without every line.
func TestDefaultRunsAreThoseOfTheReport(t *testing.T) {
	f := &runFlags{ablation: true}
	cases, err := f.cases()
	require.NoError(t, err)
	runs := f.runs(cases, []competitor{{name: ours}, {name: "cbc"}})
	count := map[string]int{}
	for _, r := range runs {
		switch {
		case r.by.name != ours:
			count["others"]++
		case r.record.WorkLimit == 0:
			count["timed"]++
		default:
			count["without "+r.record.Without]++
		}
	}
	assert.Equal(t, len(cases)-2, count["others"], "two are for the ablation alone")
	assert.Greater(t, count["timed"], len(cases)-2, "some have several seeds")
	for _, line := range append(solver.Lines(), "") {
		assert.Equal(t, 10, count["without "+line], line)
	}
	f.workLimit = 1000
	for _, r := range f.runs([]suite.Case{{Name: "i", Quick: 1}}, []competitor{{name: ours}}) {
		assert.EqualValues(t, 1000, r.record.WorkLimit)
	}
}

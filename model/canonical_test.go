package model

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An instance has its rows by code whatever their order in the files, messages
// still name the line where a row stands, and what was read stays as it was.
func TestInstanceIsInOrderOfCodes(t *testing.T) {
	files := map[string]string{
		"areas.csv": "code,name,population,regime,models,neighbours\nA3,East,1000,london,merged;federated,A2;A1\nA2,South,40000,surrey,,A1\nA1,North,60000,london,,A2\n",
		"practices.csv": "code,name,area,lat,lon,list_size\nP3,Ash Street,A2,51.40,-0.20,7000\n" +
			"P2,\"Elm, Lane\",A1,51.61,-0.16,8000\nP1,Oak Road,A1,51.60,-0.15,9000\n",
		"tiers.csv": "site,model,tier,capital,running,max_patients\nS2,merged,L,1,1,60000\nS2,merged,S,1,1,60000\nS1,merged,S,1,1,60000\n",
	}
	d := readSmall(t, files)
	p, _, err := Prepare(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"A1", "A2", "A3"}, codesIn(p.data.Areas, func(a Area) string { return a.Code }))
	assert.Equal(t, []string{"P1", "P2", "P3"}, codesIn(p.data.Practices, func(p Practice) string { return p.Code }))
	assert.Equal(t, []string{"S1 merged S", "S2 merged L", "S2 merged S"}, codesIn(p.data.Tiers, tierName), "sizes as they were named")
	assert.Equal(t, []string{"federated", "merged"}, p.data.Areas[2].Models)
	assert.Equal(t, []string{"A1", "A2"}, p.data.Areas[2].Neighbours)
	assert.Equal(t, []int{4, 3, 2}, p.data.Origin.Lines["practices.csv"])
	assert.Equal(t, []int{4, 2, 3}, p.data.Origin.Lines["tiers.csv"])
	assert.Equal(t, readSmall(t, files), d)

	_, warnings, err := New(d, Overlay{Set: []string{"rules.reach.km=0.05", "rules.coverage.state=off", "rules.range.state=off"}, Lock: []string{"practice P2 stays"}})
	require.NoError(t, err)
	assert.Contains(t, Faults(warnings).Error(), `practices.csv:3: practice "P2" can go nowhere`)
}

func codesIn[T any](rows []T, code func(T) string) []string {
	var out []string
	for row := range slices.Values(rows) {
		out = append(out, code(row))
	}
	return out
}

// Locks and rules of areas have no order; the later of two that speak of one
// thing still counts.
func TestScenarioIsInOrder(t *testing.T) {
	got := resolved(t,
		Overlay{Text: []byte("areas: [{area: Y, rule: budget, capital: 3}, {area: X, rule: budget, capital: 1}, {area: X, rule: area-choice, models: [merged, federated]}]\n" +
			"locks: [site B forbidden, practice P stays]")},
		Overlay{Set: []string{"areas.X.budget.capital=2"}, Lock: []string{"site A forbidden"}})
	two, three := 2.0, 3.0
	assert.Equal(t, []AreaRule{{Area: "X", Rule: "area-choice", Models: []string{"federated", "merged"}},
		{Area: "X", Rule: "budget", Capital: &two}, {Area: "Y", Rule: "budget", Capital: &three}}, got.Areas)
	assert.Equal(t, []string{"practice P stays", "site A forbidden", "site B forbidden"}, got.Locks)
}

package model

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// village is four practices, two areas and two sites: S1 in the middle of A1 with
// P1 in its building, S2 eight kilometres away in A2 beside P4.
func village() *Data {
	return &Data{
		Name:  "village",
		Areas: []Area{{Code: "A1", Name: "One"}, {Code: "A2", Name: "Two"}},
		Practices: []Practice{
			{Code: "P1", Name: "In the building", Area: "A1", Lat: 51.5, Lon: 0, List: 9000},
			{Code: "P2", Name: "Near", Area: "A1", Lat: 51.505, Lon: 0, List: 9000},
			{Code: "P3", Name: "Near too", Area: "A1", Lat: 51.5, Lon: 0.01, List: 9000},
			{Code: "P4", Name: "Far", Area: "A2", Lat: 51.571, Lon: 0, List: 9000},
		},
		Sites: []Site{
			{Code: "S1", Name: "Middle", Area: "A1", Lat: 51.5, Lon: 0, Kind: "hospital"},
			{Code: "S2", Name: "Edge", Area: "A2", Lat: 51.572, Lon: 0, Kind: "hospital"},
		},
		Hospitals: []Hospital{{Code: "H", Name: "H", Lat: 51.52, Lon: 0, Acute: true}},
	}
}

func compileVillage(t *testing.T, d *Data, set []string, locks ...string) (*Instance, string, error) {
	in, warnings, err := New(d, Overlay{Source: "test", Set: set, Lock: locks})
	return in, Faults(warnings).Error(), err
}

// Who can go nowhere is named, with the rule that takes the last place away.
func TestStrandedPracticesAreNamed(t *testing.T) {
	d := village()
	d.Practices[3].Area = "A1" // its only near site stands in A2, the other is 7.9 km away
	_, warnings, err := compileVillage(t, d, []string{"rules.reach.km=5"})
	require.NoError(t, err)
	assert.Contains(t, warnings, `practice "P4" can go nowhere`)
	assert.Contains(t, warnings, "the rule boundary")
	_, warnings, err = compileVillage(t, d, []string{"rules.reach.km=0.05", "rules.boundary.scope=any"})
	require.NoError(t, err)
	assert.Contains(t, warnings, `practice "P4" can go nowhere`)
	assert.Contains(t, warnings, "the rule reach")
	assert.NotContains(t, warnings, `practice "P1"`)
}

// A lock that sends a practice where a rule lets nobody go is refused, and the
// rule named.
func TestLockAgainstARuleIsRefused(t *testing.T) {
	_, _, err := compileVillage(t, village(), nil, "practice P4 at S1")
	require.ErrorContains(t, err, `"practice P4 at S1"`)
	require.ErrorContains(t, err, "boundary")
	_, _, err = compileVillage(t, village(), []string{"rules.boundary.scope=any"}, "practice P4 at S1")
	require.NoError(t, err)
}

// A site whose hosts exceed every tier cannot open so, and a warning says so.
func TestCrowdedBuildingIsNamed(t *testing.T) {
	d := village()
	d.Practices[0].List = 60_000
	_, warnings, err := compileVillage(t, d, nil)
	require.NoError(t, err)
	assert.Contains(t, warnings, `site "S1" cannot open merged: the building holds 1 practice with 60000 patients`)
	assert.NotContains(t, warnings, "federated")
}

// A price of half a penny has no whole coefficient.
func TestPricesAreWholePence(t *testing.T) {
	_, _, err := compileVillage(t, village(), []string{"rules.coverage.state=priced", "rules.coverage.price=0.5"})
	require.ErrorContains(t, err, "rules.coverage.price")
}

// By hand: P1 is in the building, so merging costs it no move, no premises, no
// travel, but £3.30 a patient of continuity; co-locating costs it not even that.
func TestInTheBuilding(t *testing.T) {
	in, _, err := compileVillage(t, village(), nil)
	require.NoError(t, err)
	for m, continuity := range map[string]Pence{"federated": 180_000, "colocated": 0, "merged": 2_970_000} {
		k, _ := in.ModelIndex(m)
		a := in.ArcTo(0, 0, k, true)
		parts := in.Parts(&a)
		assert.True(t, a.InBuilding)
		assert.False(t, a.Moves)
		assert.Equal(t, m != "federated", a.Tied)
		assert.Equal(t, continuity, parts[Continuity], m)
		assert.Zero(t, parts[Premises]+parts[Transition]+parts[GPTravel], m)
		assert.Equal(t, Pence(9000*1660), parts[Outpatients], "0.4 × (70 − 0.3 × 95) = £16.60 a patient")
	}
	// P2 moves: premises 0.052 × 9,000 × (2,000 × 0.0543713 + 100) less £108,000.
	merged, _ := in.ModelIndex("merged")
	a := in.ArcTo(1, 0, merged, true)
	parts := in.Parts(&a)
	assert.True(t, a.Moves)
	assert.InDelta(t, 100*(0.052*9000*(2000*Annuity(0.035, 30)+100)-108_000), float64(parts[Premises]), 0.5)
	assert.Equal(t, Pence(-2_700_000), parts[Staff])
}

// Nobody moves out while strangers move in: S1 opens merged with its host or not
// at all.
func TestHostMustJoin(t *testing.T) {
	in, _, err := compileVillage(t, village(), []string{"rules.range.state=off", "rules.coverage.state=off"})
	require.NoError(t, err)
	merged, _ := in.ModelIndex("merged")
	plan := NewPlan(in)
	plan.Sites = []OpenSite{{Site: 0, Model: merged}}
	for p := range 3 {
		plan.Places[p] = Place{Site: 0}
	}
	plan.Settle(in)
	assert.Empty(t, Check(in, plan).Violations)
	assert.Equal(t, "M", in.Option(0, merged).Tiers[plan.Sites[0].Tier].Name, "27,000 patients exceed S")
	plan.Places[0].Site = -1
	plan.Settle(in)
	var rules []string
	for _, v := range Check(in, plan).Violations {
		rules = append(rules, v.Rule)
	}
	assert.Contains(t, rules, "host")
	assert.Equal(t, "size host", strings.Join(rules, " "), "two practices with 18,000 patients are too few besides")
}

// An Instance keeps nothing of the Data that a caller may change.
func TestInstanceIsIndependentOfItsData(t *testing.T) {
	d := village()
	in, _, err := compileVillage(t, d, nil)
	require.NoError(t, err)
	d.Practices[0].Code, d.Sites[0].Kind, d.Areas[0].Code = "changed", "clinic", "changed"
	again, _, err := compileVillage(t, village(), nil)
	require.NoError(t, err)
	plan := NewPlan(in)
	assert.Equal(t, NewDocument(again, plan, DocumentStatus{}), NewDocument(in, plan, DocumentStatus{}))
}

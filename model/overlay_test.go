package model

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func resolved(t require.TestingT, overlays ...Overlay) Scenario {
	s, _, err := Resolve(nil, overlays...)
	require.NoError(t, err)
	return s
}

// An overlay changes only what it names, and the later one wins.
func TestOverlaysChangeOnlyWhatTheyName(t *testing.T) {
	want := Defaults()
	want.Rules.TravelCap.Limit = 20
	want.Rules.Range.N["merged"] = 3
	want.Costs.Kinds["clinic"] = KindCost{Block: 1, Space: 3000}
	want.Costs.Staff["merged"] = 2
	got := resolved(t,
		Overlay{Source: "a.yaml", Text: []byte("rules: {travel-cap: {limit: 25}, range: {merged: 3}}\ncosts: {kinds: {clinic: {block: 1}}, staff: {merged: 2}}")},
		Overlay{Source: "b.yaml", Text: []byte("\ufeff# only this\nrules:\n  travel-cap:\n    limit: 20\n")})
	assert.Equal(t, want, got)
}

// Within one overlay the text comes first, then settings, then locks.
func TestSettingsReachEveryPart(t *testing.T) {
	got := resolved(t, Overlay{
		Text: []byte("weights: {travel: 3}\nlocks: [site A forbidden]"),
		Set: []string{"weights.travel=2", "rules.range.merged=3", "rules.coverage.share=0.9", "costs.kinds.health_centre.block=2500",
			"rules.budget={state: priced, price: 2, capital: 900000000}", "tiers.clinic.merged.S.running=7", "areas.5A9.area-choice.models=[federated, colocated]",
			"areas.5E1.area-choice.max_merged=1", "rules.travel-cap.km=0.8", "locks=[site B required]", "name=5E1", "reference=../draft/plan.json"},
		Lock: []string{"site  A   forbidden", "practice P stays"},
	})
	assert.Equal(t, 2.0, got.Weights.Travel)
	assert.Equal(t, 3, got.Rules.Range.N["merged"])
	assert.Equal(t, 0.9, got.Rules.Coverage.Share)
	assert.Equal(t, KindCost{Block: 2500, Space: 3000}, got.Costs.Kinds["health_centre"])
	assert.Equal(t, Rule{Priced, 2}, got.Rules.Budget.Rule)
	assert.Equal(t, 900e6, *got.Rules.Budget.Capital)
	assert.Equal(t, 7.0, tierOf(t, got, "clinic", "merged", "S").Running)
	assert.Equal(t, int64(25_500), tierOf(t, got, "clinic", "merged", "S").MaxPatients)
	assert.Equal(t, []AreaRule{{Area: "5A9", Rule: "area-choice", Models: []string{"colocated", "federated"}},
		{Area: "5E1", Rule: "area-choice", MaxModel: map[string]int{"merged": 1}}}, got.Areas)
	assert.Equal(t, 0.8, *got.Rules.TravelCap.KM)
	assert.Equal(t, []string{"practice P stays", "site A forbidden", "site B required"}, got.Locks)
	assert.Equal(t, "5E1", got.Name, "a code that looks like a number stays as written")
}

// null takes a limit away again.
func TestNullUnsets(t *testing.T) {
	got := resolved(t, Overlay{Text: []byte("rules: {travel-cap: {km: 0.8}}")}, Overlay{Set: []string{"rules.travel-cap.km=null"}})
	assert.Equal(t, Defaults(), got)
}

// An entry with the keys of an earlier one replaces it as a whole; others are
// left alone.
func TestEntriesReplaceByKey(t *testing.T) {
	got := resolved(t,
		Overlay{Text: []byte("areas: [{area: X, rule: budget, capital: 1, revenue: 2}, {area: Y, rule: budget, capital: 3}]")},
		Overlay{Text: []byte("areas: [{area: X, rule: budget, revenue: 5}]\n" +
			"tiers: [{kind: clinic, model: merged, tier: S, running: 5, max_patients: 40000, area_m2: 9}]")})
	five, three := 5.0, 3.0
	assert.Equal(t, []AreaRule{{Area: "X", Rule: "budget", Revenue: &five}, {Area: "Y", Rule: "budget", Capital: &three}}, got.Areas)
	assert.Len(t, got.Tiers, len(Defaults().Tiers))
	assert.Equal(t, KindTier{Kind: "clinic", Model: "merged", Tier: "S", Running: 5, MinPatients: 20_000, MaxPatients: 40_000,
		MinPractices: 3, MaxPractices: 15, AreaM2: 9}, tierOf(t, got, "clinic", "merged", "S"))
}

// A rule keeps its state when only its limit is set, and a warning says so
// where the rule is off.
func TestLimitAloneKeepsTheState(t *testing.T) {
	s, warnings, err := Resolve(nil, Overlay{Set: []string{"rules.budget.capital=5"}})
	require.NoError(t, err)
	assert.Equal(t, Off, s.Rules.Budget.State)
	require.Len(t, warnings, 1)
	_, warnings, err = Resolve(nil, Overlay{Set: []string{"rules.budget.capital=5", "rules.budget.state=off"}})
	require.NoError(t, err)
	assert.Empty(t, warnings, "whoever says off means it")
}

// The base scenario of the folder comes before all overlays.
func TestBaseComesFirst(t *testing.T) {
	d := &Data{Base: Overlay{Source: "scenario.yaml", Text: []byte("weights: {cash: 2, travel: 2}")}}
	s, _, err := Resolve(d, Overlay{Set: []string{"weights.cash=3"}})
	require.NoError(t, err)
	assert.Equal(t, Weights{Cash: 3, Travel: 2, Continuity: 1}, s.Weights)
}

const hybridText = `models: [{code: hybrid, name: hybrid hub, moves: either}]
costs: {continuity: {hybrid: 0.5}, overhead: {hybrid: 1}, staff: {hybrid: -0.5}, space: {hybrid: 0.07}}
tiers: [{kind: clinic, model: hybrid, tier: S, capital: 5, running: 5, max_patients: 40000, gps: 3, services: []}]
rules: {range: {hybrid: 2, share: 0.1}}
areas: [{area: 5E1, rule: area-choice, models: [], min_hybrid: 0, max_hybrid: 2, max_sites: 4}]
`

// What a plan prints of its scenario is the scenario: as YAML and as JSON, over
// the defaults and over the base it came from.
func TestEchoResolvesToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var o Overlay
		if rapid.Bool().Draw(t, "hybrid") {
			o.Text = []byte(hybridText)
		}
		for _, set := range []string{"rules.budget={state: priced, price: 0.1, capital: 1e15, revenue: -3.25}", "rules.range.merged=3", "rules.range.state=off",
			"rules.travel-mean={state: hard, limit: 0.1, net: true}", "rules.stability.practices=3", "rules.hub-cap.km=1.5", "name=\"off\"",
			"areas.12.area-choice.min_merged=1", "areas.true.budget.capital=1", "rules.coverage.of=practices", "costs.kinds.castle={block: 1, space: 0.001}"} {
			if rapid.Bool().Draw(t, set) {
				o.Set = append(o.Set, set)
			}
		}
		if rapid.Bool().Draw(t, "lock") {
			o.Lock = []string{"site X required merged", "together 1 2"}
		}
		s := resolved(t, o)
		text, err := s.YAML()
		require.NoError(t, err)
		assert.Equal(t, s, resolved(t, Overlay{Text: text}))
		assert.Equal(t, s, resolved(t, o, Overlay{Text: text}))
		object, err := json.Marshal(s)
		require.NoError(t, err)
		assert.Equal(t, s, resolved(t, Overlay{Text: object}))
		var back Scenario
		require.NoError(t, json.Unmarshal(object, &back))
		assert.Equal(t, s, back)
	})
}

// A scenario that unsets what its base sets must stay so when it is read back
// over that base.
func TestEchoUnsetsWhatTheBaseSets(t *testing.T) {
	base := Overlay{Text: []byte("rules: {travel-cap: {km: 3}, range: {share: 0.2}}")}
	s := resolved(t, base, Overlay{Set: []string{"rules.travel-cap.km=null", "rules.range.share=null"}})
	text, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Equal(t, s, resolved(t, base, Overlay{Text: text}))
}

// Whatever the text, Resolve answers with a scenario or with faults.
func FuzzResolve(f *testing.F) {
	f.Add([]byte(hybridText))
	f.Add([]byte("rules: &a {range: *a}"))
	f.Add([]byte("- x\n- {y: z}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, _, err := Resolve(nil, Overlay{Source: "x.yaml", Text: text})
		if err != nil {
			assert.NotEmpty(t, err.(Faults))
		}
	})
}

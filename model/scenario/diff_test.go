package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// A diff names exactly what was changed, by the path that --set takes, so that
// it can be typed back.
func TestDiffNamesWhatChanged(t *testing.T) {
	sets := []string{"costs.kinds.clinic.block=2600", "rules.range.merged=3", "tiers.clinic.merged.S.running=1"}
	to, _, err := model.Resolve(tiny(), model.Overlay{Set: sets, Lock: []string{"site P forbidden"}})
	require.NoError(t, err)
	changes, err := Diff(model.Defaults(), to)
	require.NoError(t, err)
	assert.Equal(t, []Change{
		{"costs.kinds.clinic.block", "2500", "2600"},
		{"locks.site P forbidden", "", `"site P forbidden"`},
		{"rules.range.merged", "1", "3"},
		{"tiers.clinic.merged.S.running", "260000", "1"},
	}, changes)
}

// An entry of one side only is told by what it says, not by the keys that are its
// name, and a list of words is one value.
func TestDiffOfEntries(t *testing.T) {
	to, _, err := model.Resolve(tiny(), model.Overlay{Text: []byte("areas: [{area: A, rule: area-choice, models: [federated, merged]}]")})
	require.NoError(t, err)
	changes, err := Diff(model.Defaults(), to)
	require.NoError(t, err)
	assert.Equal(t, []Change{{"areas.A.area-choice.models", "", `["federated","merged"]`}}, changes)
}

// Changes alike in three places or more are one, with their number; others stay
// as they are, in their order.
func TestFold(t *testing.T) {
	alike := func(kind string) Change { return Change{"tiers." + kind + ".merged.S.running", "1", "2"} }
	other := Change{"tiers.d.merged.S.running", "1", "3"}
	rule := Change{"rules.range.merged", "1", "2"}
	assert.Equal(t, []Folded{{rule, 1}, {alike("*"), 3}, {other, 1}}, Fold([]Change{rule, alike("a"), alike("b"), alike("c"), other}))
	assert.Equal(t, []Folded{{alike("a"), 1}, {alike("b"), 1}}, Fold([]Change{alike("a"), alike("b")}))
	assert.Empty(t, Fold(nil))
}

// A scenario does not differ from itself.
func TestDiffOfEqualsIsEmpty(t *testing.T) {
	changes, err := Diff(model.Defaults(), model.Defaults())
	require.NoError(t, err)
	assert.Empty(t, changes)
}

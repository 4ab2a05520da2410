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

// A scenario does not differ from itself.
func TestDiffOfEqualsIsEmpty(t *testing.T) {
	changes, err := Diff(model.Defaults(), model.Defaults())
	require.NoError(t, err)
	assert.Empty(t, changes)
}

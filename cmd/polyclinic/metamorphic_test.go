package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// planOf solves an instance with little work and reads the plan.
func planOf(t *testing.T, instance string, args ...string) (string, *model.Document) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	out := execute(t, append([]string{"solve", instance, "--work-limit", "8000000", "--quiet", "-o", dir}, args...)...)
	require.Equal(t, exitOK, out.code, out.stderr)
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	require.NotNil(t, d.Status.Bound)
	return dir, d
}

// Twice every weight is twice the cost and twice the bound, and the same plan.
func TestDoubledWeightsDoubleTheObjective(t *testing.T) {
	_, once := planOf(t, small(t))
	_, twice := planOf(t, small(t), "--set", "weights.cash=2", "--set", "weights.travel=2", "--set", "weights.continuity=2")
	assert.Equal(t, 2*once.Status.Objective, twice.Status.Objective)
	assert.Equal(t, once.Practices, twice.Practices)
	assert.Equal(t, once.Costs.Cash, twice.Costs.Cash, "parts are unweighted")
	assert.LessOrEqual(t, *twice.Status.Bound, 2*once.Status.Objective)
	assert.LessOrEqual(t, 2**once.Status.Bound, twice.Status.Objective)
}

// What a looser rule proves is never above what a tighter one reaches.
func TestLooserRulesAreNotDearer(t *testing.T) {
	_, base := planOf(t, small(t))
	for _, c := range []struct {
		set     string
		tighter bool
	}{
		{"rules.coverage.share=0.98", true},
		{"rules.coverage.share=0.9", false},
		{"rules.travel-cap.limit=60", false},
		{"rules.boundary.state=off", false},
		{"rules.range.state=off", false},
	} {
		_, changed := planOf(t, small(t), "--set", c.set)
		loose, tight := changed, base
		if c.tighter {
			loose, tight = base, changed
		}
		assert.LessOrEqual(t, *loose.Status.Bound, tight.Status.Objective, c.set)
	}
}

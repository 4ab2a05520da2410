package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Alternatives are plans that check accepts, and as far apart as was asked; their
// files say so.
func TestAlternativesAreWritten(t *testing.T) {
	plan, _ := solveSmall(t)
	dir := filepath.Join(t.TempDir(), "others")
	ask := []string{"alternatives", plan, "--instance", small(t), "--count", "2", "--within", "0.05", "--differ", "0.3", "--work-limit", "10000000", "--quiet", "-o", dir}
	out := execute(t, ask...)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	var d alternativesDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, dir)["alternatives.json"]), &d))
	require.NotEmpty(t, d.Alternatives)
	for i, a := range d.Alternatives {
		require.Len(t, a.Practices, i+1)
		for _, n := range a.Practices {
			assert.GreaterOrEqual(t, n, 10, "three tenths of 33 practices")
		}
		assert.LessOrEqual(t, a.Objective, d.Most)
		assert.Equal(t, exitOK, execute(t, "check", small(t), filepath.Join(dir, a.Name)).code)
	}
	assert.Equal(t, exitOK, execute(t, "compare", plan, filepath.Join(dir, "alternative-1"), "--instance", small(t)).code)
	assert.Equal(t, out.stdout, execute(t, ask...).stdout, "the same question has the same answer")
}

// Where the plan is the best, nothing that shares no site costs as little: that
// is proven, said and a status of its own.
func TestAlternativesSayThatThereIsNone(t *testing.T) {
	plan, _ := solveSmall(t, "--gap", "0")
	out := execute(t, "alternatives", plan, "--instance", small(t), "--within", "0", "--differ-sites", "5", "--work-limit", enough, "--quiet", "-o", filepath.Join(t.TempDir(), "none"))
	assert.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "That is proven.")
	assert.Equal(t, exitUsage, execute(t, "alternatives", plan, "--instance", small(t), "--differ-sites", "99").code)
	assert.Equal(t, exitUsage, execute(t, "alternatives", plan, "--instance", small(t), "--differ", "0", "--count", "0").code)
}

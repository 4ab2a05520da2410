package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What scenario show prints is a file that says the same again, and a difference
// of nothing is said to be one.
func TestShownScenarioIsAScenario(t *testing.T) {
	changes := []string{"--scenario", "sceptical", "--set", "rules.range.merged=2", "--lock", "site S06 forbidden"}
	shown := execute(t, append([]string{"scenario", "show", small(t)}, changes...)...)
	require.Equal(t, exitOK, shown.code, shown.stderr)
	file := filepath.Join(t.TempDir(), "shown.yaml")
	require.NoError(t, os.WriteFile(file, []byte(shown.stdout), 0o600))
	again := execute(t, "scenario", "show", small(t), "--scenario", file)
	require.Equal(t, exitOK, again.code, again.stderr)
	assert.Equal(t, shown.stdout, again.stdout)
	diff := execute(t, "scenario", "diff", file, file, "--instance", small(t))
	assert.Equal(t, "Nothing differs.\n", diff.stdout)
	diff = execute(t, "scenario", "diff", "full-range", "sceptical", "--instance", small(t))
	assert.Contains(t, diff.stdout, "tiers.*.federated.S.running: 190000 → 285000 (8 places)")
}

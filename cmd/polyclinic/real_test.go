package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The real London, where its data are at hand: it solves, and check accepts the
// plan.
func TestRealLondon(t *testing.T) {
	root := os.Getenv("POLYCLINIC_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	real := filepath.Join(root, "data", "london-real")
	if _, err := os.Stat(real); err != nil {
		t.Skipf("no real data: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "plan")
	out := execute(t, "solve", real, "--work-limit", "10000000", "--quiet", "-o", dir)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "Surrey PCT")
	assert.Equal(t, exitOK, execute(t, "check", real, dir).code)
}

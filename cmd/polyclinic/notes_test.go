package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A warning is said once, though reading and compiling both come upon it.
func TestWarningsAreSaidOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "small")
	require.NoError(t, os.CopyFS(dir, os.DirFS(small(t))))
	rows := "practice,zone,patients\nP02,Z01,2362\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "registrations.csv"), []byte(rows), 0o600))
	out := execute(t, "export", dir, "-o", filepath.Join(t.TempDir(), "model"))
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.Equal(t, 1, strings.Count(out.stderr, `practice "P01" has no registrations`), out.stderr)
}

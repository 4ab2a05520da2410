package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func text(name, content string) newFile {
	return newFile{name, func(w io.Writer) error { _, err := io.WriteString(w, content); return err }}
}

// A folder that fails half-way must look as if nothing had happened: neither new
// files nor scratch remain, and old ones are untouched.
func TestWriteFolderIsWholeOrNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	require.NoError(t, writeFolder(dir, []newFile{text("a", "old")}))
	broken := newFile{"b", func(io.Writer) error { return errors.New("disk full") }}
	err := writeFolder(dir, []newFile{text("a", "new"), broken}, "a")
	require.ErrorContains(t, err, "b: disk full")
	assert.Equal(t, map[string]string{"a": "old"}, contents(t, dir))
}

// Files that belonged to an earlier plan do not stay beside a new one.
func TestWriteFolderRemovesStaleFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, writeFolder(dir, []newFile{text("plan", "1"), text("warm", "1"), text("notes", "mine")}))
	require.NoError(t, writeFolder(dir, []newFile{text("plan", "2")}, "plan", "warm"))
	assert.Equal(t, map[string]string{"plan": "2", "notes": "mine"}, contents(t, dir))
}

// A folder that cannot be written is found out before the work, and looking
// leaves nothing behind.
func TestCheckFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	assert.NoError(t, checkFolder(filepath.Join(dir, "new", "deeper")))
	assert.NoError(t, checkFolder(dir))
	for _, bad := range []string{filepath.Join(dir, "file"), filepath.Join(dir, "file", "plan")} {
		var s *status
		require.ErrorAs(t, checkFolder(bad), &s)
		assert.Equal(t, exitUsage, s.code)
	}
	assert.Equal(t, map[string]string{"file": ""}, contents(t, dir))
}

// An answer never takes the place of the instance it was asked of.
func TestAnswersSpareInstances(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	require.NoError(t, os.CopyFS(dir, os.DirFS(small(t))))
	before := contents(t, dir)
	for _, args := range [][]string{
		{"solve", dir, "--work-limit", "1000000", "-o", dir},
		{"solve", dir, "--work-limit", "1000000", "-o", ""},
		{"frontier", dir, "--axes", "cost,travel", "--points", "2", "-o", dir},
		{"export", dir, "-o", dir},
	} {
		out := execute(t, args...)
		assert.Equal(t, exitUsage, out.code, "%v: %s", args, out.stderr)
		assert.Regexp(t, "want (a|another) folder", out.stderr, args)
	}
	assert.Equal(t, before, contents(t, dir))
	assert.Equal(t, exitOK, execute(t, "generate", "random", "--practices", "30", "--sites", "10", "-o", dir).code, "one instance in place of another")
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		out[e.Name()] = string(text)
	}
	return out
}

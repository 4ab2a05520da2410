package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report"
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
	assert.Contains(t, filesOf(t, dir)["alternatives.csv"], report.Exact(d.Alternatives[0].Objective), "money in pounds, as in every table")
	for i, a := range d.Alternatives {
		require.Len(t, a.Practices, i+1)
		for _, n := range a.Practices {
			assert.GreaterOrEqual(t, n, 10, "three tenths of 33 practices")
		}
		assert.LessOrEqual(t, a.Objective, d.Most)
		assert.Equal(t, exitOK, execute(t, "check", small(t), filepath.Join(dir, a.Name)).code)
	}
	assert.Equal(t, exitOK, execute(t, "compare", plan, filepath.Join(dir, "alternative-1"), "--instance", small(t)).code)
	resumes(t, dir, out, ask, "alternative-1", "alternative-2")

	other := execute(t, append(ask, "--within", "0.06")...)
	assert.Equal(t, exitUsage, other.code)
	assert.Contains(t, other.stderr, "another question")
	one := execute(t, append(ask, "--count", "1")...)
	require.Equal(t, exitOK, one.code, one.stderr)
	assert.NoDirExists(t, filepath.Join(dir, "alternative-2"), "the folder holds what its list says")
}

// resumes takes searches out of a folder, one after the other, and asks again: what
// is missing is found again, and the files are the same to the letter.
func resumes(t *testing.T, dir string, first output, ask []string, searches ...string) {
	t.Helper()
	whole := filesOf(t, dir)
	for _, name := range append(searches, "") {
		if name != "" {
			require.FileExists(t, filepath.Join(dir, name, searchFile))
			require.NoError(t, os.RemoveAll(filepath.Join(dir, name)))
		}
		again := execute(t, append(ask, "--threads", "2")...)
		require.Equal(t, exitOK, again.code, again.stderr)
		table, _, _ := strings.Cut(first.stdout, "\nWritten to")
		assert.Contains(t, again.stdout, table)
		assert.Contains(t, again.stdout, "already there")
		now := filesOf(t, dir)
		for file, text := range now {
			if filepath.Base(file) != planFile { // which says with how many threads it was made
				assert.Equal(t, whole[file], text, file)
			}
		}
		assert.Len(t, now, len(whole))
	}
}

// A search that was kept and then changed is refused.
func TestChangedSearchIsRefused(t *testing.T) {
	plan, _ := solveSmall(t)
	dir := filepath.Join(t.TempDir(), "others")
	ask := []string{"alternatives", plan, "--instance", small(t), "--count", "1", "--within", "0.05", "--differ", "0.3", "--work-limit", "3000000", "--quiet", "-o", dir}
	require.Equal(t, exitOK, execute(t, ask...).code)
	text, err := os.ReadFile(filepath.Join(plan, planFile))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "alternative-1", planFile), text, 0o600))
	out := execute(t, ask...)
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, "Maybe a file was changed")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "alternative-1", searchFile), []byte("{"), 0o600))
	assert.Equal(t, exitUsage, execute(t, ask...).code)
}

// Where the plan is the best, nothing that shares no site costs as little: that
// is proven, said and a status of its own.
func TestAlternativesSayThatThereIsNone(t *testing.T) {
	plan, _ := solveSmall(t, "--gap", "0")
	dir := filepath.Join(t.TempDir(), "none")
	ask := []string{"alternatives", plan, "--instance", small(t), "--within", "0", "--differ-sites", "5", "--work-limit", enough, "--quiet", "-o", dir}
	out := execute(t, ask...)
	assert.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	again := execute(t, ask...)
	assert.Equal(t, exitInfeasible, again.code)
	assert.Equal(t, out.stdout+"\n1 search was already there.\n", again.stdout)
	assert.NoFileExists(t, filepath.Join(dir, alternativesFile))
	assert.Contains(t, out.stdout, "That is proven.")
	assert.Equal(t, exitUsage, execute(t, "alternatives", plan, "--instance", small(t), "--differ-sites", "99").code)
	assert.Equal(t, exitUsage, execute(t, "alternatives", plan, "--instance", small(t), "--differ", "0", "--count", "0").code)
}

// An interruption leaves what was found, says so by its status, and the next run comes to what an
// uninterrupted one does.
func TestInterruptedAlternativesGoOn(t *testing.T) {
	plan, _ := solveSmall(t)
	ask := func(dir string) []string {
		return []string{"alternatives", plan, "--instance", small(t), "--count", "3", "--within", "0.2", "--differ", "0.3", "--work-limit", "10000000", "--threads", "1", "-o", dir}
	}
	dir, whole := filepath.Join(t.TempDir(), "stopped"), filepath.Join(t.TempDir(), "whole")
	assert.Equal(t, exitInterrupted, interruptWhen(t, "alternative-1: ", ask(dir)...))
	require.FileExists(t, filepath.Join(dir, "alternative-1", searchFile))
	require.NoFileExists(t, filepath.Join(dir, "alternative-3", searchFile), "the rest was not searched")
	again := execute(t, ask(dir)...)
	require.Equal(t, exitOK, again.code, again.stderr)
	require.Equal(t, exitOK, execute(t, ask(whole)...).code)
	assert.Equal(t, filesOf(t, whole), filesOf(t, dir))
}

package main

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model/scenario"
)

// writeGrid writes a grid over the instance small into a folder.
func writeGrid(t *testing.T, dir, rest string) string {
	t.Helper()
	path := filepath.Join(dir, "grid.yaml")
	require.NoError(t, os.WriteFile(path, []byte("name: trial\ninstance: "+small(t)+"\n"+rest), 0o600))
	return path
}

// trial is 24 scenarios and one more: planned, over their limit, infeasible and
// faulty ones.
const trial = `options: {work_limit: 1000000}
vary:
  coverage: [{label: "85 %", set: [rules.coverage.share=0.85]}, {label: "95 %"}]
  merged: [{label: free, scenario: [free-choice]}, {label: one}, {label: hundred, set: [rules.range.merged=100]}, {label: slip, set: [rules.range.mergd=1]}]
  seed: [1, 2, 3]
list: [{label: without S06, lock: ["site S06 forbidden"]}]
`

// tableText is the table that a batch wrote.
func tableText(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "table.csv"))
	require.NoError(t, err)
	return string(text)
}

func startBatch(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], append([]string{"batch", "run", "--quiet"}, args...)...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	require.NoError(t, cmd.Start())
	return cmd
}

// A batch that is killed at random moments, without warning, ends with the same
// table, byte for byte, as one left alone, and so do shards that overlap.
func TestKilledBatchEndsWithTheSameTable(t *testing.T) {
	dir := t.TempDir()
	grid := writeGrid(t, dir, trial)
	alone := filepath.Join(dir, "alone")
	out := execute(t, "batch", "run", grid, "-o", alone)
	require.Equal(t, exitOK, out.code, out.stderr)
	want := tableText(t, alone)
	assert.Equal(t, 1+2*4*3+1, strings.Count(want, "\n"))
	for _, word := range []string{",feasible,work,", ",infeasible,proved,", ",invalid,"} {
		assert.Contains(t, want, word)
	}

	r := rand.New(rand.NewPCG(1, 2))
	killed := filepath.Join(dir, "killed")
	for range 6 {
		cmd := startBatch(t, grid, "-o", killed)
		time.Sleep(time.Duration(r.IntN(250)) * time.Millisecond)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait() // says that it was killed
	}
	out = execute(t, "batch", "run", grid, "-o", killed)
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.Equal(t, want, tableText(t, killed))

	shared := filepath.Join(dir, "shared")
	one, two := startBatch(t, grid, "-o", shared, "--shard", "1/2"), startBatch(t, grid, "-o", shared)
	require.NoError(t, one.Wait())
	require.NoError(t, two.Wait())
	assert.Equal(t, want, tableText(t, shared))
}

// Every preset can be planned, by batch and by solve alike, and a plan of a batch
// is a plan that check accepts.
func TestPresetsCanBePlanned(t *testing.T) {
	dir := t.TempDir()
	reference, _ := solveSmall(t)
	list := "options: {work_limit: " + enough + ", gap: 0.1}\nlist:\n"
	for _, name := range scenario.Names() {
		list += "  - {label: " + name + ", scenario: [" + name + "], set: [\"reference=" + reference + "\"]}\n"
	}
	results := filepath.Join(dir, "presets")
	out := execute(t, "batch", "run", writeGrid(t, dir, list), "-o", results)
	require.Equal(t, exitOK, out.code, out.stderr)
	rows, err := csv.NewReader(strings.NewReader(tableText(t, results))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+len(scenario.Names()))
	for _, row := range rows[1:] {
		assert.Contains(t, []string{"optimal", "feasible"}, row[2], row)
		checked := execute(t, "check", small(t), filepath.Join(results, "results", row[1]))
		assert.Equal(t, exitOK, checked.code, checked.stdout+checked.stderr)
	}
}

// A batch says what is wrong before it begins, and where it stands.
func TestBatchFaultsAndStatus(t *testing.T) {
	dir := t.TempDir()
	grid := writeGrid(t, dir, "options: {work_limit: 1}\nvary: {seed: [1, 2]}")
	out := execute(t, "batch", "run", grid, "-o", filepath.Join(dir, "b"), "--shard", "2/2")
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.NoFileExists(t, filepath.Join(dir, "b", "table.csv"), "the other shard is missing")
	status := execute(t, "batch", "status", filepath.Join(dir, "b"))
	assert.Equal(t, "trial: 2 scenarios of small: 1 none, 1 not planned yet.\n", status.stdout)

	for said, args := range map[string][]string{
		`Maybe "parquet" was meant`: {"batch", "table", filepath.Join(dir, "b"), "--format", "parket"},
		"holds no manifest.json":    {"batch", "status", dir},
		"counted from 1":            {"batch", "run", grid, "-o", filepath.Join(dir, "c"), "--shard", "0/2"},
		"cannot be read":            {"batch", "run", filepath.Join(dir, "nowhere.yaml"), "-o", filepath.Join(dir, "c")},
		`Maybe "run" was meant`:     {"batch", "rum"},
	} {
		out := execute(t, args...)
		assert.Equal(t, exitUsage, out.code, out.stdout+out.stderr)
		assert.Contains(t, out.stderr, said)
	}
	assert.NoDirExists(t, filepath.Join(dir, "c"))
}

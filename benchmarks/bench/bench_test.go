package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
)

func execute(t *testing.T, args ...string) (stdout string, err error) {
	t.Helper()
	var out, fault bytes.Buffer
	root := Command()
	root.SetArgs(args)
	root.SetOut(&out)
	root.SetErr(&fault)
	err = root.ExecuteContext(t.Context())
	return out.String(), err
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func code(err error) int {
	var coded interface{ ExitCode() int }
	if errors.As(err, &coded) {
		return coded.ExitCode()
	}
	return 1
}

// The line of JSON is what scripts rely on: its keys, and values in the file's
// own units.
func TestOnePrintsTheLineOfTheContract(t *testing.T) {
	// Both sites are needed, 17.5; customers 1 and 2 at site 1, 3 at site 2: 1 + 2 + 1.
	file := write(t, "tiny", "2 3\n5 10.5\n4 7\n2 3 2\n1 2 9\n8 6 1\n")
	out, err := execute(t, "one", "--family", "holmberg", file, "--time-limit", "5s")
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(out, "\n"))
	var line map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &line))
	for _, key := range []string{"instance", "family", "objective", "bound", "solution", "stop", "seconds", "work", "rss_mb"} {
		assert.Contains(t, line, key)
	}
	assert.NotContains(t, line, "trace")
	assert.Equal(t, "tiny", line["instance"])
	assert.Equal(t, 21.5, line["objective"])
	assert.LessOrEqual(t, line["bound"], 21.5)
	assert.Contains(t, []any{"feasible", "optimal"}, line["solution"])
	assert.Positive(t, line["rss_mb"])
}

func TestOneExitsByTheContract(t *testing.T) {
	file := write(t, "tiny", "1 1\n1 1\n5\n1\n") // demand 5 does not fit into capacity 1
	out, err := execute(t, "one", "--family", "holmberg", file, "--time-limit", "1s")
	require.Error(t, err)
	assert.Contains(t, []int{exitInfeasible, exitNothing}, code(err))
	assert.Contains(t, out, `"objective":null`)

	_, err = execute(t, "one", "--family", "holmbreg", file)
	assert.Equal(t, exitInput, code(err))
	_, err = execute(t, "one", filepath.Join(t.TempDir(), "none"))
	assert.Equal(t, exitInput, code(err))
	for _, args := range [][]string{{"one"}, {"one", file, "--familly", "holmberg"}, {"compare", file}, {"report"}} {
		_, err = execute(t, args...)
		assert.Equal(t, exitInput, code(err), args)
	}
}

func TestRunRejectsUnknownNames(t *testing.T) {
	for want, args := range map[string][]string{
		"want one of planning, sscflp":  {"run", "--list", "--collection", "nowhere"},
		"want one of polyclinic, highs": {"run", "--list", "--solver", "gurobi"},
		"no case is chosen":             {"run", "--list", "--match", "^nothing$"},
	} {
		_, err := execute(t, args...)
		assert.ErrorContains(t, err, want)
		assert.Equal(t, exitInput, code(err))
	}
	out, err := execute(t, "run", "--list", "--solver", "polyclinic", "--collection", "sscflp_yang")
	require.NoError(t, err)
	assert.Contains(t, out, "sscflp_yang/p1 by polyclinic")
	assert.Contains(t, out, "1 threads, 10 s, seed 1; optimal 30181\n")
}

// A run that the file holds is not repeated, and another limit is another run.
func TestFinishedRunsAreKnown(t *testing.T) {
	f := &runFlags{out: write(t, "results.csv", ""), threads: 1}
	require.NoError(t, os.Remove(f.out))
	done, _, err := f.done()
	require.NoError(t, err)
	assert.Empty(t, done)

	w, err := results.Append(f.out)
	require.NoError(t, err)
	r := f.record(suite.Case{Collection: "c", Name: "i", Status: "none", Limit: 5e9}, competitor{name: ours, version: "v"}, "m")
	base := 5.0
	r.Base = &base
	require.NoError(t, w.Write(&r))
	require.NoError(t, w.Close())
	done, known, err := f.done()
	require.NoError(t, err)
	assert.True(t, done[key(&r)])
	assert.Equal(t, 5.0, *known.known(&results.Record{Collection: "c", Instance: "i", Solver: "cbc"}), "a peer's is taken over")
	r.Limit = 6
	assert.False(t, done[key(&r)])
	r.Limit, r.Without = 5, "trees"
	assert.False(t, done[key(&r)])
}

func TestCompareAndReportReadResultFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "results.csv")
	w, err := results.Append(path)
	require.NoError(t, err)
	value := 7.0
	for _, solver := range []string{ours, "cbc"} {
		require.NoError(t, w.Write(&results.Record{Collection: "c", Instance: "i", Solver: solver, Solution: "optimal",
			Objective: &value, Bound: &value, Seconds: float64(len(solver)), Limit: 60}))
	}
	require.NoError(t, w.Close())
	out, err := execute(t, "compare", path, path, "--solver", "cbc,polyclinic")
	require.NoError(t, err)
	assert.Contains(t, out, "| all        |    1 |      1 |      0 |")
	_, err = execute(t, "compare", path, path, "--solver", "cbc,scip")
	assert.ErrorContains(t, err, "want one of polyclinic, cbc")

	_, err = execute(t, "report", path, "-o", filepath.Join(folder, "new"))
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(folder, "new", "RESULTS.md"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "## polyclinic against cbc")
}

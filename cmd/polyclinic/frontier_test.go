package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report"
)

// filesOf reads every file of a folder and those in it.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(text)
		return err
	}))
	return out
}

// frontierOf traces a short frontier of small.
func frontierOf(t *testing.T, dir string, more ...string) output {
	t.Helper()
	return execute(t, append([]string{"frontier", small(t), "--axes", "cost,travel", "--points", "4", "--work-limit", "6000000", "--quiet", "-o", dir}, more...)...)
}

// A run that is killed between points loses nothing but what was not written: the
// next one does what is missing, and comes to the same files to the letter. Points
// are plans that check accepts.
func TestFrontierResumes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "frontier")
	first := frontierOf(t, dir, "--threads", "1")
	require.Equal(t, exitOK, first.code, first.stderr)
	whole := filesOf(t, dir)
	assert.Contains(t, first.stdout, "travel is an axis here and costs nothing")
	for _, name := range []string{"frontier.json", "frontier.csv", "frontier.svg", "points/least-cost/plan.json", "points/travel-1/plan.json"} {
		assert.Contains(t, whole, name)
	}
	assert.Equal(t, exitOK, execute(t, "check", small(t), filepath.Join(dir, "points", "travel-1")).code)

	require.NoError(t, os.RemoveAll(filepath.Join(dir, "points", "travel-1")))
	require.NoError(t, os.Remove(filepath.Join(dir, "frontier.json")))
	again := frontierOf(t, dir, "--threads", "2")
	require.Equal(t, exitOK, again.code, again.stderr)
	now := filesOf(t, dir)
	delete(now, "points/travel-1/plan.json") // which says with how many threads it was made
	for name, text := range now {
		assert.Equal(t, whole[name], text, name)
	}
	assert.Len(t, now, len(whole)-1)

	other := frontierOf(t, dir, "--set", "rules.range.merged=2")
	assert.Equal(t, exitUsage, other.code)
	assert.Contains(t, other.stderr, "another question")
}

// frontier.json has numbers in the units of the axes, and a row for every point;
// sites are limited by a row of their own, and the points keep it.
func TestFrontierOfSites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "frontier")
	out := execute(t, "frontier", small(t), "--axes", "sites,cost", "--points", "3", "--work-limit", "6000000", "--quiet", "-o", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	var d frontierDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, dir)["frontier.json"]), &d))
	require.Equal(t, "cost", d.Axes[0].Name, "cost is minimised whatever the order")
	require.Empty(t, d.Axes[1].Binds)
	for _, p := range d.Points {
		if p.Plan == nil {
			continue
		}
		assert.InDelta(t, float64(*p.Objective)/100, p.Values["cost"], 1e-6)
		assert.Contains(t, filesOf(t, dir)["frontier.csv"], report.Exact(*p.ObjectiveGiven), "money in pounds, as in every table")
		sites := 0
		for _, n := range p.Sites {
			sites += n
		}
		assert.InDelta(t, sites, p.Values["sites"], 0)
		if limit, ok := p.Limits["sites"]; ok {
			assert.LessOrEqual(t, p.Values["sites"], limit)
		}
	}
}

// What cannot be traced is refused, all faults at once; where no plan exists the
// status says so.
func TestFrontierExits(t *testing.T) {
	out := execute(t, "frontier", "--axes", "cost,travle", "--points", "1")
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, "Maybe travel was meant")
	assert.Contains(t, out.stderr, "--points")
	assert.Equal(t, exitUsage, execute(t, "frontier", "--axes", "cost").code)
	assert.Equal(t, exitUsage, execute(t, "frontier", "--axes", "cost,moved,continuity").code)
	dir := filepath.Join(t.TempDir(), "none")
	out = frontierOf(t, dir, "--scenario", onlyModels(t, "federated, colocated"))
	assert.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
}

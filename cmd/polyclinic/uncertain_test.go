package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/tables"
)

// Both plans are written under the scenario without a case, and are what
// uncertain.json says.
func TestUncertainWritesTwoPlans(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "robust")
	ask := []string{"uncertain", small(t), "--alternatives", "1", "--work-limit", "6000000", "--quiet", "-o", dir}
	out := execute(t, append(ask, "--threads", "1")...)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	var d uncertainDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, dir)["uncertain.json"]), &d))
	require.Len(t, d.Cases, 3)
	assert.Empty(t, d.Cases[1].Changes, "central is the scenario")
	assert.Contains(t, d.Cases[0].Changes, caseChange{"costs.release", 1, "0.3", "1"})
	assert.Contains(t, d.Cases[2].Changes, caseChange{"costs.release", 1, "0.3", "0"})
	changes := d.changeTable()
	assert.Contains(t, changes.Rows, tables.Row{Key: "costs.release", Cells: []any{"costs.release", "0.3", "1", "0"}})
	assert.Contains(t, changes.Rows, tables.Row{Key: "costs.life", Cells: []any{"costs.life", "30", "60", nil}}, "high keeps the life of central")
	least := d.Candidates[0]
	assert.Contains(t, filesOf(t, dir)["uncertain.csv"], report.Exact(least.Expected), "money in pounds, as in every table")
	for _, c := range d.Candidates {
		if c.Expected < least.Expected {
			least = c
		}
		if c.Name == d.Expected {
			plan, _, err := openPlan(filepath.Join(dir, "expected"))
			require.NoError(t, err)
			assert.Equal(t, c.Cases[1].Cost, plan.Status.Objective, "the central case is the scenario")
		}
	}
	assert.Equal(t, least.Name, d.Expected)
	for _, name := range []string{"expected", "least-regret"} {
		assert.Equal(t, exitOK, execute(t, "check", small(t), filepath.Join(dir, name)).code)
	}
	for _, c := range d.Candidates {
		plan, _, err := openPlan(filepath.Join(dir, *c.Plan))
		require.NoError(t, err)
		assert.Equal(t, c.Cases[1].Cost, plan.Status.Objective)
	}
	resumes(t, dir, out, ask, "plans/case-high", "plans/average")
}

// Interrupted before all plans were tried, the best of those that were are
// written, the status says that there is more to try, and the next run tries it.
func TestInterruptedUncertainGoesOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "robust")
	ask := []string{"uncertain", small(t), "--work-limit", "10000000", "--threads", "1", "-o", dir}
	assert.Equal(t, exitInterrupted, interruptWhen(t, "aimed at the average", ask...))
	require.FileExists(t, filepath.Join(dir, "expected", planFile))
	require.NoDirExists(t, filepath.Join(dir, "plans", "alternative-2"), "the rest was not tried")
	assert.Equal(t, exitOK, execute(t, ask...).code)
	assert.DirExists(t, filepath.Join(dir, "plans", "alternative-2"))
}

// Cases of one's own are scenarios; one that moves who may go where is refused by
// name.
func TestUncertainCases(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "robust")
	out := execute(t, "uncertain", small(t), "--case", "framework-2007", "--case", "sceptical", "--weights", "1,3", "--alternatives", "0", "--work-limit", "6000000", "--quiet", "-o", dir)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "aimed at sceptical")
	fresh := filepath.Join(t.TempDir(), "refused")
	out = execute(t, "uncertain", small(t), "--case", "full-range", "--case", onlyModels(t, "federated, colocated"), "--quiet", "-o", fresh)
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, "changes")
	assert.NoDirExists(t, fresh, "a question that is refused has no folder")
	assert.Equal(t, exitUsage, execute(t, "uncertain", "--case", "sceptical").code)
	assert.Contains(t, execute(t, "uncertain", "--case", "sceptical", "--case", "sceptical").stderr, `names two cases "sceptical"`)
	assert.Equal(t, exitUsage, execute(t, "uncertain", "--weights", "1,2").code)
}

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// tinyOptimum is the least cost of testdata/tiny in pence, as CBC proves it on
// the exported program.
const tinyOptimum = 328_768_238

// The whole way, from files to summary and files, the objective included: what
// a user sees may change only on purpose. The instance is so small that every
// solver finds its optimum; what is proven of it may improve, so the sentences
// about the bound, and the log, are not part of the comparison.
func TestSolveFromEndToEnd(t *testing.T) {
	tiny, err := filepath.Abs(filepath.Join("testdata", "tiny"))
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "plan")
	out := execute(t, "solve", tiny, "--gap", "0", "--work-limit", enough, "-o", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	first, rest, found := strings.Cut(out.stdout, "\n")
	require.True(t, found)
	_, rest, found = strings.Cut(rest, "\nCost a year")
	require.True(t, found)
	rest, last, found := strings.Cut(rest, "\nStopped: ")
	require.True(t, found)
	golden(t, "tiny.stdout", first+"\n\nCost a year"+rest)
	assert.Contains(t, last, "sites.csv, practices.csv, areas.csv, warm.bin, plan.json")
	for name := range contents(t, dir) {
		assert.Contains(t, planFolderFiles, name)
	}
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	assert.EqualValues(t, tinyOptimum, d.Status.Objective)
	checked := execute(t, "check", tiny, dir)
	assert.Equal(t, exitOK, checked.code, checked.stdout+checked.stderr)
}

// Given a work limit, log, summary and plan are the same for any number of
// threads; the plan but for options.threads and statistics.
func TestSolveRepeatsItselfWhateverTheThreads(t *testing.T) {
	one, first := solveSmall(t, "--threads", "1")
	two, second := solveSmall(t, "--threads", "2")
	assert.Equal(t, first.stderr, second.stderr)
	assert.Equal(t, strings.ReplaceAll(first.stdout, one, ""), strings.ReplaceAll(second.stdout, two, ""))
	assert.Equal(t, lasting(t, one), lasting(t, two))
	for _, name := range []string{"sites.csv", "practices.csv", "areas.csv", "warm.bin"} {
		assert.Equal(t, contents(t, one)[name], contents(t, two)[name], name)
	}
}

// lasting is the part of a plan.json that must not depend on the machine.
func lasting(t *testing.T, dir string) string {
	t.Helper()
	var plan map[string]any
	require.NoError(t, json.Unmarshal([]byte(contents(t, dir)[planFile]), &plan))
	delete(plan, "statistics")
	delete(plan["options"].(map[string]any), "threads")
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	return string(text)
}

// The log must hold no clock under a work limit, and have one under a time
// limit; as JSON every line is an object.
func TestLogs(t *testing.T) {
	_, out := solveSmall(t)
	assert.NotContains(t, out.stderr, "time")
	assert.Contains(t, out.stderr, "best bound")

	_, out = solveSmall(t, "--log", "json")
	for line := range strings.Lines(out.stderr) {
		var record map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &record), line)
		assert.NotContains(t, record, "time")
		assert.NotContains(t, record, "seconds")
	}
	assert.Contains(t, out.stderr, `"objective":`)

	_, out = solveSmall(t, "--quiet")
	assert.Empty(t, out.stderr)
	assert.NotEmpty(t, out.stdout)

	dir := filepath.Join(t.TempDir(), "plan")
	timed := execute(t, "solve", small(t), "--time-limit", "1s", "-o", dir)
	assert.Contains(t, timed.stderr, "time")
}

// Someone who gives no limit is told which one holds.
func TestDefaultTimeLimitIsSaid(t *testing.T) {
	out := execute(t, "solve", small(t), "--gap", "0.9", "-o", filepath.Join(t.TempDir(), "plan"))
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.Contains(t, out.stderr, "no limit was given: stopping after 1m0s")
}

// All that is wrong with a scenario is said at once, in the house's form.
func TestFaultsOfScenariosAreSaidAtOnce(t *testing.T) {
	_, out := solveSmall(t, "--set", "rules.coverage.share=2", "--set", "rules.rnge.merged=3", "--lock", "site NOWHERE forbidden")
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, "rules.coverage.share")
	assert.Contains(t, out.stderr, "rules.rnge")
	assert.Contains(t, out.stderr, "Maybe")
}

// A changed scenario stands in the plan, so that check needs nothing else.
func TestPlanHoldsItsScenario(t *testing.T) {
	dir, out := solveSmall(t, "--set", "rules.coverage.share=0.9", "--lock", "site S06 forbidden")
	require.Equal(t, exitOK, out.code, out.stderr)
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	assert.Equal(t, 0.9, d.Scenario.Rules.Coverage.Share)
	for _, s := range d.Sites {
		assert.NotEqual(t, "S06", s.Site)
	}
	assert.Equal(t, exitOK, execute(t, "check", small(t), dir).code)
}

// A start is a hint: one that fits makes the first plan no worse than it, and
// one that is forbidden is repaired, not refused.
func TestStartIsAHint(t *testing.T) {
	dir, _ := solveSmall(t)
	before, _, err := openPlan(dir)
	require.NoError(t, err)
	again, out := solveSmall(t, "--start", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	after, _, err := openPlan(again)
	require.NoError(t, err)
	assert.LessOrEqual(t, after.Status.Objective, before.Status.Objective)

	lock := "site " + before.Sites[0].Site + " forbidden"
	changed, out := solveSmall(t, "--start", dir, "--lock", lock)
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.Contains(t, out.stderr, "start:")
	assert.Equal(t, exitOK, execute(t, "check", small(t), changed).code)
}

// A start that no longer holds is made whole first, as what-ifs make it, and that is
// part of the work: the solver begins from a plan.
func TestBrokenStartIsMended(t *testing.T) {
	dir, _ := solveSmall(t)
	before, _, err := openPlan(dir)
	require.NoError(t, err)
	data, _, err := openData(small(t))
	require.NoError(t, err)
	mended := 0
	for _, site := range before.Sites {
		in, _, err := model.New(data, model.Overlay{Lock: []string{"site " + site.Site + " forbidden"}})
		require.NoError(t, err)
		old, _ := before.Plan(in)
		repair(in, old)
		if model.Check(in, old).Feasible() {
			continue
		}
		problem, m := plan.Formulate(in)
		c := &solveCommand{start: dir}
		c.workLimit, c.seed, c.threads = 10_000_000, 1, 1
		from, err := c.begin(t.Context(), m, c.effort(nil, nil), newNotes(io.Discard, &c.solveFlags))
		require.NoError(t, err)
		require.NotNil(t, from.solution)
		assert.Positive(t, from.work)
		assert.Equal(t, c.workLimit, from.work+from.effort(m).WorkLimit)
		if len(facility.Check(problem, *from.solution)) == 0 {
			mended++
		}
	}
	assert.Positive(t, mended)
}

// Hints that cannot be read make a solve slower, never wrong.
func TestBrokenHintsAreNotUsed(t *testing.T) {
	dir, _ := solveSmall(t)
	require.NoError(t, os.WriteFile(filepath.Join(dir, warmFile), []byte("nonsense"), 0o600))
	_, out := solveSmall(t, "--start", dir)
	assert.Equal(t, exitOK, out.code)
	assert.Contains(t, out.stderr, "warm.bin is not used")
}

// Warm hints survive the file as they were.
func TestWarmRoundTrip(t *testing.T) {
	dir, _ := solveSmall(t)
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	warm, reason := readWarm(dir, d.Instance.SHA256)
	require.Empty(t, reason)
	require.NotNil(t, warm)
	var again bytes.Buffer
	require.NoError(t, writeWarm(&again, d.Instance.SHA256, warm))
	assert.Equal(t, contents(t, dir)[warmFile], again.String())
	_, reason = readWarm(dir, "another")
	assert.Contains(t, reason, "another instance")
}

// The summary's figures are the plan's: the objective to the penny, in pounds.
func TestQualityInWords(t *testing.T) {
	_, out := solveSmall(t)
	assert.Contains(t, out.stdout, "No plan can be cheaper than £")
	assert.Contains(t, out.stdout, "of what a plan can change")
}

// What is wrong with a command's own options and with those of every solve is
// said together.
func TestFaultsOfOptionsComeTogether(t *testing.T) {
	plan, _ := solveSmall(t)
	for _, c := range []struct {
		args []string
		said []string
	}{
		{[]string{"alternatives", plan, "--instance", small(t), "--count", "0", "--differ", "2"}, []string{"--count is 0", "--differ is 2"}},
		{[]string{"uncertain", small(t), "--weights", "1,2", "--alternatives", "-1"}, []string{"--weights has 2 numbers", "--alternatives is -1"}},
		{[]string{"frontier", small(t), "--axes", "cost,travle", "--points", "1"}, []string{`Maybe travel was meant`, "--points is 1"}},
	} {
		out := execute(t, append(c.args, "--gap", "2", "--threads", "-1")...)
		assert.Equal(t, exitUsage, out.code)
		for _, words := range append(c.said, "--gap is 2", "--threads is -1") {
			assert.Contains(t, out.stderr, words)
		}
	}
}

// Regions may know no plans yet that have together the sites that the whole
// wants; putting them together must then wait, not end the program.
func TestRulesThatLeaveLittle(t *testing.T) {
	for _, set := range []string{"staff.share=0.02", "continuity.merged_share=0.05", "outpatients.trust_cap=0.2", "budget.capital=9000000"} {
		rule, _, _ := strings.Cut(set, ".")
		dir := filepath.Join(t.TempDir(), "plan")
		out := execute(t, "solve", small(t), "--work-limit", "6000000", "--quiet", "-o", dir, "--set", "rules."+set, "--set", "rules."+rule+".state=hard")
		assert.Contains(t, []int{exitOK, exitInfeasible, exitNothing}, out.code, "%s: %s", set, out.stderr)
	}
}

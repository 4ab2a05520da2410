package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// All areas of small veto merged: the conflict is exactly the range and the three
// vetoes, found with proofs, and each of them given up leads out.
func TestExplainNamesRangeAndVetoes(t *testing.T) {
	out := execute(t, "explain", small(t), "--scenario", onlyModels(t, "federated, colocated"), "--work-limit", enough, "--quiet")
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	for _, words := range []string{"These 4 cannot hold together; without any one of them the others can", "range: at least 1 site merged in the capital",
		"merged is vetoed by 3 areas of 3", "E Eastbridge PCT; N North Marsh PCT; S Southfield PCT", "Ways out", "without range: at least 1 site merged in the capital: a plan for £"} {
		assert.Contains(t, out.stdout, words)
	}
	assert.NotContains(t, out.stdout, "coverage: ")
}

// A straight-line cap with federated forbidden makes coverage impossible, and the
// explanation names cap, coverage and vetoes.
func TestExplainNamesCapAndCoverage(t *testing.T) {
	out := execute(t, "explain", small(t), "--scenario", onlyModels(t, "colocated, merged"), "--set", "rules.range.federated=0",
		"--set", "rules.travel-cap.km=0.1", "--work-limit", enough, "--quiet", "--ways", "1")
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	for _, words := range []string{"travel-cap: at most 0.1 km in a straight line", "coverage: at least", "federated is vetoed"} {
		assert.Contains(t, out.stdout, words)
	}
}

// A lock that rules forbid stops solve with a fault; explain says what it cannot
// hold together with.
func TestExplainNamesTheLock(t *testing.T) {
	out := execute(t, "explain", small(t), "--lock", "site S05 required merged", "--scenario", onlyModels(t, "federated, colocated"),
		"--set", "rules.range.merged=0", "--work-limit", enough, "--quiet")
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, `locks: "site S05 required merged"`)
	assert.Contains(t, out.stdout, "merged is vetoed by 1 area of 3")
	assert.NotContains(t, out.stdout, "Eastbridge")
}

// Questions about a plan: each has its answer, with both ends of what is proven.
func TestExplainAnswersQuestions(t *testing.T) {
	plan, _ := solveSmall(t)
	d, _, err := openPlan(plan)
	require.NoError(t, err)
	practice, site := d.Practices[0].Practice, d.Sites[len(d.Sites)-1].Site
	out := execute(t, "explain", plan, "--instance", small(t), "--price", "coverage", "--range", "--regret",
		"--why-not", practice+" at "+site, "--why-not", practice+" model merged", "--work-limit", enough, "--quiet")
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	for _, words := range []string{"Price of coverage: ", "with it:", "without it:", "Price of range: ", "Who would host merged at least regret",
		"compensation £ a year", "What every area gives up", "North Marsh PCT", "Why is practice " + practice + " not at " + site, "Why is practice " + practice + " not merged?"} {
		assert.Contains(t, out.stdout, words)
	}
}

// Usage: a plan with nothing to ask, an unknown rule, an unreadable wish, a
// scenario over a plan.
func TestExplainExits(t *testing.T) {
	plan, _ := solveSmall(t)
	for _, args := range [][]string{{}, {"--price", "coverge"}, {"--why-not", "P001 S05"}, {"--why-not", "NOBODY at S05"}, {"--price", "range", "--set", "rules.range.merged=2"}} {
		out := execute(t, append([]string{"explain", plan, "--instance", small(t), "--work-limit", "1000000", "--quiet"}, args...)...)
		assert.Equal(t, exitUsage, out.code, "%v: %s%s", args, out.stdout, out.stderr)
	}
	out := execute(t, "explain", small(t), "--work-limit", enough, "--quiet")
	assert.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "A plan exists")
	assert.Equal(t, exitUsage, execute(t, "explain", filepath.Join(t.TempDir(), "none")).code)
}

// Answers that were interrupted say so, and so does the status; no area is passed
// over in silence.
func TestInterruptedExplainSaysSo(t *testing.T) {
	plan, _ := solveSmall(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr strings.Builder
	code := run(ctx, []string{"explain", plan, "--instance", small(t), "--range", "--quiet"}, strings.NewReader(""), &stdout, &stderr)
	assert.Equal(t, exitInterrupted, code, stdout.String()+stderr.String())
	assert.Contains(t, stdout.String(), "Interrupted: what is said holds")
	assert.Contains(t, stdout.String(), "no plan with it was found within the limit")
	code = run(ctx, []string{"explain", small(t), "--regret", "--quiet"}, strings.NewReader(""), &stdout, &stderr)
	assert.Equal(t, exitInterrupted, code, "before there is a plan to ask about, too")
}

// A rule that does not exist is refused before anything is solved: one unit of work
// finds no plan, which would be another status.
func TestPriceOfNoRuleIsRefusedAtOnce(t *testing.T) {
	out := execute(t, "explain", small(t), "--price", "coverag", "--work-limit", "1", "--quiet")
	assert.Equal(t, exitUsage, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stderr, `Maybe "coverage" was meant`)
	assert.Equal(t, exitNothing, execute(t, "explain", small(t), "--price", "coverage", "--work-limit", "1", "--quiet").code)
}

// A rule that is off and has no limit would be priced at nothing: it is refused,
// and with a limit it is not.
func TestPriceOfARuleWithoutLimitIsRefused(t *testing.T) {
	out := execute(t, "explain", small(t), "--price", "budget", "--work-limit", "1", "--quiet")
	assert.Equal(t, exitUsage, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stderr, `rule "budget" has no limit`)
	out = execute(t, "explain", small(t), "--price", "budget", "--set", "rules.budget.capital=5000000", "--work-limit", "1", "--quiet")
	assert.Equal(t, exitNothing, out.code, out.stdout+out.stderr)
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// onlyModels writes a scenario in which every area of small permits some models.
func onlyModels(t *testing.T, permitted string) string {
	t.Helper()
	text := "areas:\n"
	for _, area := range []string{"N", "E", "S"} {
		text += "  - {area: " + area + ", rule: area-choice, models: [" + permitted + "]}\n"
	}
	path := filepath.Join(t.TempDir(), "veto.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// The exit statuses of contract, each with a case, and what is on disk after it:
// no plan file is ever written for no plan.
func TestExitStatuses(t *testing.T) {
	plan, _ := solveSmall(t)
	spoilt := filepath.Join(t.TempDir(), planFile)
	text := strings.Replace(contents(t, plan)[planFile], `"extra_gp_minutes": 0`, `"extra_gp_minutes": 1`, 1)
	require.NoError(t, os.WriteFile(spoilt, []byte(text), 0o600))
	torn := filepath.Join(t.TempDir(), planFile)
	require.NoError(t, os.WriteFile(torn, []byte(text[:len(text)/2]), 0o600))

	for _, c := range []struct {
		name string
		args []string
		want int
		said string // on either stream
	}{
		{"help", []string{"--help"}, exitOK, "solve"},
		{"solved", []string{"solve", small(t), "--work-limit", enough}, exitOK, "No plan can be cheaper"},
		{"checked", []string{"check", small(t), plan}, exitOK, "keeps every hard rule"},
		{"no such command", []string{"slove"}, exitUsage, `Maybe "solve" was meant`},
		{"no such flag", []string{"solve", "--gapp", "1"}, exitUsage, "Maybe --gap was meant"},
		{"bad value", []string{"solve", "--gap", "2"}, exitUsage, "want a share"},
		{"no such instance", []string{"solve", "london-2009"}, exitUsage, `Maybe "london-2008" was meant`},
		{"no such plan", []string{"check", small(t), "nowhere"}, exitUsage, "does not exist"},
		{"another instance's plan", []string{"compare", plan, plan, "--instance", "london-2008"}, exitUsage, "of small: the plan is for instance"},
		{"no such practice", []string{"explain", plan, "--instance", small(t), "--why-not", "P1 at S05"}, exitUsage, `Maybe "P01" is meant`},
		{"another instance", []string{"check", "london-2008", plan}, exitUsage, "the plan is for instance"},
		{"impossible", []string{"solve", small(t), "--scenario", onlyModels(t, "federated, colocated"), "--work-limit", enough}, exitInfeasible, "range"},
		{"too little work", []string{"solve", small(t), "--work-limit", "1"}, exitNothing, "No plan was found"},
		{"a changed number", []string{"check", small(t), spoilt}, exitRejected, "extra_gp_minutes"},
		{"a torn file", []string{"check", small(t), torn}, exitRejected, "is not a plan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "plan")
			args := c.args
			if args[0] == "solve" {
				args = append(args, "-o", dir)
			}
			out := execute(t, args...)
			assert.Equal(t, c.want, out.code, out.stdout+out.stderr)
			assert.Contains(t, out.stdout+out.stderr, c.said)
			if args[0] == "solve" && c.want != exitOK {
				assert.NoFileExists(t, filepath.Join(dir, planFile))
			}
		})
	}
}

// The conflict of an impossible range names the range and every veto, and
// nothing that is not to blame.
func TestConflictNamesRangeAndVetoes(t *testing.T) {
	_, out := solveSmall(t, "--scenario", onlyModels(t, "federated, colocated"))
	require.Equal(t, exitInfeasible, out.code)
	for _, words := range []string{"range: at least 1 site merged", "merged is vetoed by 3 areas of 3", "N North Marsh PCT", "E Eastbridge PCT", "S Southfield PCT"} {
		assert.Contains(t, out.stdout, words)
	}
	assert.NotContains(t, out.stdout, "coverage")
}

// Face validity 7 and 5 of the planning problem on the built-in London: where all
// 32 trusts veto merged, the range and the 32 vetoes are named and nothing else;
// without hubs, and with moves of 0.8 km at most, coverage is.
func TestConflictsOfTheBuiltInLondon(t *testing.T) {
	d, _, err := openData(defaultInstance)
	require.NoError(t, err)
	permitting := func(models string) string {
		text := "areas:\n"
		for _, a := range d.Areas {
			text += "  - {area: " + a.Code + ", rule: area-choice, models: [" + models + "]}\n"
		}
		path := filepath.Join(t.TempDir(), "permitted.yaml")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	dir := filepath.Join(t.TempDir(), "plan")
	proof := filepath.Join(t.TempDir(), "proof.json.gz")
	out := execute(t, "solve", "--scenario", permitting("federated, colocated"), "--work-limit", enough, "--certificate", proof, "-o", dir)
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.NoDirExists(t, dir)
	assert.Contains(t, out.stdout, "range: at least 1 site merged")
	assert.Contains(t, out.stdout, "merged is vetoed by 32 areas of 32")
	for _, a := range d.Areas {
		assert.Contains(t, out.stdout, a.Code+" "+a.Name)
	}
	assert.NotContains(t, out.stdout, "coverage")
	out = execute(t, "verify", proof)
	assert.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "No plan keeps every hard rule")

	out = execute(t, "solve", "--scenario", permitting("colocated, merged"), "--set", "rules.range.federated=0",
		"--set", "rules.travel-cap.km=0.8", "--work-limit", enough, "-o", dir)
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.NoDirExists(t, dir)
	assert.Contains(t, out.stdout, "coverage: at least 8,293,025 patients are wanted in the capital")
	assert.Contains(t, out.stdout, "co-located stopped by travel-cap")
	assert.NotContains(t, out.stdout, "range")
}

// A budget that no plan keeps is named with what the other rules make it come to.
func TestConflictNamesABudgetTheOtherRulesBreak(t *testing.T) {
	proof := filepath.Join(t.TempDir(), "proof.json")
	_, out := solveSmall(t, "--set", "rules.budget.state=hard", "--set", "rules.budget.capital=1000000", "--certificate", proof)
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Regexp(t, `budget: at most £1,000,000 of capital is wanted in the capital, but at least £[0-9,]+ is possible`, out.stdout)
	assert.Equal(t, exitOK, execute(t, "verify", proof).code)
}

// Where patients have no site, the rules that leave them none are named.
func TestConflictNamesWhatStrandsPractices(t *testing.T) {
	_, out := solveSmall(t, "--scenario", onlyModels(t, "colocated, merged"), "--set", "rules.range.federated=0", "--set", "rules.travel-cap.km=0.1")
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "coverage")
	assert.Contains(t, out.stdout, "federated stopped by area-choice")
	assert.Contains(t, out.stdout, "merged stopped by travel-cap")
}

// Where no site of an area can be filled, that is proved without a search, and
// said with what the largest crowd lacks.
func TestConflictNamesSitesThatCannotBeFilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "thin")
	require.NoError(t, os.CopyFS(dir, os.DirFS(small(t))))
	file := filepath.Join(dir, "practices.csv")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var kept []string
	east := 0
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, ",E,") {
			if east++; east > 2 {
				continue
			}
		}
		kept = append(kept, line)
	}
	require.Greater(t, east, 2)
	require.NoError(t, os.WriteFile(file, []byte(strings.Join(kept, "")), 0o600))
	out := execute(t, "solve", dir, "--work-limit", "1", "-o", filepath.Join(t.TempDir(), "plan"))
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "wanted in Eastbridge PCT, but at most 0 are possible")
	assert.Contains(t, out.stdout, "can open at no size")
	assert.Contains(t, out.stdout, "needs 3 practices and 20,000 patients, and 2 practices with")
	assert.NotContains(t, out.stdout, "North Marsh")
}

// A lock that cannot be kept is named, with what stands against it.
func TestConflictNamesTheLock(t *testing.T) {
	_, out := solveSmall(t, "--lock", "site S05 required merged", "--scenario", onlyModels(t, "federated, colocated"), "--set", "rules.range.merged=0")
	require.Equal(t, exitInfeasible, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, `locks: "site S05 required merged" cannot be kept`)
	assert.Contains(t, out.stdout, "N North Marsh PCT (scenario)")
	assert.NotContains(t, out.stdout, "Eastbridge")
}

// Faults of the instance's files and of the command line's changes are said in
// one go.
func TestFaultsOfFilesAndChangesAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "instance")
	require.NoError(t, os.CopyFS(dir, os.DirFS(small(t))))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "hospitals.csv"), []byte("code,name,lat,lon,acute\nH1,North,5.1,-0.08,1\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte("models: [{code: hub, moves: all}]\n"), 0o600))
	for _, command := range []string{"solve", "explain", "export"} {
		out := execute(t, command, dir, "--set", "a.b=1", "--lock", "practice P01 model hub", "--lock", "practice P01 goes")
		assert.Equal(t, exitUsage, out.code)
		for _, said := range []string{`hospitals.csv:2: hospital "H1"`, "scenario.yaml:1: models.hub has no tiers", `--set a.b=1: key "a" is unknown`, `"practice P01 goes"`} {
			assert.Equal(t, 1, strings.Count(out.stderr, said), "%s: %s in %s", command, said, out.stderr)
		}
		assert.NotContains(t, out.stderr, `unknown care model "hub"`)
	}
}

// A disk that is full is told as such, not as a fault of the program.
func TestFullDiskIsNoInternalError(t *testing.T) {
	var said strings.Builder
	full := &fs.PathError{Op: "write", Path: "plan/plan.json", Err: errors.New("no space left on device")}
	assert.Equal(t, exitInternal, exitCode(fmt.Errorf("the plan could not be written: %w", full), &said))
	assert.Equal(t, "polyclinic: the plan could not be written: write plan/plan.json: no space left on device\n", said.String())
	said.Reset()
	assert.Equal(t, exitInternal, exitCode(errors.New("costs differ"), &said))
	assert.Equal(t, "polyclinic: internal error: costs differ\n", said.String())
}

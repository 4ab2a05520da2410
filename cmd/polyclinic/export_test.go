package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// A plan written as another solver's solution file and read back is the same
// plan, and check accepts it.
func TestImportReadsASolutionBack(t *testing.T) {
	dir, _ := solveSmall(t)
	before, _, err := openPlan(dir)
	require.NoError(t, err)
	files := filepath.Join(t.TempDir(), "model")
	out := execute(t, "export", small(t), "--plan", dir, "-o", files)
	require.Equal(t, exitOK, out.code, out.stderr)
	answer := filepath.Join(files, "model.sol")

	theirs := filepath.Join(t.TempDir(), "theirs")
	out = execute(t, "import", "--solution", answer, small(t), "-o", theirs)
	require.Equal(t, exitOK, out.code, out.stderr)
	after, _, err := openPlan(theirs)
	require.NoError(t, err)
	assert.Equal(t, before.Sites, after.Sites)
	assert.Equal(t, before.Practices, after.Practices)
	assert.Equal(t, before.Status.Objective, after.Status.Objective)
	assert.NotContains(t, out.stdout, "against the plan's own cost")
	assert.Equal(t, exitOK, execute(t, "check", small(t), theirs).code)
}

// A plan goes only with the program whose solution it is.
func TestExportRefusesAPlanOfAnotherScenario(t *testing.T) {
	dir, _ := solveSmall(t)
	before, _, err := openPlan(dir)
	require.NoError(t, err)
	files := filepath.Join(t.TempDir(), "model")
	out := execute(t, "export", small(t), "--plan", dir, "--lock", "site "+before.Sites[0].Site+" forbidden", "-o", files)
	require.Equal(t, exitUsage, out.code, out.stderr)
	assert.Contains(t, out.stderr, "Maybe it was made under another scenario")
	assert.NoDirExists(t, files)
}

// A solution of another scenario's program is refused, in the planner's words.
func TestImportRefusesAPlanThatBreaksARule(t *testing.T) {
	m, err := (&scenarioFlags{}).formulate(&cobra.Command{}, small(t))
	require.NoError(t, err)
	s, err := m.Solution(model.NewPlan(m.Instance())) // nothing opens
	require.NoError(t, err)
	var file bytes.Buffer
	require.NoError(t, facility.NewProgram(m.Problem, facility.ProgramOptions{}).WriteSolution(&file, s, "highs"))
	answer := filepath.Join(t.TempDir(), "answer.sol")
	require.NoError(t, os.WriteFile(answer, file.Bytes(), 0o600))
	theirs := filepath.Join(t.TempDir(), "theirs")
	out := execute(t, "import", "--solution", answer, small(t), "-o", theirs)
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, "coverage")
	assert.NoDirExists(t, theirs)
}

// The exported program means the same to another solver: CBC's optimum is a plan
// that check accepts, at the objective that CBC states.
func TestCBCSolvesTheExport(t *testing.T) {
	cbc, err := exec.LookPath("cbc")
	if err != nil {
		t.Skip("cbc is not installed")
	}
	dir := t.TempDir()
	out := execute(t, "export", small(t), "-o", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	answer := filepath.Join(dir, "answer.sol")
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	log, err := exec.CommandContext(ctx, cbc, filepath.Join(dir, "model.mps"), "ratio", "0.02", "solve", "solution", answer).CombinedOutput()
	require.NoError(t, err, string(log))
	plan := filepath.Join(dir, "plan")
	out = execute(t, "import", "--solution", answer, small(t), "-o", plan)
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.NotContains(t, out.stdout, "against the plan's own cost")
	assert.Equal(t, exitOK, execute(t, "check", small(t), plan).code)
}

// Every format writes its file and the names.
func TestExportFormats(t *testing.T) {
	for format, chosen := range exportFormats {
		dir := filepath.Join(t.TempDir(), "model")
		out := execute(t, "export", small(t), "--format", format, "-o", dir)
		require.Equal(t, exitOK, out.code, out.stderr)
		files := contents(t, dir)
		assert.Len(t, files, 2)
		assert.NotEmpty(t, files[chosen.file])
		assert.True(t, strings.Contains(files["names.csv"], "S01"), "names.csv names sites")
	}
	assert.Equal(t, exitUsage, execute(t, "export", small(t), "--format", "xls").code)
}

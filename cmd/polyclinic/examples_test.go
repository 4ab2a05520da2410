package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// parsed are commands whose examples measure a suite for hours: they are checked
// as far as names, flags, values and numbers of arguments go.
var parsed = []string{"polyclinic bench run", "polyclinic bench pin"}

// Every command has help, and every example in it works. They run in one folder,
// in the order of the help, with a limit of work instead of time; a line that
// many commands begin with runs once, unless another has written its folder since.
func TestExamplesWork(t *testing.T) {
	if testing.Short() {
		t.Skip("plans London several times")
	}
	dir := t.TempDir()
	writeGrid(t, dir, "options: {work_limit: 1000000}\nvary: {seed: [1, 2]}")
	writeNHS(t, dir)
	writeBench(t, dir)
	t.Chdir(dir)
	fresh := map[string]string{} // folder → the line that wrote it last
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			return
		}
		assert.NotEmpty(t, cmd.Short, cmd.CommandPath())
		assert.NotEmpty(t, cmd.Example, cmd.CommandPath())
		for line := range strings.Lines(cmd.Example) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "polyclinic ") {
				if folder := written(line); folder == "" || fresh[folder] != line {
					runExample(t, line)
					fresh[folder] = line
				}
			}
		}
		for _, c := range cmd.Commands() {
			visit(c)
		}
	}
	visit(newRoot())
}

// The README's commands are commands: their names, flags, values and numbers of
// arguments are right. What they do is shown by the examples.
func TestReadmeCommandsAreCommands(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	n := 0
	for line := range strings.Lines(string(readme)) {
		command, ok := strings.CutPrefix(line, "bin/polyclinic ")
		if !ok {
			continue
		}
		n++
		command, _, _ = strings.Cut(command, "#")
		parse(t, words(command))
	}
	assert.Greater(t, n, 4, "the README's commands were found")
}

// parse checks that a line is a command with its flags and arguments.
func parse(t *testing.T, line []string) {
	t.Helper()
	cmd, args, err := newRoot().Find(line)
	require.NoError(t, err, line)
	require.True(t, cmd.HasParent(), "%s is no command", line)
	require.NoError(t, cmd.ParseFlags(args), line)
	assert.NoError(t, cmd.ValidateArgs(cmd.Flags().Args()), line)
}

// The two commands that come first are targets of the Makefile.
func TestReadmeStartsWithTargets(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join("..", "..", "Makefile"))
	require.NoError(t, err)
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	targets := regexp.MustCompile(`(?m)^make (\w+)`).FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, targets)
	for _, target := range targets {
		assert.Regexp(t, `(?m)^`+target[1]+`:`, string(makefile))
	}
}

// written is the folder or file that a line writes, "" where it is not known.
func written(line string) string {
	if _, after, ok := strings.Cut(line, " -o "); ok {
		folder, _, _ := strings.Cut(after, " ")
		return folder
	}
	return ""
}

var (
	timeLimit = regexp.MustCompile(`--time-limit \S+`)
	word      = regexp.MustCompile(`"[^"]*"|\S+`)
)

func runExample(t *testing.T, line string) {
	t.Helper()
	for _, prefix := range parsed {
		if strings.HasPrefix(line, prefix) {
			parse(t, words(line)[1:])
			return
		}
	}
	if strings.Contains(line, "answer.sol") {
		writeAnswerOf(t, "plan")
	}
	out := execute(t, words(timeLimit.ReplaceAllString(line, "--work-limit 10000000"))[1:]...)
	assert.Equal(t, exitOK, out.code, "%s\n%s%s", line, out.stdout, out.stderr)
}

// words splits a line as a shell does, as far as examples need it.
func words(line string) []string {
	var out []string
	for _, w := range word.FindAllString(line, -1) {
		out = append(out, strings.Trim(w, `"`))
	}
	return out
}

// writeBench writes public instances in small: p1, of three customers and two sites
// as Holmberg's, a grid of cities for rl1304.tsp; and results that were measured.
func writeBench(t *testing.T, dir string) {
	t.Helper()
	measured, err := filepath.Glob(filepath.Join("..", "..", "benchmarks", "results-*.csv"))
	require.NoError(t, err)
	require.NotEmpty(t, measured)
	results, err := os.ReadFile(measured[0])
	require.NoError(t, err)
	cities := "NAME: rl1304\nTYPE: TSP\nDIMENSION: 100\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n"
	for i := range 100 {
		cities += fmt.Sprintf("%d %d %d\n", i+1, i%10*7, i/10*11)
	}
	for name, text := range map[string]string{"p1": "2 3\n10 5\n10 6\n3\n4\n5\n1 2 3\n3 2 1\n", "rl1304.tsp": cities + "EOF\n",
		"results.csv": string(results), "before.csv": string(results), "after.csv": string(results)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "benchmarks"), 0o750))
}

// writeAnswerOf writes a plan of the built-in instance as another solver would.
func writeAnswerOf(t *testing.T, dir string) {
	t.Helper()
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	m, err := (&scenarioFlags{}).formulate(&cobra.Command{}, defaultInstance)
	require.NoError(t, err)
	p, faults := d.Plan(m.Instance())
	require.Empty(t, faults)
	s, err := m.Solution(p)
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, facility.NewProgram(m.Problem, facility.ProgramOptions{}).WriteSolution(&text, s, "highs"))
	require.NoError(t, os.WriteFile("answer.sol", text.Bytes(), 0o600))
}

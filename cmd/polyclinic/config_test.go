package main

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// solveOptions are what solve would run with, given arguments.
func solveOptions(t *testing.T, args ...string) (map[string]string, error) {
	t.Helper()
	root := newRoot()
	cmd, _, err := root.Find([]string{"solve"})
	require.NoError(t, err)
	got := map[string]string{}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"seed", "gap", "threads", "time-limit", "lock", "scenario"} {
			got[name] = cmd.Flags().Lookup(name).Value.String()
		}
		return nil
	}
	root.SetArgs(append([]string{"solve"}, args...))
	return got, root.Execute()
}

// inFolderWith makes a folder with a configuration file the current one.
func inFolderWith(t *testing.T, config string) {
	t.Helper()
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile(configFile, []byte(config), 0o600))
}

// The order of contract: flags, then environment, then file, then defaults.
func TestOptionsComeFromFlagsThenEnvironmentThenFileThenDefaults(t *testing.T) {
	inFolderWith(t, "seed: 3\ngap: 0.03\nthreads: 3\n")
	t.Setenv("POLYCLINIC_SEED", "2")
	t.Setenv("POLYCLINIC_GAP", "0.02")
	got, err := solveOptions(t, "--seed", "1")
	require.NoError(t, err)
	assert.Equal(t, "1", got["seed"], "the flag wins")
	assert.Equal(t, "0.02", got["gap"], "the environment beats the file")
	assert.Equal(t, "3", got["threads"], "the file beats the default")
	assert.Equal(t, "0s", got["time-limit"], "the default remains")
}

// Values keep their capitals: codes of practices and sites are values, and viper
// lower-cases only keys. Dashes and underscores in keys are the same.
func TestFileValuesKeepTheirCase(t *testing.T) {
	inFolderWith(t, "time_limit: 5s\nlock: [site H_RYQ30 forbidden, practice E83003 stays]\nscenario: sceptical\n")
	got, err := solveOptions(t)
	require.NoError(t, err)
	assert.Equal(t, "5s", got["time-limit"])
	assert.Equal(t, "[site H_RYQ30 forbidden,practice E83003 stays]", got["lock"])
	assert.Equal(t, "[sceptical]", got["scenario"])
}

func TestEnvironmentSplitsListsAtSemicolons(t *testing.T) {
	inFolderWith(t, "")
	t.Setenv("POLYCLINIC_LOCK", "site A forbidden; practice B stays")
	got, err := solveOptions(t)
	require.NoError(t, err)
	assert.Equal(t, "[site A forbidden,practice B stays]", got["lock"])
}

// Every fault of the options is said at once, each with its place, what was
// wanted and the nearest known name.
func TestFaultsOfOptionsAreSaidAtOnce(t *testing.T) {
	inFolderWith(t, "seed: 1\ntime-limt: 5s\nthreads: many\n")
	t.Setenv("POLYCLINIC_GAPP", "0.1")
	_, err := solveOptions(t)
	require.Error(t, err)
	assert.Equal(t, strings.Join([]string{
		`environment variable POLYCLINIC_GAPP is unknown, want POLYCLINIC_ and an option. Maybe POLYCLINIC_GAP was meant.`,
		`polyclinic.yaml:2: option "time-limt" is unknown, want the name of a flag without its dashes. Maybe time-limit was meant.`,
		`polyclinic.yaml:3: option threads is "many", want a whole number.`,
	}, "\n"), err.Error())
	assert.Equal(t, exitUsage, exitCode(err, &strings.Builder{}))
}

// Variables of somebody else, and the one that names the test data, are none of
// our business.
func TestOtherVariablesAreIgnored(t *testing.T) {
	inFolderWith(t, "")
	t.Setenv("POLYCLINIC_DATA", "somewhere")
	t.Setenv("POLYCLINIC_SOMETHING_ELSE_ALTOGETHER", "x")
	_, err := solveOptions(t)
	assert.NoError(t, err)
}

// A file that --config names must exist; polyclinic.yaml need not.
func TestNamedConfigMustExist(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := solveOptions(t, "--config", "missing.yaml")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "missing.yaml")
	_, err = solveOptions(t)
	assert.NoError(t, err)
}

// A flag's value is refused in the user's words, not the parser's.
func TestFlagsSayWhatTheyWant(t *testing.T) {
	for args, said := range map[[2]string]string{
		{"--seed", "x"}:                  `option --seed is "x", want a whole number.`,
		{"--time-limit", "30"}:           `option --time-limit is "30", want a time such as 60s or 10m.`,
		{"--gap", "a"}:                   `option --gap is "a", want a number.`,
		{"--time-limt", "3s"}:            "Maybe --time-limit was meant.",
		{"--work-limit", "1e9"}:          `option --work-limit is "1e9", want a whole number.`,
		{"--lock", "practise P01 stays"}: `Maybe "practice P01 stays" is meant.`,
	} {
		out := execute(t, "solve", small(t), args[0], args[1])
		assert.Equal(t, exitUsage, out.code)
		assert.Contains(t, out.stderr, said)
	}
}

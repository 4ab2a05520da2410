package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

// asProgram makes this test binary behave as the program, for tests that send it
// signals.
const asProgram = "RUN_AS_THE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// output is what a run of the program left behind.
type output struct {
	code           int
	stdout, stderr string
}

func execute(t *testing.T, args ...string) output {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr)
	return output{code, stdout.String(), stderr.String()}
}

// small is the instance of the tests: 33 practices and 15 sites in three areas.
func small(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "small"))
	require.NoError(t, err)
	return path
}

// enough work for a plan of small.
const enough = "60000000"

// solveSmall plans small into a folder and returns the folder. Without options the
// plan is made once, and every test has its own copy.
func solveSmall(t *testing.T, args ...string) (string, output) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	if len(args) == 0 {
		return dir, copySmall(t, dir)
	}
	out := execute(t, append([]string{"solve", small(t), "--work-limit", enough, "-o", dir}, args...)...)
	if out.code == exitOK {
		assertSchema(t, dir)
	}
	return dir, out
}

// planned is the plan of small without options, made by the first test that wants
// it.
var planned struct {
	sync.Once
	output
	files map[string]string
}

func copySmall(t *testing.T, dir string) output {
	t.Helper()
	planned.Do(func() {
		planned.output = execute(t, "solve", small(t), "--work-limit", enough, "-o", dir)
		require.Equal(t, exitOK, planned.code, planned.stderr)
		assertSchema(t, dir)
		planned.files = filesOf(t, dir)
		planned.stdout = strings.ReplaceAll(planned.stdout, dir, "DIR")
	})
	require.NotEmpty(t, planned.files, "small could not be planned")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	for name, text := range planned.files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	out := planned.output
	out.stdout = strings.ReplaceAll(out.stdout, "DIR", dir)
	return out
}

// golden compares text with a file of testdata; -update writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the test with -update once")
	require.Equal(t, string(want), got, "if the change is meant, run the test with -update")
}

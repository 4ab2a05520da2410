package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// assertSchema holds a plan.json to the schema that check --schema prints.
func assertSchema(t *testing.T, dir string) {
	t.Helper()
	out := execute(t, "check", "--schema")
	require.Equal(t, exitOK, out.code, out.stderr)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(out.stdout))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("plan.schema.json", document))
	schema, err := compiler.Compile("plan.schema.json")
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(dir, planFile))
	require.NoError(t, err)
	plan, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	assert.NoError(t, schema.Validate(plan))
}

// Whoever edits a plan is told what is wrong with it, in its own words, and with
// the status for a rejected plan.
func TestCheckSaysWhatIsWrong(t *testing.T) {
	dir, out := solveSmall(t)
	require.Equal(t, exitOK, out.code, out.stderr)
	text := contents(t, dir)[planFile]
	for _, c := range []struct{ old, changed, said string }{
		{`"version": {`, `"vesion": {}, "version": {`, `vesion is not a field of a plan`},
		{`"patients_moved":`, `"patients_carried":`, `.patients_moved is missing`},
		{`"verified": true`, `"verified": "yes"`, `status.verified is a string, want true or false`},
		{`"stop": "`, `"stop": "un`, `status.stop is "un`},
		{`"merged": 3.3`, `"merged": 3.4`, `scenario is not the one that was planned with`},
		{`"of": "patients"`, `"of": "nurses"`, `"nurses"`},
		{`"moves": false`, `"moves": true`, `moves`},
	} {
		changed := strings.Replace(text, c.old, c.changed, 1)
		require.NotEqual(t, text, changed, c.old)
		path := filepath.Join(t.TempDir(), planFile)
		require.NoError(t, os.WriteFile(path, []byte(changed), 0o600))
		out := execute(t, "check", small(t), path)
		assert.Equal(t, exitRejected, out.code, "%s\n%s", c.changed, out.stdout+out.stderr)
		assert.Contains(t, out.stdout+out.stderr, c.said)
	}
}

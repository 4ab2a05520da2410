package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/lp"
)

// proven solves small and returns the certificate's path.
func proven(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	_, out := solveSmall(t, "--certificate", path)
	require.Equal(t, exitOK, out.code, out.stderr)
	assert.Contains(t, out.stdout, "polyclinic verify checks it")
	return path
}

// A solve's certificate is accepted, in either form, and the program made again
// from its instance and scenario is the one it holds.
func TestVerifyAcceptsWhatSolveProves(t *testing.T) {
	for _, name := range []string{"proof.json", "proof.json.gz"} {
		path := proven(t, name)
		out := execute(t, "verify", path)
		require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
		assert.Contains(t, out.stdout, "the proof holds")
		out = execute(t, "verify", path, "--instance", small(t))
		require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
		assert.Contains(t, out.stdout, "scenario give")
	}
	changed := filepath.Join(t.TempDir(), "proof.json")
	_, out := solveSmall(t, "--certificate", changed, "--set", "rules.range.merged=2", "--lock", "site S05 forbidden")
	require.Equal(t, exitOK, out.code, out.stderr)
	out = execute(t, "verify", changed, "--instance", small(t))
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
}

// What is false, or of another program, ends with status 5; what cannot be read
// or compared with status 2.
func TestVerifyRejects(t *testing.T) {
	path := proven(t, "proof.json")
	spoil := func(change func(*certificate.File)) string {
		f, err := certificate.Read(path)
		require.NoError(t, err)
		change(f)
		out := filepath.Join(t.TempDir(), "spoilt.json")
		text, err := json.Marshal(f)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(out, text, 0o600))
		return out
	}
	rehash := func(f *certificate.File) {
		var err error
		f.SHA256, err = f.Problem.Hash()
		require.NoError(t, err)
	}
	torn := filepath.Join(t.TempDir(), "torn.json")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(torn, text[:len(text)/2], 0o600))

	for name, c := range map[string]struct {
		args []string
		want int
		said string
	}{
		"bound": {[]string{spoil(func(f *certificate.File) { f.Certificate.Bound = f.Certificate.Cost + 1 })}, exitRejected, "bound"},
		"cost":  {[]string{spoil(func(f *certificate.File) { f.Certificate.Cost-- })}, exitRejected, "is claimed, but the solution costs"},
		"hash":  {[]string{spoil(func(f *certificate.File) { f.Problem.Constant-- })}, exitRejected, "Maybe the problem was changed"},
		"another program": {[]string{spoil(func(f *certificate.File) { f.Problem.Name = "other"; rehash(f) }), "--instance", small(t)},
			exitRejected, "Maybe another version"},
		"no source":        {[]string{spoil(func(f *certificate.File) { f.Source = nil }), "--instance", small(t)}, exitUsage, "nothing to compare"},
		"another instance": {[]string{path, "--instance", "london-2008"}, exitUsage, "want the instance"},
		"torn":             {[]string{torn}, exitUsage, "Maybe the file is cut off"},
		"nothing":          {[]string{"nowhere"}, exitUsage, "nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			out := execute(t, append([]string{"verify"}, c.args...)...)
			assert.Equal(t, c.want, out.code, out.stdout+out.stderr)
			assert.Contains(t, out.stdout+out.stderr, c.said)
		})
	}
}

// Where a certificate cannot be written is found out before the work begins.
func TestCertificateNeedsAFolder(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing", "proof.json")
	dir, out := solveSmall(t, "--certificate", missing)
	assert.Equal(t, exitUsage, out.code)
	assert.True(t, strings.Contains(out.stderr, "does not exist"), out.stderr)
	assert.NoDirExists(t, dir)
	_, out = solveSmall(t, "--certificate", t.TempDir())
	assert.Equal(t, exitUsage, out.code)
}

// Protects what a planner relies on: the proof of a plan for London, from trees of
// its areas that have gone deep, is accepted.
func TestLondonsProofHolds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	proof := filepath.Join(t.TempDir(), "proof.json.gz")
	out := execute(t, "solve", "--work-limit", "1200000000", "--certificate", proof, "-o", filepath.Join(t.TempDir(), "plan"))
	require.Equal(t, exitOK, out.code, out.stderr)
	f, err := certificate.Read(proof)
	require.NoError(t, err)
	if lp.Available() {
		require.NotNil(t, f.Certificate.Regions)
		leaves := 0
		for _, r := range f.Certificate.Regions.Regions {
			for _, tree := range r.Trees {
				leaves += len(tree.Nodes)
			}
		}
		require.Greater(t, leaves, 1000)
	}
	out = execute(t, "verify", proof, "--instance", defaultInstance)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
}

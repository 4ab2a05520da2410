package certificate_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// written draws a problem and a certificate with every part filled, and writes
// them.
func written(t *testing.T, name string) (string, *facility.Problem, *certificate.Certificate, *certificate.Source) {
	t.Helper()
	p := facilitytest.Tiny(rand.New(rand.NewPCG(3, 22)))
	m := &certificate.Multipliers{Shift: 3, Customer: []int64{1 << 62, -5}, Row: []int64{0}}
	tree := &certificate.Tree{Rows: []certificate.BranchRow{{Steps: []int32{0, 2}, Upper: 2}}, Nodes: []certificate.Node{
		{Parent: -1}, {Parent: 0, Changes: []certificate.Change{{What: certificate.RowLower, Index: 1, Limit: -1}}, Leaf: certificate.Bounded, At: m},
	}}
	c := &certificate.Certificate{Cost: 9, HasBound: true, Bound: -4, Arc: []int32{0, -1}, Option: []int32{-1}, Root: m, Tree: tree,
		Regions: &certificate.Regions{Shift: 8, Row: []int64{7}, Regions: []certificate.Region{{Customers: []int32{1}, Sites: []int32{0}, Trees: []*certificate.Tree{tree}}}}}
	source := &certificate.Source{Instance: "x", SHA256: "abc", Scenario: json.RawMessage(`{"name":"y"}`)}
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, certificate.Write(path, p, c, source))
	return path, p, c, source
}

// Protects the file form: nothing is lost, compressed or not, and nothing else
// is left in the folder.
func TestFileKeepsEverything(t *testing.T) {
	for _, name := range []string{"c.json", "c.json.gz"} {
		path, p, c, source := written(t, name)
		f, err := certificate.Read(path)
		require.NoError(t, err)
		require.NoError(t, f.CheckHash())
		require.Equal(t, p, f.Problem)
		require.Equal(t, c, f.Certificate)
		require.Equal(t, source, f.Source)
		entries, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.Len(t, entries, 1)
		info, err := entries[0].Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o644), info.Mode())
	}
}

// Protects readers of what is not, or no longer, a certificate.
func TestFileFaults(t *testing.T) {
	path, _, _, _ := written(t, "c.json")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	decode := func(text []byte) (*certificate.File, error) { return certificate.Decode(bytes.NewReader(text)) }
	for said, spoilt := range map[string][]byte{
		"cut off":        text[:len(text)/2],
		"something":      append(bytes.Clone(text), '1'),
		"format is 3":    bytes.Replace(text, []byte(`"format":2`), []byte(`"format":3`), 1),
		"is missing":     []byte(`{"format":2,"sha256":"","problem":null,"certificate":null}`),
		"unknown field":  bytes.Replace(text, []byte(`"format":2`), []byte(`"format":2,"colour":2`), 1),
		"not a certific": []byte("hello"),
		"want each of":   bytes.Replace(text, []byte(`"arcs":[[`), []byte(`"arcs":[[99`), 1),
		"EOF":            {},
	} {
		_, err := decode(spoilt)
		require.ErrorContains(t, err, said)
	}
	f, err := decode(bytes.Replace(text, []byte(`"constant":`), []byte(`"constant":1`), 1))
	require.NoError(t, err)
	require.ErrorContains(t, f.CheckHash(), "was changed")
}

// Protects the old file: a certificate that cannot be written leaves it alone.
func TestWriteIsWholeOrNot(t *testing.T) {
	_, p, c, _ := written(t, "c.json")
	require.Error(t, certificate.Write(filepath.Join(t.TempDir(), "nowhere", "c.json"), p, c, nil))
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "c.json"), 0o755))
	require.Error(t, certificate.Write(filepath.Join(dir, "c.json"), p, c, nil))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

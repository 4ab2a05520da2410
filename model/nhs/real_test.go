package nhs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// realFolder is the shared data, or a skipped test.
func realFolder(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("POLYCLINIC_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root, "data"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real data: %v", err)
	}
	return path
}

func importReal(t *testing.T, o Options, paths ...string) *Report {
	t.Helper()
	var all []string
	for _, p := range paths {
		all = append(all, realFolder(t, strings.Split(p, "/")...))
	}
	files, err := Files(all...)
	require.NoError(t, err)
	d, r, err := Import(files, o)
	require.NoError(t, err)
	_, err = d.Validate()
	assert.NoError(t, err)
	if out := os.Getenv("NHS_OUT"); out != "" {
		f, _ := os.Create(out)
		r.WriteText(f)
		f.Close()
	}
	return r
}



package suite

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The embedded list is the one that the data gives, in the same bytes.
func TestPinnedCasesAreThoseOfTheData(t *testing.T) {
	cases, err := Pin(filepath.Dir(instances(t)))
	require.NoError(t, err)
	var now bytes.Buffer
	require.NoError(t, WriteCases(&now, cases))
	if now.String() != string(pinned) {
		t.Error("cases.csv is out of date: write it again with `go run ./benchmarks pin`")
	}
	read, err := Cases()
	require.NoError(t, err)
	assert.Equal(t, cases, read)
	for _, c := range read {
		if c.Quick == 0 || c.Collection != Planning && c.Embed == "" {
			continue
		}
		r, err := c.Request(filepath.Dir(instances(t)))
		require.NoError(t, err)
		in, err := Read(r)
		require.NoError(t, err)
		assert.Positive(t, in.Problem.NumArcs())
	}
}

func TestEveryCollectionIsInTheQuickSet(t *testing.T) {
	cases, err := Cases()
	require.NoError(t, err)
	quick := map[string]int{}
	for _, c := range cases {
		if c.Quick > 0 {
			quick[c.Collection]++
		}
		assert.Contains(t, Families(), c.Family, c.Name)
		if builtIn[c.File] == nil {
			assert.Len(t, c.SHA256, 64, c.Name)
		}
	}
	assert.Equal(t, 4, quick[Planning])
	embedded := 0
	for _, c := range collections {
		want := len(c.quick)
		for _, q := range c.quick {
			if q.embedded {
				want += len(embeddings) - 1
				embedded++
			}
		}
		assert.GreaterOrEqual(t, len(c.quick), 2, c.folder)
		assert.Equal(t, want, quick[c.folder], "%s: a name of the quick set is of no case", c.folder)
	}
	assert.Equal(t, 2, embedded)
}

func TestChangedFileIsNotTheCase(t *testing.T) {
	folder := t.TempDir()
	c := Case{Collection: "some", File: "a/b.txt", Family: "diaz", SHA256: strings.Repeat("0", 64)}
	_, err := c.Request(folder)
	assert.ErrorContains(t, err, "POLYCLINIC_DATA")
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "instances", "some", "a"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "instances", "some", "a", "b.txt"), []byte("1 1\n"), 0o600))
	_, err = c.Request(folder)
	assert.ErrorContains(t, err, "another edition")
}

// A wrong line of optima.csv is reported with its line, all of them at once.
func TestPublishedValuesAreChecked(t *testing.T) {
	folder := t.TempDir()
	content := "instance,file,size,value,status\na,a,1x1,x,optimal\nb#3,b,1x1,,none\nc,c,1x1,7,guess\n"
	path := filepath.Join(folder, "optima.csv")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	_, err := ReadPublished(folder)
	require.Error(t, err)
	assert.Equal(t, path+`:2: instance "a" has value "x", want a number.`+"\n"+
		path+`:4: instance "c" has status "guess", want optimal, best-known or none.`, err.Error())
	assert.Equal(t, Request{Path: "f", Index: 3}, Published{Instance: "b#3", Path: "f"}.Request())
	assert.Equal(t, Request{Path: "f", P: 40}, Published{Instance: "rl p=40", Path: "f"}.Request())
}

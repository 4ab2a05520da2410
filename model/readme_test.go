package model

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The README's table of files names every column where the reader of the folder
// wants it: the needed ones, and the others.
func TestReadmeNamesEveryColumn(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	inReadme(t, string(text), &areaTable)
	inReadme(t, string(text), &practiceTable)
	inReadme(t, string(text), &siteTable)
	inReadme(t, string(text), &zoneTable)
	inReadme(t, string(text), &registrationTable)
	inReadme(t, string(text), &hospitalTable)
	inReadme(t, string(text), &tierTable)
	inReadme(t, string(text), &travelTable)
}

var aside = regexp.MustCompile(`\([^)]*\)`)

func inReadme[T any](t *testing.T, readme string, of *table[T]) {
	t.Helper()
	_, line, ok := strings.Cut(readme, "| `"+of.file+"`")
	require.True(t, ok, of.file)
	line, _, _ = strings.Cut(line, "\n")
	cells := strings.Split(aside.ReplaceAllString(line, ""), "|")
	require.Len(t, cells, 4, of.file)
	var want [2][]string // needed, optional
	for _, c := range of.columns {
		k := 0
		if c.need == optional {
			k = 1
		}
		want[k] = append(want[k], c.name)
	}
	for _, c := range of.models {
		want[1] = append(want[1], c.name+"MODEL")
	}
	for k := range want {
		got := strings.FieldsFunc(cells[k+1], func(r rune) bool { return r == ',' || r == ' ' })
		assert.ElementsMatch(t, want[k], got, of.file)
	}
}

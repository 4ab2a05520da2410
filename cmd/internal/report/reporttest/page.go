package reporttest

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// void elements have no end.
var void = map[string]bool{"meta": true, "br": true, "hr": true, "img": true, "link": true, "input": true}

// CheckPage holds a page to be whole: every element is closed, every id is there
// once, every reference leads somewhere, nothing is fetched, nothing runs; every
// drawing is XML and has words.
func CheckPage(t testing.TB, page string) {
	t.Helper()
	for _, wrong := range []string{"%!", "NaN", "Inf", "<script", "http:", "https:", "url(", "@import", "src="} {
		assert.NotContains(t, page, wrong)
	}
	ids := map[string]bool{}
	var references, open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			require.ErrorIs(t, z.Err(), io.EOF)
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			if !void[token.Data] {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			require.NotEmpty(t, open)
			require.Equal(t, open[len(open)-1], token.Data)
			open = open[:len(open)-1]
		}
		for _, a := range token.Attr {
			switch a.Key {
			case "id":
				assert.False(t, ids[a.Val], "id %s is there once", a.Val)
				ids[a.Val] = true
			case "href":
				references = append(references, strings.TrimPrefix(a.Val, "#"))
			case "aria-labelledby":
				references = append(references, strings.Fields(a.Val)...)
			}
		}
	}
	assert.Empty(t, open)
	for _, r := range references {
		assert.True(t, ids[r], "%s leads somewhere", r)
	}
	checkDrawings(t, page)
}

var drawings = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// checkDrawings: each is XML, and has words for those who cannot see it, or is
// hidden from them.
func checkDrawings(t testing.TB, page string) {
	found := drawings.FindAllString(page, -1)
	require.NotEmpty(t, found)
	for _, svg := range found {
		d := xml.NewDecoder(strings.NewReader(svg))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, svg[:min(len(svg), 300)])
		}
		if !strings.Contains(svg, `aria-hidden="true"`) {
			assert.Contains(t, svg, "<title id=")
			assert.Contains(t, svg, "<desc id=")
		}
	}
}

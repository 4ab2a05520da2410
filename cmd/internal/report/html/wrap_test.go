package html

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// Labels break between words and after slashes, and keep to their room.
func TestWrap(t *testing.T) {
	for words, want := range map[string][]string{
		"":                                   {},
		"Sutton":                             {"Sutton"},
		"a b":                                {"a b"},
		"one two three four":                 {"one two", "three four"},
		"other/alternative-1":                {"other/", "alternati…"},
		"University College London Hospital": {"University", "College L…"},
	} {
		assert.ElementsMatch(t, want, wrap(words, 10, 2), words)
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[a-zé/ ]{0,60}`).Draw(t, "words")
		letters, lines := rapid.IntRange(2, 20).Draw(t, "letters"), rapid.IntRange(1, 4).Draw(t, "lines")
		got := wrap(words, letters, lines)
		if len(got) > lines {
			t.Fatalf("%d lines: %q", len(got), got)
		}
		for _, line := range got {
			if utf8.RuneCountInString(line) > letters {
				t.Fatalf("%q has more than %d letters", line, letters)
			}
		}
		if text := strings.Join(got, ""); !strings.Contains(text, "…") && strings.ReplaceAll(text, " ", "") != strings.ReplaceAll(words, " ", "") {
			t.Fatalf("%q became %q", words, got)
		}
	})
}

// Texts of ticks do not meet on a narrow chart, and nought is always written.
func TestTicksKeepApart(t *testing.T) {
	d := &drawing{}
	var drawn []float64
	ticks := []float64{-20000, -10000, 0, 10000, 20000}
	d.ticks(ticks, func(v float64) float64 { return v / 1000 }, func(at float64, _ string) { drawn = append(drawn, at) })
	assert.Contains(t, drawn, 0.0)
	for i := 1; i < len(drawn); i++ {
		assert.GreaterOrEqual(t, drawn[i]-drawn[i-1], 6*tickLetter)
	}
	drawn = nil
	d.ticks(ticks, func(v float64) float64 { return v / 100 }, func(at float64, _ string) { drawn = append(drawn, at) })
	assert.Len(t, drawn, len(ticks), "there is room for all")
}

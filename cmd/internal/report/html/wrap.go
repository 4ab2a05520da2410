package html

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks words into at most so many lines of so many letters; what does not
// fit ends in an ellipsis.
func wrap(words string, letters, lines int) []string {
	var out []string
	for _, word := range pieces(words) {
		if n := len(out); n > 0 && utf8.RuneCountInString(out[n-1])+utf8.RuneCountInString(strings.TrimSpace(word)) <= letters {
			out[n-1] += word
			continue
		}
		out = append(out, word)
	}
	if len(out) > lines {
		out[lines-1] = strings.Join(out[lines-1:], "")
		out = out[:lines]
	}
	for i := range out {
		out[i] = clip(strings.TrimSpace(out[i]), letters)
	}
	return out
}

// pieces are words with what follows them up to where a line may end: after
// spaces and slashes.
func pieces(words string) []string {
	var out []string
	for rest := strings.Join(strings.Fields(words), " "); rest != ""; {
		end := strings.IndexAny(rest, " /") + 1
		if end == 0 {
			end = len(rest)
		}
		out, rest = append(out, rest[:end]), rest[end:]
	}
	return out
}

// clip shortens words that do not fit.
func clip(words string, letters int) string {
	runes := []rune(words)
	if len(runes) <= letters {
		return words
	}
	return strings.TrimSpace(string(runes[:letters-1])) + "…"
}

package nhs

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// count reads a number of people: "1,636", "5903", "181.0"; false for "-", "*",
// blanks and anything below 0.
func count(text string) (int64, bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", "")
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, n >= 0
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f < 0 || f > 1e9 {
		return 0, false
	}
	return int64(f + 0.5), true
}

// number reads a decimal number; "0801193" is one.
func number(text string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return f, err == nil
}

func numeric(text string) bool {
	_, ok := number(text)
	return ok
}

// sortedKeys is the only way this package walks a map.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// thousands is a number that is not negative, for people: 1,234,567.
func thousands(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

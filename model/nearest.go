package model

import (
	"fmt"
	"strings"
)

// nearest is the known name most like name, "" where none is like it: at most
// a third of its letters, and never more than three, mistyped, transposed,
// missing or too many. Case does not count. The first named wins ties.
func nearest(name string, known []string) string {
	best, bestDistance := "", min(3, max(1, len(name)/3))+1
	for _, k := range known {
		if d := editDistance(strings.ToLower(name), strings.ToLower(k)); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// meant is the Maybe for name, "" where nothing known is like it.
func meant(name string, known []string) string {
	if n := nearest(name, known); n != "" {
		return fmt.Sprintf("%q is meant", n)
	}
	return ""
}

// editDistance counts insertions, deletions, substitutions and transpositions
// of neighbours (optimal string alignment).
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, above, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			substitution := above[j-1]
			if s[i-1] != t[j-1] {
				substitution++
			}
			row[j] = min(substitution, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(t)]
}

// Meant is the Maybe of a fault about an unknown name: the known name most like
// it, in words, "" where nothing known is like it.
func Meant(name string, known []string) string { return meant(name, known) }

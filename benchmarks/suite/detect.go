package suite

import (
	"fmt"
	"path/filepath"
	"strings"
)

// detect guesses the family: by a folder on the path, the file's heading, or the
// only layout whose count of numbers fits.
func detect(path string, t *text) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		absolute = path
	}
	if t.peek() == "FILE:" {
		return "ufl", nil
	}
	folders := strings.Split(filepath.ToSlash(filepath.Dir(absolute)), "/")
	for at := len(folders) - 1; at >= 0; at-- {
		if f, ok := familyOfFolder(strings.ToLower(folders[at])); ok {
			return f, nil
		}
	}
	switch first := t.peek(); {
	case strings.HasSuffix(path, ".tsp") || first == "NAME" || first == "NAME:":
		return "tsplib", nil
	case first != "" && !isNumber(first) && t.columns(2) == kongColumns:
		return "kong", nil
	}
	var fits []string
	for _, family := range Families() {
		if count, ok := familyCounts[family]; ok && count.fits(t) {
			fits = append(fits, family)
		}
	}
	switch len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return "", fmt.Errorf("%s: looks like none of the families, want one named: %s", t.file, strings.Join(Families(), ", "))
	}
	return "", fmt.Errorf("%s: could be of several families, want one named: %s", t.file, strings.Join(fits, ", "))
}

// familyCounts tell families apart by how many numbers a file holds, given the
// first two. Holmberg's, Avella's and OR-Library's layouts have equal counts.
var familyCounts = map[string]countOf{
	"holmberg":    func(m, n int) int { return 2 + 2*m + n + m*n },
	"tbed1":       func(m, n int) int { return 2 + 2*m + n + m*n },
	"orlib-cap":   func(m, n int) int { return 2 + 2*m + n + m*n },
	"diaz":        func(n, m int) int { return 2 + 2*m + n + m*n },
	"gap":         func(m, n int) int { return 2 + 2*m*n + m },
	"pmed":        func(_, edges int) int { return 3 + 3*edges },
	"lorena":      func(n, _ int) int { return 2 + 4*n },
	"cpmp-matrix": func(n, _ int) int { return 2 + n*n + 2*n },
}

type countOf func(first, second int) int

func (count countOf) fits(t *text) bool {
	if len(t.tokens) < 2 {
		return false
	}
	var first [2]int
	for k := range first {
		d, ok := parseDecimal(t.tokens[k].text)
		if !ok || d.places > 0 || d.digits < 1 || d.digits > maxDimension {
			return false
		}
		first[k] = int(d.digits)
	}
	return count(first[0], first[1]) == len(t.tokens)
}

// columns is the number of words on the line-th line that has any.
func (t *text) columns(line int) int {
	lines, last, words := 0, -1, 0
	for _, w := range t.tokens {
		if w.line != last {
			lines, last = lines+1, w.line
		}
		switch {
		case lines == line:
			words++
		case lines > line:
			return words
		}
	}
	return words
}

func isNumber(word string) bool {
	_, ok := parseDecimal(word)
	return ok
}

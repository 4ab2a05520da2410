package suite

import (
	"fmt"
	"strings"
)

// faults is everything found wrong with a file, a line each.
type faults []string

func (f faults) Error() string { return strings.Join(f, "\n") }

// fault is one of them: where, what it is about, what was found, what was
// wanted, and a likely cause where there is one. Line 0 is the whole file.
func fault(file string, line int, name, value, want, maybe string) string {
	at := ""
	if line > 0 {
		at = fmt.Sprintf(":%d", line)
	}
	s := fmt.Sprintf("%s%s: %s %s, want %s.", file, at, name, value, want)
	if maybe != "" {
		s += " Maybe " + maybe + "."
	}
	return s
}

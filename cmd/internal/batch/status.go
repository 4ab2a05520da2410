package batch

import (
	"fmt"
	"strings"
)

// Status counts the scenarios of a batch by what is known of them.
type Status struct {
	Solutions map[string]int // by solution: optimal, feasible, none, infeasible, invalid, error
	Missing   int            // not planned yet
	Unread    int            // with a result that cannot be read
}

// StatusOf looks at a folder.
func StatusOf(dir string, m *Manifest) Status {
	s := Status{Solutions: map[string]int{}}
	for i := range m.Rows {
		f, err := figuresOrMissing(dir, m.Rows[i].Hash)
		switch {
		case err != nil:
			s.Unread++
		case f.Error == NotYet:
			s.Missing++
		default:
			s.Solutions[f.Solution]++
		}
	}
	return s
}

// String is the counts in words, good news first.
func (s Status) String() string {
	var parts []string
	for _, solution := range []string{"optimal", "feasible", "none", "infeasible", "invalid", "error"} {
		if n := s.Solutions[solution]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, solution))
		}
	}
	if s.Unread > 0 {
		parts = append(parts, fmt.Sprintf("%d unreadable", s.Unread))
	}
	if s.Missing > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", s.Missing, NotYet))
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

package facility

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoSolution is returned, wrapped with the file's own words, for a solution
// file that holds none: the solver found none, or proved that there is none.
var ErrNoSolution = errors.New("the file holds no solution")

// FileFault is one thing wrong with a file, at a line counted from 1.
type FileFault struct {
	File  string
	Line  int
	Text  string // what is there and what was wanted
	Maybe string // a likely cause, or empty
}

func (f FileFault) Error() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	text := place + ": " + f.Text + "."
	if f.Maybe != "" {
		text += " Maybe " + f.Maybe + "."
	}
	return text
}

// FileFaults is everything wrong with a file.
type FileFaults []FileFault

// shownFaults of one file are listed, the others counted.
const shownFaults = 20

func (f FileFaults) Error() string {
	lines := make([]string, 0, shownFaults+1)
	for _, fault := range f[:min(len(f), shownFaults)] {
		lines = append(lines, fault.Error())
	}
	if more := len(f) - shownFaults; more > 0 {
		lines = append(lines, fmt.Sprintf("%s: and %d more faults.", f[0].File, more))
	}
	return strings.Join(lines, "\n")
}

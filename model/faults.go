package model

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong with what a person wrote, or, among Warnings, one
// thing they should know.
type Fault struct {
	File  string // file, preset or "--set"; "" where there is none
	Line  int    // 0: the whole file
	Name  string // what it is about: `practice "E83042"`
	Value string // what was found, with its verb: `has list size -3`
	Want  string // what was wanted: `more than 0`
	Maybe string // a likely cause, a sentence without its "Maybe"
}

// String is the fault in one line: file, line, name, value, want and a Maybe.
func (f Fault) String() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File)
		if f.Line > 0 {
			fmt.Fprintf(&b, ":%d", f.Line)
		}
		b.WriteString(": ")
	}
	b.WriteString(f.Name)
	if f.Value != "" {
		b.WriteString(" " + f.Value)
	}
	if f.Want != "" {
		b.WriteString(", want " + f.Want)
	}
	b.WriteByte('.')
	if f.Maybe != "" {
		b.WriteString(" Maybe " + f.Maybe + ".")
	}
	return b.String()
}

// Faults is every fault of an input, in the order of its files; as an error it
// prints one a line.
type Faults []Fault

// Error is all faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// orNil is fs as an error, nil where there is none.
func (fs Faults) orNil() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

// Warnings are remarks on an input that is usable as it stands.
type Warnings []Fault

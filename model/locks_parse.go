package model

import (
	"fmt"
	"slices"
	"strings"
)

// ParseLocks parses lock lines. The error is a Faults with every line that is
// not a lock.
func ParseLocks(lines []string) ([]Lock, error) {
	locks := make([]Lock, 0, len(lines))
	var faults Faults
	for _, line := range lines {
		lock, fault := parseLock(line)
		if fault != nil {
			faults = append(faults, *fault)
			continue
		}
		locks = append(locks, lock)
	}
	return locks, faults.orNil()
}

const lockForms = `one of "site S required", "site S required M", "site S forbidden", "practice P at S", ` +
	`"practice P not at S", "practice P stays", "practice P model M", "together P Q ...", "apart P Q ..."`

// lockPatterns are the forms of locks in which every word has its place; "_" is a
// code.
var lockPatterns = []struct {
	words string
	kind  LockKind
}{
	{"site _ required", SiteRequired}, {"site _ required _", SiteRequired}, {"site _ forbidden", SiteForbidden},
	{"practice _ at _", PracticeAt}, {"practice _ not at _", PracticeNotAt}, {"practice _ stays", PracticeStays},
	{"practice _ model _", PracticeModel},
}

func parseLock(line string) (Lock, *Fault) {
	w := strings.Fields(line)
	lock := Lock{Text: strings.Join(w, " ")}
	for _, p := range lockPatterns {
		if !matches(w, strings.Fields(p.words)) {
			continue
		}
		lock.Kind = p.kind
		last := w[len(w)-1]
		switch p.kind {
		case SiteRequired, SiteForbidden:
			lock.Site = w[1]
		case PracticeAt, PracticeNotAt:
			lock.Practices, lock.Site = w[1:2], last
		default:
			lock.Practices = w[1:2]
		}
		if strings.HasSuffix(p.words, "required _") || p.kind == PracticeModel {
			lock.Model = last
		}
		return lock, nil
	}
	switch {
	case len(w) >= 3 && w[0] == "together":
		lock.Kind, lock.Practices = Together, w[1:]
	case len(w) >= 3 && w[0] == "apart":
		lock.Kind, lock.Practices = Apart, w[1:]
	default:
		return lock, &Fault{Name: fmt.Sprintf("lock %q", line), Value: "is not understood", Want: lockForms, Maybe: meantLock(w)}
	}
	return lock, nil
}

// meantLock is the Maybe for a lock with misspelt words, "" where it is like none.
func meantLock(w []string) string {
	for _, p := range lockPatterns {
		if fixed := respelt(w, strings.Fields(p.words)); fixed != nil {
			return fmt.Sprintf("%q is meant", strings.Join(fixed, " "))
		}
	}
	for _, word := range []string{"together", "apart"} {
		if len(w) >= 3 && meant(w[0], []string{word}) != "" {
			return fmt.Sprintf("%q is meant", strings.Join(append([]string{word}, w[1:]...), " "))
		}
	}
	return ""
}

// respelt is words with those of the pattern in their places, nil where one of
// them is not like its own.
func respelt(words, pattern []string) []string {
	if len(words) != len(pattern) {
		return nil
	}
	out := slices.Clone(words)
	for i, p := range pattern {
		if p == "_" || p == words[i] {
			continue
		}
		if meant(words[i], []string{p}) == "" {
			return nil
		}
		out[i] = p
	}
	return out
}

// matches reports whether words fit pattern, in which "_" is any word.
func matches(words, pattern []string) bool {
	if len(words) != len(pattern) {
		return false
	}
	for i, p := range pattern {
		if p != "_" && p != words[i] {
			return false
		}
	}
	return true
}

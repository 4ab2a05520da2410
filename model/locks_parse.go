package model

import (
	"fmt"
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

func parseLock(line string) (Lock, *Fault) {
	w := strings.Fields(line)
	lock := Lock{Text: strings.Join(w, " ")}
	form := func(pattern string) bool { return matches(w, strings.Fields(pattern)) }
	switch {
	case form("site _ required"):
		lock.Kind, lock.Site = SiteRequired, w[1]
	case form("site _ required _"):
		lock.Kind, lock.Site, lock.Model = SiteRequired, w[1], w[3]
	case form("site _ forbidden"):
		lock.Kind, lock.Site = SiteForbidden, w[1]
	case form("practice _ at _"):
		lock.Kind, lock.Practices, lock.Site = PracticeAt, w[1:2], w[3]
	case form("practice _ not at _"):
		lock.Kind, lock.Practices, lock.Site = PracticeNotAt, w[1:2], w[4]
	case form("practice _ stays"):
		lock.Kind, lock.Practices = PracticeStays, w[1:2]
	case form("practice _ model _"):
		lock.Kind, lock.Practices, lock.Model = PracticeModel, w[1:2], w[3]
	case len(w) >= 3 && w[0] == "together":
		lock.Kind, lock.Practices = Together, w[1:]
	case len(w) >= 3 && w[0] == "apart":
		lock.Kind, lock.Practices = Apart, w[1:]
	default:
		return lock, &Fault{Name: fmt.Sprintf("lock %q", line), Value: "is not understood", Want: lockForms}
	}
	return lock, nil
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

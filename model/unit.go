package model

import (
	"strconv"
	"strings"
)

// Singular is a unit of RuleRow for one of it: "sites merged" is "site merged".
func Singular(unit string) string {
	noun, rest, _ := strings.Cut(unit, " ")
	switch {
	case noun == "people":
		noun = "person"
	default:
		noun = strings.TrimSuffix(noun, "s")
	}
	return strings.TrimSuffix(noun+" "+rest, " ")
}

// counted is a whole number and its unit: 1 practice, 12 practices. The number is
// as files write it.
func counted[T ~int | ~int64](n T, unit string) string {
	if n == 1 {
		unit = Singular(unit)
	}
	return strconv.FormatInt(int64(n), 10) + " " + unit
}

package report

import (
	"strings"

	"polyclinic/model"
)

// PartName is a line of the accounts in words.
func PartName(p model.Part) string { return partWords[p] }

// Exact is a sum in pounds with its pence, without separators: -1234.05.
func Exact(p model.Pence) string { return exact(p) }

// Binds says whether a rule is broken, or so near its limit that another limit
// would likely change the plan.
func Binds(r *model.RuleRow) bool { return binds(r) }

// Sum is a sum in pounds, its sign before the pound sign: -£1,234.
func Sum(p model.Pence) string { return signed(p) }

// SumInMillions is a sum in £m, its sign before the pound sign: -£1.23m.
func SumInMillions(p model.Pence) string {
	text := Millions(p)
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		return "-£" + rest + "m"
	}
	return "£" + text + "m"
}

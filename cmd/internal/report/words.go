package report

import (
	"cmp"
	"slices"

	"polyclinic/model"
)

// PartName is a line of the accounts in words.
func PartName(p model.Part) string { return partWords[p] }

// Exact is a sum in pounds with its pence, without separators: -1234.05.
func Exact(p model.Pence) string { return exact(p) }

// Binds says whether a rule is broken, or so near its limit that another limit
// would likely change the plan.
func Binds(r *model.RuleRow) bool { return binds(r) }

// ModelName is a built-in care model in words, or the code of another.
func ModelName(code string) string {
	for _, m := range model.Defaults().Models {
		if m.Code == code {
			return m.Name
		}
	}
	return code
}

// ModelOrder puts codes of care models in order: the built-in ones as the scenario
// has them, then others by code.
func ModelOrder(a, b string) int {
	place := func(code string) int {
		models := model.Defaults().Models
		if i := slices.IndexFunc(models, func(m model.CareModel) bool { return m.Code == code }); i >= 0 {
			return i
		}
		return len(models)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}

package report

import "polyclinic/model"

// PartName is a line of the accounts in words.
func PartName(p model.Part) string { return partWords[p] }

// Exact is a sum in pounds with its pence, without separators: -1234.05.
func Exact(p model.Pence) string { return exact(p) }

// Binds says whether a rule is broken, or so near its limit that another limit
// would likely change the plan.
func Binds(r *model.RuleRow) bool { return binds(r) }

package report

import "polyclinic/model"

// PartName is a line of the accounts in words.
func PartName(p model.Part) string { return partWords[p] }

// Exact is a sum in pounds with its pence, without separators: -1234.05.
func Exact(p model.Pence) string { return exact(p) }

package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// branchRows are the rows that the search adds to branch on: how many sites are
// open, in all and by mode, and whether a site is.
type branchRows struct {
	upper []int64   // [branch row]
	picks [][]int32 // [branch row] options counted
	total int32
	mode  []int32 // [mode]; -1: none of the problem's options has it
	site  []int32 // [site]
}

// extend adds them to a problem, with limits that do not bind.
func extend(p *facility.Problem) (branchRows, *facility.Problem) {
	next := int32(len(p.Rows))
	var extra []facility.Row
	var rows branchRows
	add := func(name string, upper int64, pick func(option int32) bool) int32 {
		row := facility.Row{Name: name, Upper: upper}
		for k, o := range p.StepOption {
			if pick(o) {
				row.Steps = append(row.Steps, facility.Term{Index: int32(k), Coef: 1})
			}
		}
		var picks []int32
		for o := range int32(p.NumOptions()) {
			if pick(o) {
				picks = append(picks, o)
			}
		}
		rows.picks, rows.upper = append(rows.picks, picks), append(rows.upper, upper)
		extra = append(extra, row)
		next++
		return next - 1
	}
	m := int64(p.NumSites())
	rows.total = add("open sites", m, func(int32) bool { return true })
	if modes := p.NumModes(); modes > 1 {
		for mode := range int32(modes) {
			rows.mode = append(rows.mode, add("open sites by mode", m, func(o int32) bool { return p.OptionMode[o] == mode }))
		}
	}
	for j := range int32(m) {
		rows.site = append(rows.site, add("site", 1, func(o int32) bool { return p.OptionSite[o] == j }))
	}
	return rows, p.WithRows(extra...)
}

// describe writes the rows for a proof.
func (b *branchRows) describe() []certificate.BranchRow {
	out := make([]certificate.BranchRow, len(b.picks))
	for k := range out {
		out[k] = certificate.BranchRow{Options: b.picks[k], Upper: b.upper[k]}
	}
	return out
}

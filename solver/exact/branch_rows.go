package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// branchRows are the rows that the search adds to branch on: how many sites are
// open, in all, by mode, and by mode and size; and whether a site is.
type branchRows struct {
	upper []int64   // [branch row]
	picks [][]int32 // [branch row] steps counted
	total int32
	mode  []int32   // [mode]
	size  [][]int32 // [mode][size: the step's place among its option's]
	site  []int32   // [site]
}

// extend adds them to a problem, with limits that do not bind.
func extend(p *facility.Problem, leave leaveSite) (branchRows, *facility.Problem) {
	next := int32(len(p.Rows))
	var extra []facility.Row
	var rows branchRows
	add := func(name string, upper int64, pick func(step int32) bool) int32 {
		row := facility.Row{Name: name, Upper: upper}
		var picks []int32
		for k := range int32(len(p.Steps)) {
			if pick(k) {
				row.Steps = append(row.Steps, facility.Term{Index: k, Coef: 1})
				picks = append(picks, k)
			}
		}
		rows.picks, rows.upper = append(rows.picks, picks), append(rows.upper, upper)
		extra = append(extra, row)
		next++
		return next - 1
	}
	m := int64(p.NumSites())
	mode := func(k int32) int32 { return p.OptionMode[p.StepOption[k]] }
	size := func(k int32) int32 { return k - p.StepStart[p.StepOption[k]] }
	rows.total = add("open sites", m, func(k int32) bool { return !leave.is(p.OptionSite[p.StepOption[k]]) })
	sizes := make([]int32, p.NumModes())
	for k := range int32(len(p.Steps)) {
		sizes[mode(k)] = max(sizes[mode(k)], size(k)+1)
	}
	rows.size = make([][]int32, len(sizes))
	for of, count := range sizes {
		if len(sizes) > 1 {
			rows.mode = append(rows.mode, add("open sites by mode", m, func(k int32) bool { return mode(k) == int32(of) }))
		}
		for at := range count {
			if count > 1 {
				rows.size[of] = append(rows.size[of], add("open sites by size", m, func(k int32) bool { return mode(k) == int32(of) && size(k) == at }))
			}
		}
	}
	for j := range int32(m) {
		rows.site = append(rows.site, add("site", 1, func(k int32) bool { return p.OptionSite[p.StepOption[k]] == j }))
	}
	return rows, p.WithRows(extra...)
}

// describe writes the rows for a proof.
func (b *branchRows) describe() []certificate.BranchRow {
	out := make([]certificate.BranchRow, len(b.picks))
	for k := range out {
		out[k] = certificate.BranchRow{Steps: b.picks[k], Upper: b.upper[k]}
	}
	return out
}

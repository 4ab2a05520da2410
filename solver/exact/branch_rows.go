package exact

import "polyclinic/solver/facility"

// branchRows are the rows that the search adds to branch on: how many sites are
// open, in all and by mode, and whether a site is.
type branchRows struct {
	total int32
	mode  []int32 // [mode]; -1: none of the problem's options has it
	site  []int32 // [site]
}

// extend adds them to a problem, with limits that do not bind.
func extend(p *facility.Problem) (branchRows, *facility.Problem) {
	next := int32(len(p.Rows))
	var extra []facility.Row
	add := func(name string, upper int64, pick func(option int32) bool) int32 {
		row := facility.Row{Name: name, Upper: upper}
		for k, o := range p.StepOption {
			if pick(o) {
				row.Steps = append(row.Steps, facility.Term{Index: int32(k), Coef: 1})
			}
		}
		extra = append(extra, row)
		next++
		return next - 1
	}
	m := int64(p.NumSites())
	rows := branchRows{total: add("open sites", m, func(int32) bool { return true })}
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

package interchange

import "polyclinic/solver/facility"

// Limits are how few and how many sites may be open.
type Limits struct{ Least, Most int }

// Admit says whether a number of sites may be open.
func (l Limits) Admit(n int) bool { return l.Least <= n && n <= l.Most }

// Applies says whether only the choice of sites matters, and how many may be open.
func Applies(p *facility.Problem) (Limits, bool) {
	limits, ok := Counted(p)
	if !ok || p.NumOptions() != p.NumSites() || p.ArcTied != nil || p.NumSites() == 0 {
		return limits, false
	}
	for o := range int32(p.NumOptions()) {
		if !roomy(p, o) {
			return limits, false
		}
	}
	return limits, limits.Least <= limits.Most && limits.Most > 0
}

// Counted says whether all that rows do is to count open sites of one step each, and
// how many they let be open.
func Counted(p *facility.Problem) (Limits, bool) {
	limits := Limits{0, p.NumSites()}
	for r := range p.Rows {
		row := &p.Rows[r]
		if row.Price > 0 || len(row.Arcs)+len(row.Outs) > 0 || len(row.Steps) != p.NumSites() || len(p.Steps) != p.NumSites() {
			return limits, false
		}
		for _, t := range row.Steps {
			if t.Coef != 1 {
				return limits, false
			}
		}
		limits.Least = max(limits.Least, int(max(0, row.Lower)))
		limits.Most = min(limits.Most, int(max(-1, min(row.Upper, int64(p.NumSites())))))
	}
	return limits, true
}

// roomy says whether an option is of one step, which admits any of its customers.
func roomy(p *facility.Problem, o int32) bool {
	steps := p.StepsOf(o)
	if len(steps) != 1 {
		return false
	}
	var all facility.Load
	for _, a := range p.ArcsOf(o) {
		all.Demand += p.ArcDemand[a]
		all.Count += p.Count[p.ArcCustomer[a]]
		all.Weight += p.Weight(a)
	}
	return steps[0].Admits(facility.Load{}) && steps[0].Admits(all)
}

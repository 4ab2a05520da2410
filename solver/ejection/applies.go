package ejection

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
)

// Applies says whether capacities alone couple customers, and how many sites may be
// open.
func Applies(p *facility.Problem) (interchange.Limits, bool) {
	limits, ok := interchange.Counted(p)
	if !ok || p.NumOptions() != p.NumSites() || p.ArcTied != nil || p.ArcWeight != nil {
		return limits, false
	}
	count := facility.Load{}
	for i, c := range p.Count {
		if p.CanLeave[i] {
			return limits, false
		}
		count.Count += c
	}
	for o := range int32(p.NumOptions()) {
		steps := p.StepsOf(o)
		if len(steps) != 1 || !steps[0].Admits(facility.Load{}) || !steps[0].Admits(count) {
			return limits, false
		}
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		if first == last {
			return limits, false
		}
		for a := first + 1; a < last; a++ {
			if p.ArcOption[a] <= p.ArcOption[a-1] {
				return limits, false
			}
		}
	}
	if limits.Most == p.NumSites() && free(p) {
		limits.Least = limits.Most // none costs anything
	}
	return limits, limits.Least <= limits.Most && limits.Most > 0
}

// free says whether no site costs anything.
func free(p *facility.Problem) bool {
	for _, s := range p.Steps {
		if s.Cost != 0 {
			return false
		}
	}
	return true
}

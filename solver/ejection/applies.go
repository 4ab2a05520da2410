package ejection

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
)

// Applies says whether capacities alone couple customers and the number of open
// sites is settled: by a row, or all, where none costs anything. It returns the
// number. Where numbers are free annealing was better (solver/DECISIONS.md).
func Applies(p *facility.Problem) (int, bool) {
	limits, ok := interchange.Counted(p)
	if !ok || p.NumOptions() != p.NumSites() || p.ArcTied != nil || p.ArcWeight != nil {
		return 0, false
	}
	count := facility.Load{}
	for i, c := range p.Count {
		if p.CanLeave[i] {
			return 0, false
		}
		count.Count += c
	}
	for o := range int32(p.NumOptions()) {
		steps := p.StepsOf(o)
		if len(steps) != 1 || !steps[0].Admits(facility.Load{}) || !steps[0].Admits(count) {
			return 0, false
		}
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		if first == last {
			return 0, false
		}
		for a := first + 1; a < last; a++ {
			if p.ArcOption[a] <= p.ArcOption[a-1] {
				return 0, false
			}
		}
	}
	settled := limits.Least == limits.Most || limits.Most == p.NumSites() && free(p)
	return limits.Most, settled && limits.Most > 0
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

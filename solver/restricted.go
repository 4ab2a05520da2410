package solver

import "polyclinic/solver/facility"

// restricted is a problem with some of another one's arcs, which solutions are carried
// into and out of.
type restricted struct {
	problem *facility.Problem
	arcs    []int32 // [its arc] the other's
	number  []int32 // [arc of the other] its own, where it has it
}

func restrict(p *facility.Problem, keep []bool) restricted {
	q, arcs := p.WithArcs(keep)
	number := make([]int32, p.NumArcs())
	for k, a := range arcs {
		number[a] = int32(k)
	}
	return restricted{q, arcs, number}
}

// inside is a solution that uses no other arcs in the restricted problem's numbers.
func (r restricted) inside(s facility.Solution) facility.Solution { return renumber(s, r.number) }

// outside is a solution of the restricted problem in the other's numbers.
func (r restricted) outside(s facility.Solution) facility.Solution { return renumber(s, r.arcs) }

func renumber(s facility.Solution, number []int32) facility.Solution {
	s = s.Clone()
	for i, a := range s.Arc {
		if a >= 0 {
			s.Arc[i] = number[a]
		}
	}
	return s
}

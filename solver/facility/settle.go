package facility

import "slices"

// Settle opens every site in the cheapest of its options that serves the same
// customers alike: by arcs that differ in nothing but the option, at a step that
// counts the same in every row. Such options say in two ways what is one thing,
// as a price that is paid for some customers and would be paid here for none. A
// solution that Check accepts stays one; s itself is not changed.
func Settle(p *Problem, s Solution) Solution {
	var loads []Load
	var users [][]int32 // [option] the arcs in use
	out := s
	for j, o := range s.Option {
		if o < 0 {
			continue
		}
		first, last := p.Options(int32(j))
		if last-first < 2 {
			continue
		}
		if loads == nil {
			loads, users, out = Loads(p, s), usedArcs(p, s), s.Clone()
		}
		best := p.CheapestStep(o, loads[o])
		if best < 0 {
			continue
		}
		for other := first; other < last; other++ {
			k := p.CheapestStep(other, loads[o])
			if k < 0 || p.Steps[k].Cost >= p.Steps[best].Cost || !slices.Equal(p.StepTerms.Of(k), p.StepTerms.Of(best)) {
				continue
			}
			if arcs, ok := p.alike(users[o], other); ok {
				best, out.Option[j] = k, other
				for _, a := range arcs {
					out.Arc[p.ArcCustomer[a]] = a
				}
			}
		}
	}
	return out
}

func usedArcs(p *Problem, s Solution) [][]int32 {
	users := make([][]int32, p.NumOptions())
	for _, a := range s.Arc {
		if a >= 0 {
			users[p.ArcOption[a]] = append(users[p.ArcOption[a]], a)
		}
	}
	return users
}

// alike finds for every arc one to option o that differs in nothing else. There
// are none where o would want a customer who has none of the arcs.
func (p *Problem) alike(arcs []int32, o int32) (twins []int32, ok bool) {
	tied := 0
	for _, a := range arcs {
		first, last := p.Arcs(p.ArcCustomer[a])
		twin := first
		for twin < last && !(p.ArcOption[twin] == o && p.sameArc(a, twin)) {
			twin++
		}
		if twin == last {
			return nil, false
		}
		if p.Tied(twin) {
			tied++
		}
		twins = append(twins, twin)
	}
	for _, a := range p.ArcsOf(o) {
		if p.Tied(a) {
			tied--
		}
	}
	return twins, tied == 0
}

func (p *Problem) sameArc(a, b int32) bool {
	return p.ArcCost[a] == p.ArcCost[b] && p.ArcDemand[a] == p.ArcDemand[b] && p.Weight(a) == p.Weight(b) && p.Tied(a) == p.Tied(b) &&
		slices.Equal(p.ArcTerms.Of(a), p.ArcTerms.Of(b))
}

package facility

import "slices"

// Unfillable says of every step whether no choice of customers fits it: all who
// can come are too few for its minima, or those who must come (Tied) are too many
// for its maxima. False proves nothing.
func (p *Problem) Unfillable() []bool {
	out := make([]bool, len(p.Steps))
	for o := range int32(p.NumOptions()) {
		most, must := p.crowd(o)
		for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
			s := &p.Steps[k]
			out[k] = most.demand < s.MinDemand || most.count < s.MinCount || must.demand > s.MaxDemand || must.count > s.MaxCount
		}
	}
	return out
}

// crowd is what comes to an option together.
type crowd struct {
	demand int64
	count  int32
}

// crowd is all who can come to an option, and those who must if it opens. A
// customer whose arcs there differ in demand comes once for each demand, as in the
// relaxations that prove that a step does not open.
func (p *Problem) crowd(o int32) (most, must crowd) {
	arcs := p.ArcsOf(o) // by customer
	for k := 0; k < len(arcs); {
		i, first := p.ArcCustomer[arcs[k]], k
		small, tied := int64(Infinity), true
		for ; k < len(arcs) && p.ArcCustomer[arcs[k]] == i; k++ {
			a := arcs[k]
			if !slices.ContainsFunc(arcs[first:k], func(b int32) bool { return p.ArcDemand[b] == p.ArcDemand[a] }) {
				most.demand += p.ArcDemand[a]
				most.count += p.Count[i]
			}
			small, tied = min(small, p.ArcDemand[a]), tied && p.Tied(a)
		}
		if tied {
			must.demand += small
			must.count += p.Count[i]
		}
	}
	return most, must
}

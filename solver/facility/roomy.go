package facility

import "slices"

// WithoutCapacities is the problem with room for everybody at every site.
func (p *Problem) WithoutCapacities() *Problem {
	out := *p
	out.Steps = slices.Clone(p.Steps)
	for k := range out.Steps {
		out.Steps[k].MaxDemand, out.Steps[k].MaxWeight, out.Steps[k].MaxCount = Infinity, Infinity, Unbounded
	}
	return &out
}

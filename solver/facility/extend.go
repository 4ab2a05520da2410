package facility

import "slices"

// WithRows returns a problem that shares everything with p but has further rows
// after its own.
func (p *Problem) WithRows(extra ...Row) *Problem {
	q := *p
	q.Rows = append(slices.Clip(slices.Clone(p.Rows)), extra...)
	q.ArcTerms = transpose(q.Rows, q.NumArcs(), func(r *Row) []Term { return r.Arcs })
	q.StepTerms = transpose(q.Rows, len(q.Steps), func(r *Row) []Term { return r.Steps })
	q.OutTerms = transpose(q.Rows, q.NumCustomers(), func(r *Row) []Term { return r.Outs })
	return &q
}

package facility

// WithArcs returns the problem with the arcs that keep marks alone, and the
// number that each of them has in p. Customers, sites, steps and rows keep their
// numbers.
func (p *Problem) WithArcs(keep []bool) (q *Problem, arcs []int32) {
	b := NewBuilder(p.Name)
	for i, d := range p.Demand {
		b.AddCustomer("", d, p.Count[i], p.CanLeave[i], p.OutCost[i])
	}
	for j := range int32(p.NumSites()) {
		b.AddSite("")
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			b.AddOption(p.OptionMode[o], p.StepsOf(o)...)
		}
	}
	number := make([]int32, p.NumArcs())
	for a := range int32(p.NumArcs()) {
		number[a] = -1
		if !keep[a] {
			continue
		}
		number[a] = b.AddArc(Arc{Customer: p.ArcCustomer[a], Option: p.ArcOption[a], Cost: p.ArcCost[a], Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
		arcs = append(arcs, a)
	}
	for _, row := range p.Rows {
		var left []Term
		for _, t := range row.Arcs {
			if number[t.Index] >= 0 {
				left = append(left, Term{number[t.Index], t.Coef})
			}
		}
		row.Arcs = left
		b.AddRow(row)
	}
	b.SetConstant(p.Constant)
	return b.Build(), arcs
}

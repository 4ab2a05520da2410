package facility

// WithoutCosts returns the problem of feasibility alone: the same customers,
// sites, arcs and hard rows, and no costs. A positive lower bound of it proves
// that p has no solution.
func (p *Problem) WithoutCosts() *Problem {
	q := *p
	q.Constant = 0
	q.OutCost = make([]int64, p.NumCustomers())
	q.ArcCost = make([]int64, p.NumArcs())
	q.Steps = append([]Step(nil), p.Steps...)
	for k := range q.Steps {
		q.Steps[k].Cost = 0
	}
	q.Rows = append([]Row(nil), p.Rows...)
	for r := range q.Rows {
		if q.Rows[r].Price > 0 {
			q.Rows[r].Lower, q.Rows[r].Upper = -Infinity, Infinity
		}
	}
	return &q
}

// WithActivity is the problem of how little a row can come to under all others:
// costs are the row's terms times sign, which is 1 or −1, and it has no limits
// itself. Rows that may be broken at a price are free, too.
func (p *Problem) WithActivity(row int32, sign int64) *Problem {
	q := p.WithoutCosts()
	for _, t := range p.Rows[row].Arcs {
		q.ArcCost[t.Index] = sign * t.Coef
	}
	for _, t := range p.Rows[row].Steps {
		q.Steps[t.Index].Cost = sign * t.Coef
	}
	for _, t := range p.Rows[row].Outs {
		q.OutCost[t.Index] = sign * t.Coef
	}
	q.Rows[row].Lower, q.Rows[row].Upper = -Infinity, Infinity
	return q
}

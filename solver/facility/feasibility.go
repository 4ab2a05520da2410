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

package facility

import "slices"

// LeaveRow finds the row that alone limits who is left out: the hard upper limit
// on left-out customers alone that is narrowest, if it implies all others of its
// kind. It returns -1 if there is none.
func (p *Problem) LeaveRow() int32 {
	best := int32(-1)
	for r := range p.Rows {
		if row := &p.Rows[r]; limitsLeaving(row) && (best < 0 || row.Upper < p.Rows[best].Upper) {
			best = int32(r)
		}
	}
	if best < 0 {
		return -1
	}
	for r := range p.Rows {
		if row := &p.Rows[r]; limitsLeaving(row) && !implies(&p.Rows[best], row) {
			return -1
		}
	}
	return best
}

func limitsLeaving(row *Row) bool {
	if row.Price > 0 || len(row.Arcs)+len(row.Steps) > 0 || len(row.Outs) == 0 || row.Lower > 0 || row.Upper < 0 || row.Upper >= Infinity {
		return false
	}
	for _, t := range row.Outs {
		if t.Coef < 0 {
			return false
		}
	}
	return true
}

// implies says whether a limit on leaving implies another.
func implies(row, other *Row) bool {
	if other.Upper < row.Upper {
		return false
	}
	at := 0
	for _, t := range other.Outs { // both ascending
		for at < len(row.Outs) && row.Outs[at].Index < t.Index {
			at++
		}
		if at == len(row.Outs) || row.Outs[at].Index != t.Index || row.Outs[at].Coef < t.Coef {
			return false
		}
	}
	return true
}

// WithLeaveSite says the same as p, with a last site to which customers are sent
// instead of being left out, in a mode of its own: its capacity is row's limit,
// the demands there are row's coefficients, and row and what it implies are void.
// row is what LeaveRow found. Numbers of customers, options, steps and rows
// remain; a customer's new arc is his last. So the limit on leaving becomes a
// knapsack, which a Lagrangean relaxation keeps whole.
//
// arcs lists the arc of p for every arc of q, -1 for the new ones.
func (p *Problem) WithLeaveSite(row int32) (q *Problem, arcs []int32) {
	b := NewBuilder(p.Name)
	for i, d := range p.Demand {
		b.AddCustomer("", d, p.Count[i], false, 0)
	}
	for j := range int32(p.NumSites()) {
		b.AddSite("")
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			b.AddOption(p.OptionMode[o], p.StepsOf(o)...)
		}
	}
	b.AddSite("")
	leave := b.AddOption(int32(p.NumModes()), Step{MaxDemand: p.Rows[row].Upper, MaxCount: Unbounded, MaxWeight: Infinity})
	coef := make([]int64, p.NumCustomers())
	for _, t := range p.Rows[row].Outs {
		coef[t.Index] = t.Coef
	}
	number, leaving := make([]int32, p.NumArcs()), make([]int32, p.NumCustomers())
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			number[a] = b.AddArc(Arc{Customer: i, Option: p.ArcOption[a], Cost: p.ArcCost[a], Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
			arcs = append(arcs, a)
		}
		if p.CanLeave[i] {
			leaving[i] = b.AddArc(Arc{Customer: i, Option: leave, Cost: p.OutCost[i], Demand: coef[i]})
			arcs = append(arcs, -1)
		}
	}
	for r := range p.Rows {
		of := p.Rows[r]
		if limitsLeaving(&of) && implies(&p.Rows[row], &of) {
			of.Outs, of.Lower, of.Upper = nil, -Infinity, Infinity
		}
		of.Arcs = slices.Clone(of.Arcs)
		for k := range of.Arcs {
			of.Arcs[k].Index = number[of.Arcs[k].Index]
		}
		for _, t := range of.Outs {
			if p.CanLeave[t.Index] {
				of.Arcs = append(of.Arcs, Term{leaving[t.Index], t.Coef})
			}
		}
		of.Outs = nil
		b.AddRow(of)
	}
	b.SetConstant(p.Constant)
	return b.Build(), arcs
}

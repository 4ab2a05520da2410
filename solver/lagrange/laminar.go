package lagrange

import (
	"cmp"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// laminar is the family of hard rows Σ w_i·out_i ≤ U over left-out customers
// alone in which two rows are disjoint or nested and agree on every w_i:
// coverage, capital-wide and by area. For given π the best multipliers of such
// rows come from filling them greedily by (e_i − π_i) / w_i.
type laminar struct {
	rows   []int32   // outermost first
	chain  [][]int32 // [customer] its rows of the family, outermost first
	weight []int64   // [customer] w_i; 0: in no row
	parent []int32   // [row of the problem] enclosing row of the family, or -1
	member []bool    // [row of the problem]

	order []int32 // scratch
	left  []int64 // scratch: [row of the problem]
	ratio []int64 // scratch: [row of the problem] multiplier owed by its members
}

func findLaminar(p *facility.Problem) laminar {
	l := laminar{chain: make([][]int32, p.NumCustomers()), weight: make([]int64, p.NumCustomers()),
		parent: make([]int32, len(p.Rows)), member: make([]bool, len(p.Rows)),
		left: make([]int64, len(p.Rows)), ratio: make([]int64, len(p.Rows))}
	var candidates []int32
	for r := range p.Rows {
		row := &p.Rows[r]
		if row.Price == 0 && len(row.Arcs)+len(row.Steps) == 0 && len(row.Outs) > 0 && row.Lower <= -facility.Infinity && row.Upper >= 0 {
			candidates = append(candidates, int32(r))
		}
	}
	slices.SortStableFunc(candidates, func(a, b int32) int { return -cmp.Compare(len(p.Rows[a].Outs), len(p.Rows[b].Outs)) })
	for _, r := range candidates {
		if l.fits(p.Rows[r].Outs) {
			l.add(r, p.Rows[r].Outs)
		}
	}
	return l
}

// fits says whether a row is nested in the same row for all its customers.
func (l *laminar) fits(outs []facility.Term) bool {
	inner := func(i int32) int32 {
		if c := l.chain[i]; len(c) > 0 {
			return c[len(c)-1]
		}
		return -1
	}
	for _, t := range outs {
		if t.Coef <= 0 || inner(t.Index) != inner(outs[0].Index) || l.weight[t.Index] != 0 && l.weight[t.Index] != t.Coef {
			return false
		}
	}
	return true
}

func (l *laminar) add(r int32, outs []facility.Term) {
	l.parent[r] = -1
	if c := l.chain[outs[0].Index]; len(c) > 0 {
		l.parent[r] = c[len(c)-1]
	}
	for _, t := range outs {
		l.chain[t.Index] = append(l.chain[t.Index], r)
		l.weight[t.Index] = t.Coef
	}
	l.rows = append(l.rows, r)
	l.member[r] = true
}

// complete sets the family's multipliers to their best for m.Customer, and
// returns the scaled value of the left-out part, Σ_i min(0, …), for all
// customers; out holds how far each is left out.
func (l *laminar) complete(o *Oracle, m *certificate.Multipliers, out []float64) int64 {
	p := o.p
	for _, r := range l.rows {
		m.Row[r] = 0
		l.left[r] = o.Upper[r]
		l.ratio[r] = 0
	}
	l.order = l.order[:0]
	cost := func(i int32) int64 { return o.outCost(i, m) }
	for i := range int32(p.NumCustomers()) {
		out[i] = 0
		if !o.canLeave(i) {
			continue
		}
		if c := cost(i); c < 0 {
			if l.weight[i] == 0 {
				out[i] = 1
			} else {
				l.order = append(l.order, i)
			}
		}
	}
	slices.SortFunc(l.order, func(a, b int32) int {
		if c := cmp.Compare(cost(a)*l.weight[b], cost(b)*l.weight[a]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	for _, i := range l.order {
		room := l.weight[i]
		tight := int32(-1)
		for _, r := range l.chain[i] {
			if l.left[r] < room {
				room, tight = l.left[r], r
			}
		}
		if tight >= 0 && l.ratio[tight] == 0 {
			// the row is full: from here on its members owe this much
			l.ratio[tight] = -((-cost(i)) / l.weight[i])
		}
		for _, r := range l.chain[i] {
			l.left[r] -= room
		}
		out[i] = float64(room) / float64(l.weight[i])
	}
	for _, r := range l.rows { // outermost first
		owed := int64(0)
		for q := l.parent[r]; q >= 0; q = l.parent[q] {
			owed += m.Row[q]
		}
		m.Row[r] = min(0, l.ratio[r]-owed)
	}
	total := int64(0)
	for i := range int32(p.NumCustomers()) {
		if o.canLeave(i) {
			total += min(0, cost(i))
		}
	}
	o.work += int64(p.NumCustomers())
	return total
}

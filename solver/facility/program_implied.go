package facility

import (
	"cmp"
	"math/bits"
	"slices"
)

// impliedRows writes, for all customers and for those of every hard row that
// limits who is left out, two rows that every solution satisfies:
//
//	Σ capacity·y ≥ demand that must be covered
//	Σ y ≥ the number of sites that the demand needs
//
// over the steps within the customers' reach. The first follows from the rows
// of options and customers, but a solver finds cover cuts on it; the second
// rounds up, and does most of the work on the bound inside one area.
func (f *formulation) impliedRows() {
	c := newCoverage(f.p)
	all := make([]int32, f.p.NumCustomers())
	for i := range all {
		all[i] = int32(i)
	}
	f.impliedFor(-1, all, c.mustCoverAll())
	for _, r := range c.rows {
		customers := make([]int32, len(f.p.Rows[r].Outs))
		for n, t := range f.p.Rows[r].Outs {
			customers[n] = t.Index
		}
		if len(customers) < f.p.NumCustomers() {
			f.impliedFor(r, customers, c.demand(customers)-c.leftOut[r])
		}
	}
}

// impliedFor writes the two rows for one group of customers.
func (f *formulation) impliedFor(row int32, customers []int32, must int64) {
	if must <= 0 {
		return
	}
	p := f.p
	holds := make([]int64, p.NumOptions()) // [option] the group's demand within reach
	for _, i := range customers {
		last, most := int32(-1), int64(0)
		first, end := p.Arcs(i)
		for a := first; a < end; a++ {
			if f.Columns[f.ArcColumn(a)].Upper == 0 {
				continue
			}
			if p.ArcOption[a] != last { // a second arc to the same option adds nothing
				last, most = p.ArcOption[a], 0
			}
			holds[last] += max(0, p.ArcDemand[a]-most)
			most = max(most, p.ArcDemand[a])
		}
	}
	largest := make([]int64, p.NumSites())
	var steps []Term
	for k := range int32(len(p.Steps)) {
		o := p.StepOption[k]
		capacity := min(p.Steps[k].MaxDemand, holds[o], must)
		if capacity <= 0 || f.Columns[f.StepColumn(k)].Upper == 0 {
			continue
		}
		steps = append(steps, Term{Index: f.StepColumn(k), Coef: capacity})
		largest[p.OptionSite[o]] = max(largest[p.OptionSite[o]], capacity)
	}
	f.terms = append(f.terms, steps...)
	f.emit(ProgramRow{Kind: RowImpliedCapacity, Index: row, Lower: must, Upper: Infinity})
	for _, t := range steps {
		f.term(t.Index, 1)
	}
	f.emit(ProgramRow{Kind: RowImpliedCount, Index: row, Lower: sitesNeeded(largest, must), Upper: Infinity})
}

// sitesNeeded is the least number of sites whose capacities add up to a
// demand, one more than all where even those do not.
func sitesNeeded(capacity []int64, demand int64) int64 {
	slices.SortFunc(capacity, func(a, b int64) int { return -cmp.Compare(a, b) })
	for n, c := range capacity {
		if demand -= c; demand <= 0 {
			return int64(n + 1)
		}
	}
	return int64(len(capacity) + 1)
}

// coverage knows how much demand the hard rows over left-out customers allow to
// be left out. A customer's demand is the least of its arcs'.
type coverage struct {
	p       *Problem
	least   []int64 // [customer]
	rows    []int32 // hard rows Σ w·out ≤ U over left-out customers alone, w > 0
	leftOut []int64 // [row] most demand of its customers that may be left out
}

func newCoverage(p *Problem) *coverage {
	c := &coverage{p: p, least: make([]int64, p.NumCustomers()), leftOut: make([]int64, len(p.Rows))}
	for i := range c.least {
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if a == first || p.ArcDemand[a] < c.least[i] {
				c.least[i] = p.ArcDemand[a]
			}
		}
	}
	for r := range p.Rows {
		row := &p.Rows[r]
		positive := !slices.ContainsFunc(row.Outs, func(t Term) bool { return t.Coef <= 0 })
		if row.Price == 0 && len(row.Arcs)+len(row.Steps) == 0 && len(row.Outs) > 0 && row.Upper < Infinity && positive {
			c.rows = append(c.rows, int32(r))
			c.leftOut[r] = c.fill(row)
		}
	}
	return c
}

func (c *coverage) demand(customers []int32) int64 {
	total := int64(0)
	for _, i := range customers {
		total += c.least[i]
	}
	return total
}

// fill is the most demand that one row lets its customers leave out: a
// fractional knapsack, rounded down.
func (c *coverage) fill(row *Row) int64 {
	var items []Term
	for _, t := range row.Outs {
		if c.p.CanLeave[t.Index] && c.least[t.Index] > 0 {
			items = append(items, t)
		}
	}
	slices.SortStableFunc(items, func(a, b Term) int { // by demand per weight, falling
		ah, al := bits.Mul64(uint64(c.least[a.Index]), uint64(b.Coef))
		bh, bl := bits.Mul64(uint64(c.least[b.Index]), uint64(a.Coef))
		return cmp.Or(-cmp.Compare(ah, bh), -cmp.Compare(al, bl))
	})
	room, total := max(0, row.Upper), int64(0)
	for _, t := range items {
		if t.Coef <= room {
			room -= t.Coef
			total += c.least[t.Index]
			continue
		}
		high, low := bits.Mul64(uint64(c.least[t.Index]), uint64(room))
		part, _ := bits.Div64(high, low, uint64(t.Coef)) // room < Coef, so it fits
		return total + int64(part)
	}
	return total
}

// mustCoverAll is the demand of all customers that cannot be left out: each row
// allows what it allows, with everybody outside it out; disjoint rows allow
// their sum.
func (c *coverage) mustCoverAll() int64 {
	p := c.p
	var total, free int64
	for i, d := range c.least {
		total += d
		if p.CanLeave[i] {
			free += d
		}
	}
	inside := func(r int32) int64 {
		sum := int64(0)
		for _, t := range p.Rows[r].Outs {
			if p.CanLeave[t.Index] {
				sum += c.least[t.Index]
			}
		}
		return sum
	}
	left := free
	for _, r := range c.rows {
		left = min(left, free-inside(r)+c.leftOut[r])
	}
	small := slices.Clone(c.rows)
	slices.SortStableFunc(small, func(a, b int32) int { return cmp.Compare(len(p.Rows[a].Outs), len(p.Rows[b].Outs)) })
	taken := make([]bool, p.NumCustomers())
	apart := free
	for _, r := range small {
		if slices.ContainsFunc(p.Rows[r].Outs, func(t Term) bool { return taken[t.Index] }) {
			continue
		}
		for _, t := range p.Rows[r].Outs {
			taken[t.Index] = true
		}
		apart += c.leftOut[r] - inside(r)
	}
	return total - min(left, apart)
}

package colgen

import (
	"math"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
)

// Column is an option at a step with the arcs it serves.
type Column struct {
	Option, Step int32
	Arcs         []int32
}

// Master is the restricted master program of one problem, kept alive from node
// to node of a search tree. It belongs to one goroutine and must be closed.
type Master struct {
	p         *facility.Problem
	Oracle    *lagrange.Oracle
	model     *lp.Model
	scale     float64 // cost × scale is the program's cost
	Columns   []Column
	seen      map[uint64][]int32 // hash of a column to its numbers
	first     int                // program column of Columns[0]
	artCost   []float64          // [customer] in the program's units
	slackCost float64            // of hard side rows
	dearer    int                // times the artificial columns were made dearer

	duals, values []float64
	mult          *certificate.Multipliers
	sigma         []int64 // [site] scaled dual, rounded up, at most 0
	out           []float64
	batch         lp.Columns
	rowIdx        []int32
	rowVal        []float64
	off           []bool // [column] closed at this node
	Work          int64
}

// NewMaster builds the program with its slack columns and no others.
func NewMaster(p *facility.Problem, o *lagrange.Oracle) (*Master, error) {
	model, err := lp.New()
	if err != nil {
		return nil, err
	}
	n, m := p.NumCustomers(), p.NumSites()
	c := &Master{p: p, Oracle: o, model: model, seen: map[uint64][]int32{},
		mult: certificate.NewMultipliers(n, len(p.Rows), o.Shift), sigma: make([]int64, m), out: make([]float64, n)}
	c.setScale()
	c.addRows()
	c.addSlacks()
	return c, nil
}

// Close frees the program.
func (c *Master) Close() { c.model.Close() }

// setScale brings typical costs near 1,000 and prices artificials above what a
// customer can cost.
func (c *Master) setScale() {
	first := c.Oracle.Initial()
	mean := 0.0
	for _, pi := range first.Customer {
		mean += math.Abs(math.Ldexp(float64(pi), -int(c.Oracle.Shift)))
	}
	mean /= float64(max(1, len(first.Customer)))
	if mean == 0 { // a question of feasibility: costs are nothing, multipliers are free
		mean = 1 << 20
	}
	c.scale = 1000 / mean
	fixed := int64(0)
	for k := range c.p.Steps {
		fixed = max(fixed, c.p.Steps[k].Cost)
	}
	c.artCost = make([]float64, c.p.NumCustomers())
	for i := range c.artCost {
		dear := max(int64(0), c.p.OutCost[i])
		from, to := c.p.Arcs(int32(i))
		for a := from; a < to; a++ {
			dear = max(dear, c.p.ArcCost[a], -c.p.ArcCost[a])
		}
		c.artCost[i] = max(1, (2*float64(dear)+float64(fixed))*c.scale)
	}
}

func (c *Master) addRows() {
	var rows lp.Rows
	for range c.p.NumCustomers() {
		rows.Append(1, 1, nil, nil)
	}
	for range c.p.NumSites() {
		rows.Append(-lp.Inf, 1, nil, nil)
	}
	for r := range c.p.Rows {
		rows.Append(c.limit(r, c.Oracle.Lower[r]), c.limit(r, c.Oracle.Upper[r]), nil, nil)
	}
	c.model.AddRows(&rows)
}

// limit is a row's limit in the program, where rows are divided by their
// greatest coefficient.
func (c *Master) limit(r int, b int64) float64 {
	switch {
	case b <= -facility.Infinity:
		return -lp.Inf
	case b >= facility.Infinity:
		return lp.Inf
	}
	return float64(b) / c.Oracle.Unit(r)
}

func (c *Master) sideRow(r int32) int32 {
	return int32(c.p.NumCustomers()+c.p.NumSites()) + r
}

// addSlacks adds, in this order, left-out columns and artificials by customer,
// and two slacks by side row.
func (c *Master) addSlacks() {
	c.batch.Reset()
	for i := range int32(c.p.NumCustomers()) {
		c.rowIdx, c.rowVal = append(c.rowIdx[:0], i), append(c.rowVal[:0], 1)
		for _, t := range c.p.OutTerms.Of(i) {
			c.rowIdx = append(c.rowIdx, c.sideRow(t.Index))
			c.rowVal = append(c.rowVal, float64(t.Coef)/c.Oracle.Unit(int(t.Index)))
		}
		upper := 0.0
		if c.p.CanLeave[i] {
			upper = 1
		}
		c.batch.Append(float64(c.p.OutCost[i])*c.scale, 0, upper, c.rowIdx, c.rowVal)
	}
	for i := range int32(c.p.NumCustomers()) {
		c.batch.Append(c.artCost[i], 0, lp.Inf, []int32{i}, []float64{1})
	}
	c.slackCost = slices.Max(append([]float64{1}, c.artCost...)) * 10
	for r := range c.p.Rows {
		price := c.slackCost
		if row := &c.p.Rows[r]; row.Price > 0 {
			price = float64(row.Price) / float64(max(1, row.Unit)) * c.Oracle.Unit(r) * c.scale
		}
		c.batch.Append(price, 0, lp.Inf, []int32{c.sideRow(int32(r))}, []float64{1})
		c.batch.Append(price, 0, lp.Inf, []int32{c.sideRow(int32(r))}, []float64{-1})
	}
	c.model.AddColumns(&c.batch)
	c.first = c.model.NumColumns()
}

// Add takes a column unless it is there already; it says whether it was new.
// New columns reach the program with the next flush.
func (c *Master) Add(option, step int32, arcs []int32) bool {
	h := uint64(step)*0x9e3779b97f4a7c15 + 1
	for _, a := range arcs {
		h += (uint64(a) + 1) * 0xbf58476d1ce4e5b9 * (uint64(a)*2 + 3) // order-free
	}
	for _, k := range c.seen[h] {
		if col := &c.Columns[k]; col.Step == step && sameSet(col.Arcs, arcs) {
			return false
		}
	}
	c.seen[h] = append(c.seen[h], int32(len(c.Columns)))
	set := slices.Clone(arcs)
	slices.Sort(set)
	c.Columns = append(c.Columns, Column{option, step, set})
	return true
}

func sameSet(sorted, arcs []int32) bool {
	if len(sorted) != len(arcs) {
		return false
	}
	for _, a := range arcs {
		if _, ok := slices.BinarySearch(sorted, a); !ok {
			return false
		}
	}
	return true
}

// flush hands the columns that were added to the program.
func (c *Master) flush() {
	have := c.model.NumColumns() - c.first
	if have == len(c.Columns) {
		return
	}
	c.batch.Reset()
	act := map[int32]float64{}
	for k := have; k < len(c.Columns); k++ {
		col := &c.Columns[k]
		cost := c.p.Steps[col.Step].Cost
		c.rowIdx, c.rowVal = c.rowIdx[:0], c.rowVal[:0]
		clear(act)
		var touched []int32
		add := func(terms []facility.Term) {
			for _, t := range terms {
				if _, ok := act[t.Index]; !ok {
					touched = append(touched, t.Index)
				}
				act[t.Index] += float64(t.Coef) / c.Oracle.Unit(int(t.Index))
			}
		}
		for _, a := range col.Arcs {
			cost += c.p.ArcCost[a]
			if n := len(c.rowIdx); n > 0 && c.rowIdx[n-1] == c.p.ArcCustomer[a] {
				c.rowVal[n-1]++ // the knapsack may take both arcs of a customer
			} else {
				c.rowIdx, c.rowVal = append(c.rowIdx, c.p.ArcCustomer[a]), append(c.rowVal, 1)
			}
			add(c.p.ArcTerms.Of(a))
		}
		c.rowIdx = append(c.rowIdx, int32(c.p.NumCustomers())+c.p.OptionSite[col.Option])
		c.rowVal = append(c.rowVal, 1)
		add(c.p.StepTerms.Of(col.Step))
		for _, r := range touched {
			if act[r] != 0 {
				c.rowIdx, c.rowVal = append(c.rowIdx, c.sideRow(r)), append(c.rowVal, act[r])
			}
		}
		upper := lp.Inf
		closed := c.closed(col)
		if closed {
			upper = 0
		}
		c.off = append(c.off, closed)
		c.batch.Append(float64(cost)*c.scale, 0, upper, c.rowIdx, c.rowVal)
	}
	c.model.AddColumns(&c.batch)
}

// closed says whether the oracle's restrictions forbid a column.
func (c *Master) closed(col *Column) bool {
	if c.Oracle.OptionOff[col.Option] {
		return true
	}
	for _, a := range col.Arcs {
		if c.Oracle.ArcOff[a] {
			return true
		}
	}
	return false
}

// Restrict brings the program's limits in line with the oracle's, after those
// were changed.
func (c *Master) Restrict() {
	c.flush()
	var which []int32
	var lower, upper []float64
	for k := range c.Columns {
		if closed := c.closed(&c.Columns[k]); closed != c.off[k] {
			c.off[k] = closed
			which, lower = append(which, int32(c.first+k)), append(lower, 0)
			if closed {
				upper = append(upper, 0)
			} else {
				upper = append(upper, lp.Inf)
			}
		}
	}
	for i := range c.p.NumCustomers() {
		if c.p.CanLeave[i] {
			which, lower = append(which, int32(i)), append(lower, 0)
			if c.Oracle.OutOff[i] {
				upper = append(upper, 0)
			} else {
				upper = append(upper, 1)
			}
		}
	}
	c.model.SetColumnBounds(which, lower, upper)
	which, lower, upper = which[:0], lower[:0], upper[:0]
	for r := range c.p.Rows {
		which = append(which, c.sideRow(int32(r)))
		lower, upper = append(lower, c.limit(r, c.Oracle.Lower[r])), append(upper, c.limit(r, c.Oracle.Upper[r]))
	}
	c.model.SetRowBounds(which, lower, upper)
}

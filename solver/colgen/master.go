package colgen

import (
	"math"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
)

// Column is an option at a step with the arcs it serves, and its entries in the
// master program.
type Column struct {
	Option, Step int32
	Arcs         []int32

	cost   float64
	rows   []int32
	values []float64
	active int32 // its program column less Master.first, or -1
}

// ErrNumerical is returned, wrapped, where the master program has no answer that
// stands.
var ErrNumerical = lp.ErrNumerical

// Master is the restricted master program of one problem, kept alive from node
// to node of a search tree. All columns ever priced stay in Columns, the pool;
// the program holds the active ones. It belongs to one goroutine and must be
// closed.
type Master struct {
	p         *facility.Problem
	Oracle    *lagrange.Oracle
	model     *lp.Model
	scale     float64 // cost × scale is the program's cost
	Columns   []Column
	seen      map[uint64][]int32 // hash of a column to its numbers
	active    []int32            // [program column − first] its number in Columns
	first     int                // program columns before the active ones
	artCost   []float64          // [customer] in the program's units
	slackCost float64            // of hard side rows
	dearer    int                // times the artificial columns were made dearer
	width     float64            // of the box, relative; 0: there is none
	halfway   bool               // a solve was cut short

	// Box keeps duals near the multipliers that a solve begins with. With Follow
	// the box moves to every better point, not only where nothing prices out any
	// more.
	Box, Follow bool

	duals, values []float64
	mult          *certificate.Multipliers
	sigma         []int64 // [site] scaled dual, rounded up, at most 0
	out           []float64
	batch         lp.Columns
	rowIdx        []int32
	rowVal        []float64
	closedNow     []bool // [column] closed at this node
	reduced       []float64
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
		rows.Append(c.Oracle.Limit(r, c.Oracle.Lower[r]), c.Oracle.Limit(r, c.Oracle.Upper[r]), nil, nil)
	}
	c.model.AddRows(&rows)
}

func (c *Master) sideRow(r int32) int32 {
	return int32(c.p.NumCustomers()+c.p.NumSites()) + r
}

// addSlacks adds, in this order, left-out columns and artificials by customer,
// two slacks by side row, and the lower side of the box by customer.
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
	for i := range int32(c.p.NumCustomers()) {
		c.batch.Append(0, 0, 0, []int32{i}, []float64{-1})
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
	c.Columns = append(c.Columns, c.column(option, step, set))
	c.closedNow = append(c.closedNow, c.closed(&c.Columns[len(c.Columns)-1]))
	return true
}

// column works out a column's entries; arcs are ascending, so those of one
// customer are neighbours.
func (c *Master) column(option, step int32, arcs []int32) Column {
	col := Column{Option: option, Step: step, Arcs: arcs, active: -1}
	cost := c.p.Steps[step].Cost
	var touched []int32
	act := map[int32]float64{}
	add := func(terms []facility.Term) {
		for _, t := range terms {
			if _, ok := act[t.Index]; !ok {
				touched = append(touched, t.Index)
			}
			act[t.Index] += float64(t.Coef) / c.Oracle.Unit(int(t.Index))
		}
	}
	for _, a := range arcs {
		cost += c.p.ArcCost[a]
		i := c.p.ArcCustomer[a]
		if n := len(col.rows); n > 0 && col.rows[n-1] == i {
			col.values[n-1]++ // the knapsack may take both arcs of a customer
		} else {
			col.rows, col.values = append(col.rows, i), append(col.values, 1)
		}
		add(c.p.ArcTerms.Of(a))
	}
	col.rows = append(col.rows, int32(c.p.NumCustomers())+c.p.OptionSite[option])
	col.values = append(col.values, 1)
	add(c.p.StepTerms.Of(step))
	for _, r := range touched {
		if act[r] != 0 {
			col.rows, col.values = append(col.rows, c.sideRow(r)), append(col.values, act[r])
		}
	}
	col.cost = float64(cost) * c.scale
	return col
}

// AddEvaluation takes the columns of a Lagrangean solution into the pool.
func (c *Master) AddEvaluation(e *lagrange.Evaluation) {
	at := 0
	for j, opt := range e.Option {
		if opt < 0 {
			continue
		}
		from := at
		for at < len(e.Arcs) && c.p.ArcOption[e.Arcs[at]] == opt {
			at++
		}
		c.Add(opt, e.Step[j], e.Arcs[from:at])
	}
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
// were changed, and sheds columns if there are too many.
func (c *Master) Restrict() {
	c.halfway = false
	c.shed()
	var which []int32
	var lower, upper []float64
	for k := range c.Columns {
		col := &c.Columns[k]
		closed := c.closed(col)
		if closed != c.closedNow[k] {
			c.closedNow[k] = closed
			if col.active >= 0 {
				which, lower = append(which, int32(c.first)+col.active), append(lower, 0)
				upper = append(upper, openEnd(closed))
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
		lower, upper = append(lower, c.Oracle.Limit(r, c.Oracle.Lower[r])), append(upper, c.Oracle.Limit(r, c.Oracle.Upper[r]))
	}
	c.model.SetRowBounds(which, lower, upper)
}

func openEnd(closed bool) float64 {
	if closed {
		return 0
	}
	return lp.Inf
}

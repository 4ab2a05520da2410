package compact

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
)

// Program is the relaxation of one problem, kept alive from node to node of a search
// tree. It belongs to one goroutine and must be closed.
type Program struct {
	p      *facility.Problem
	oracle *lagrange.Oracle
	model  *lp.Model
	scale  float64   // cost × scale is the program's cost
	linked []bool    // [arc] has a row that keeps it below its option
	dearer int       // times the artificial columns were made dearer
	price  []float64 // [customer] of its artificial column, in the program's units

	// Steps and Arcs are the optimal solution that Solve found last, by step and arc.
	Steps, Arcs []float64

	lower, upper  []int64 // [row] limits that the program has
	shutArc       []bool  // [arc] likewise
	shutOption    []bool  // [option]
	duals, values []float64
	evaluation    *lagrange.Evaluation
}

// Columns in this order: steps, arcs, artificial ones by customer, two by row. Rows:
// customers, options' capacities, the problem's, links.

func (c *Program) arcColumn(a int32) int32        { return int32(len(c.p.Steps)) + a }
func (c *Program) artificialColumn(i int32) int32 { return c.arcColumn(int32(c.p.NumArcs())) + i }
func (c *Program) sideRow(r int32) int32 {
	return int32(c.p.NumCustomers()+c.p.NumOptions()) + r
}

// New builds the program under the oracle's restrictions, without links.
func New(p *facility.Problem, o *lagrange.Oracle) (*Program, error) {
	model, err := lp.New()
	if err != nil {
		return nil, err
	}
	c := &Program{p: p, oracle: o, model: model, linked: make([]bool, p.NumArcs()), lower: make([]int64, len(p.Rows)), upper: make([]int64, len(p.Rows)),
		shutArc: make([]bool, p.NumArcs()), shutOption: make([]bool, p.NumOptions()), evaluation: o.NewEvaluation()}
	c.setScale()
	c.addRows()
	c.addColumns()
	c.Restrict()
	return c, nil
}

// Close frees the program.
func (c *Program) Close() { c.model.Close() }

// setScale brings typical costs near 1,000 and prices artificial columns above what a
// customer can cost.
func (c *Program) setScale() {
	p := c.p
	fixed := int64(0)
	for _, s := range p.Steps {
		fixed = max(fixed, s.Cost)
	}
	mean := 0.0
	c.price = make([]float64, p.NumCustomers())
	for i := range c.price {
		first, last := p.Arcs(int32(i))
		least, most := math.Inf(1), 0.0
		for a := first; a < last; a++ {
			least, most = min(least, math.Abs(float64(p.ArcCost[a]))), max(most, math.Abs(float64(p.ArcCost[a])))
		}
		if first < last {
			mean += least / float64(p.NumCustomers())
		}
		c.price[i] = 2*most + float64(fixed) + 1
	}
	c.scale = 1000 / max(1, mean)
	for i := range c.price {
		c.price[i] *= c.scale
	}
}

func (c *Program) addRows() {
	var rows lp.Rows
	for range c.p.NumCustomers() {
		rows.Append(1, 1, nil, nil)
	}
	for range c.p.NumOptions() {
		rows.Append(-lp.Inf, 0, nil, nil)
	}
	for r := range c.p.Rows {
		rows.Append(c.oracle.Limit(r, c.oracle.Lower[r]), c.oracle.Limit(r, c.oracle.Upper[r]), nil, nil)
	}
	c.model.AddRows(&rows)
}

func (c *Program) addColumns() {
	p := c.p
	var batch lp.Columns
	var rows []int32
	var values []float64
	side := func(terms []facility.Term) {
		for _, t := range terms {
			rows, values = append(rows, c.sideRow(t.Index)), append(values, float64(t.Coef)/c.oracle.Unit(int(t.Index)))
		}
	}
	for k := range int32(len(p.Steps)) {
		o := p.StepOption[k]
		rows, values = append(rows[:0], int32(p.NumCustomers())+o), append(values[:0], -1)
		side(p.StepTerms.Of(k))
		batch.Append(float64(p.Steps[k].Cost)*c.scale, 0, 1, rows, values)
	}
	for a := range int32(p.NumArcs()) {
		o := p.ArcOption[a]
		room := float64(p.Steps[p.StepStart[o]].MaxDemand)
		rows, values = append(rows[:0], p.ArcCustomer[a], int32(p.NumCustomers())+o), append(values[:0], 1, float64(p.ArcDemand[a])/max(1, room))
		side(p.ArcTerms.Of(a))
		batch.Append(float64(p.ArcCost[a])*c.scale, 0, lp.Inf, rows, values)
	}
	for i := range p.NumCustomers() {
		batch.Append(c.price[i], 0, lp.Inf, []int32{int32(i)}, []float64{1})
	}
	most := c.slackPrice()
	for r := range p.Rows {
		batch.Append(most, 0, lp.Inf, []int32{c.sideRow(int32(r))}, []float64{1})
		batch.Append(most, 0, lp.Inf, []int32{c.sideRow(int32(r))}, []float64{-1})
	}
	c.model.AddColumns(&batch)
}

// slackPrice is the price of breaking a row.
func (c *Program) slackPrice() float64 {
	most := 1.0
	for _, x := range c.price {
		most = max(most, x)
	}
	return 10 * most
}

// Restrict brings the program's limits in line with the oracle's, after those were
// changed.
func (c *Program) Restrict() {
	p, o := c.p, c.oracle
	var which []int32
	var lower, upper []float64
	bound := func(column int32, shut bool, open float64) {
		if shut {
			open = 0
		}
		which, lower, upper = append(which, column), append(lower, 0), append(upper, open)
	}
	for k := range int32(len(p.Steps)) {
		if opt := p.StepOption[k]; o.OptionOff[opt] != c.shutOption[opt] {
			c.shutOption[opt] = o.OptionOff[opt]
			bound(k, c.shutOption[opt], 1)
		}
	}
	for a := range int32(p.NumArcs()) {
		if shut := o.ArcOff[a] || o.OptionOff[p.ArcOption[a]]; shut != c.shutArc[a] {
			c.shutArc[a] = shut
			bound(c.arcColumn(a), shut, lp.Inf)
		}
	}
	c.model.SetColumnBounds(which, lower, upper)
	which, lower, upper = which[:0], lower[:0], upper[:0]
	for r := range p.Rows {
		if o.Lower[r] != c.lower[r] || o.Upper[r] != c.upper[r] {
			c.lower[r], c.upper[r] = o.Lower[r], o.Upper[r]
			which = append(which, c.sideRow(int32(r)))
			lower, upper = append(lower, c.oracle.Limit(r, c.lower[r])), append(upper, c.oracle.Limit(r, c.upper[r]))
		}
	}
	c.model.SetRowBounds(which, lower, upper)
}

// multipliers rounds the program's duals.
func (c *Program) multipliers() *certificate.Multipliers {
	c.duals = c.model.RowDuals(c.duals)
	m := certificate.NewMultipliers(c.p.NumCustomers(), len(c.p.Rows), c.oracle.Shift)
	up := math.Ldexp(1, int(c.oracle.Shift)) / c.scale
	for i := range m.Customer {
		m.Customer[i] = int64(math.Round(c.duals[i] * up))
	}
	for r := range m.Row {
		m.Row[r] = int64(c.duals[c.sideRow(int32(r))] * up / c.oracle.Unit(r))
	}
	return m
}

package exact

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// Tree is a branch-and-price search that can be interrupted and taken up again.
// It belongs to one goroutine at a time and must be closed.
type Tree struct {
	p, q   *facility.Problem // q has the rows that are branched on besides
	rows   branchRows
	master *colgen.Master
	phase  *colgen.Master // of feasibility; nil until it is needed

	open   queue
	serial int
	plunge *node // next, if any: the better child of the node just branched
	floor  int64 // least bound of a leaf cut off by Tolerance
	Nodes  int

	best facility.Solution
	cost int64 // of best; math.MaxInt64 if none

	// fixed at the root
	optionOff, arcOff, outOff []bool

	// Tolerance cuts off nodes whose bound is within it of the best solution.
	Tolerance int64
	// Offer is called with every solution found that is better; nil: nobody.
	Offer func(facility.Solution, int64)
}

// New prepares the search; start may be nil. It fails without Clp.
func New(p *facility.Problem, start *certificate.Multipliers) (*Tree, error) {
	rows, q := extend(p)
	master, err := colgen.NewMaster(q, lagrange.NewOracle(q))
	if err != nil {
		return nil, err
	}
	t := &Tree{p: p, q: q, rows: rows, master: master, cost: math.MaxInt64, floor: math.MaxInt64,
		optionOff: make([]bool, p.NumOptions()), arcOff: make([]bool, p.NumArcs()), outOff: make([]bool, p.NumCustomers())}
	if start != nil {
		m := certificate.NewMultipliers(q.NumCustomers(), len(q.Rows), master.Oracle.Shift)
		copy(m.Customer, start.Customer)
		copy(m.Row, start.Row)
		start = m
	}
	t.push(&node{bound: math.MinInt64 / 2, start: start})
	return t, nil
}

// Close frees the linear programs.
func (t *Tree) Close() {
	t.master.Close()
	if t.phase != nil {
		t.phase.Close()
	}
}

// Done says whether the best solution is proved optimal, within Tolerance, or
// that there is none.
func (t *Tree) Done() bool { return t.plunge == nil && len(t.open) == 0 }

// Best returns the best solution known; ok is false if there is none.
func (t *Tree) Best() (s facility.Solution, cost int64, ok bool) {
	return t.best, t.cost, !t.best.IsZero()
}

// HasBest says whether a solution is known.
func (t *Tree) HasBest() bool { return !t.best.IsZero() }

// Suggest tells the tree of a feasible solution from elsewhere.
func (t *Tree) Suggest(s facility.Solution, cost int64) {
	if cost < t.cost {
		t.best, t.cost = s.Clone(), cost
	}
}

// Bound is the proven lower bound of the whole tree: search.NoBound before the
// root is bounded, and math.MaxInt64 if the problem is proved infeasible.
func (t *Tree) Bound() int64 {
	value := t.floor
	if t.plunge != nil {
		value = min(value, t.plunge.bound)
	}
	if len(t.open) > 0 {
		value = min(value, t.open[0].bound)
	}
	switch {
	case value == math.MaxInt64:
		return t.cost
	case value <= math.MinInt64/4:
		return search.NoBound
	}
	return min(t.cost, t.master.Oracle.Bound(value))
}

// cutoff is the scaled value from which a node is not worth a look.
func (t *Tree) cutoff() int64 {
	if t.cost == math.MaxInt64 {
		return math.MaxInt64 / 4
	}
	return (t.cost-1-t.Tolerance-t.p.Constant)<<t.master.Oracle.Shift + 1
}

// Columns are all that were priced so far; another tree of a problem with the
// same arcs and steps can start from them.
func (t *Tree) Columns() []colgen.Column { return t.master.Columns }

// Give adds columns of another tree.
func (t *Tree) Give(columns []colgen.Column) {
	for _, c := range columns {
		t.master.Add(c.Option, c.Step, c.Arcs)
	}
}

// Run explores nodes until the budget ends or the tree is done, or the root
// alone.
func (t *Tree) Run(budget *search.Budget, rootOnly bool) error {
	for budget.Left() && !t.Done() {
		if rootOnly && t.Nodes > 0 {
			return nil
		}
		n := t.next()
		if n.bound >= t.cutoff() {
			t.close(n.bound)
			continue
		}
		if err := t.explore(n, budget); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tree) next() *node {
	if n := t.plunge; n != nil {
		t.plunge = nil
		return n
	}
	return t.pop()
}

// close ends a leaf with a bound at or above the cutoff.
func (t *Tree) close(bound int64) {
	if t.Tolerance > 0 {
		t.floor = min(t.floor, bound)
	}
}

// explore bounds a node and branches, or closes it.
func (t *Tree) explore(n *node, budget *search.Budget) error {
	n.apply(t)
	if t.contradiction() {
		t.Nodes++
		return nil
	}
	out, err := t.master.Solve(t.cutoff(), n.start, budget)
	if err != nil {
		return err
	}
	n.bound = max(n.bound, out.Value)
	if out.Best != nil {
		n.start = out.Best
	}
	if out.Stopped {
		t.push(n)
		return nil
	}
	t.Nodes++
	for out.Artificial > integral && !out.Pruned && !out.Stopped {
		hopeless, err := t.impossible(n, budget)
		if err != nil || hopeless {
			return err
		}
		if !t.master.Penalise() {
			break
		}
		if out, err = t.master.Solve(t.cutoff(), out.Best, budget); err != nil {
			return err
		}
		n.bound = max(n.bound, out.Value)
	}
	if out.Stopped {
		t.push(n)
		return nil
	}
	if out.Pruned {
		t.close(n.bound)
		return nil
	}
	if n.parent == nil && out.Best != nil {
		t.fix(out)
	}
	f := t.read(out)
	if s, ok := f.solution(); ok {
		t.found(s)
		if n.bound >= t.cutoff() {
			t.close(n.bound)
			return nil
		}
	}
	if t.Nodes%diveEvery == 1 {
		if err := t.dive(n, out, budget); err != nil {
			return err
		}
		if n.bound >= t.cutoff() {
			t.close(n.bound)
			return nil
		}
	}
	children := t.branch(n, f, budget)
	if len(children) == 0 {
		children = t.splitAny(n, f)
	}
	if len(children) == 0 {
		if s := t.point(); len(facility.Check(t.p, s)) == 0 {
			t.found(s)
		}
		t.close(n.bound)
		return nil
	}
	t.plunge = children[0]
	for _, c := range children[1:] {
		t.push(c)
	}
	return nil
}

// contradiction says whether the node's restrictions alone leave nothing.
func (t *Tree) contradiction() bool {
	o := t.master.Oracle
	for r := range o.Lower {
		if o.Lower[r] > o.Upper[r] {
			return true
		}
	}
	return false
}

// found takes a feasible solution if it is the best.
func (t *Tree) found(s facility.Solution) {
	if cost := facility.Cost(t.p, s); cost < t.cost {
		t.Suggest(s, cost)
		if t.Offer != nil {
			t.Offer(s, cost)
		}
	}
}

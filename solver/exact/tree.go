package exact

import (
	"errors"
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/compact"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// Tree is a branch-and-price search that can be interrupted and taken up again.
// It belongs to one goroutine at a time and must be closed.
type Tree struct {
	given    *facility.Problem // as asked
	p, q     *facility.Problem // with a leave site if there is a row for it; q has the rows that are branched on besides
	leave    leaveSite
	rows     branchRows
	master   *colgen.Master
	program  relaxation // of the nodes: the master, or arcs
	arcs     *compact.Program
	applied  *node    // whose restrictions the program has
	halted   *node    // open, cut short by the last budget; nil: none
	pending  *bounded // node that has a bound, and no children yet; nil: none
	persists bool
	stuck    bool
	phase    *colgen.Master // of feasibility; nil until it is needed

	open   queue
	serial int
	floor  int64 // least bound of a leaf cut off
	Nodes  int

	best facility.Solution
	cost int64 // of best; unknown if none

	root *node
	kept []*node // every other node, parents first, if Record; or the first ones

	// Record keeps what Proof needs.
	Record bool
	// Remember is how many nodes are kept for Sketch where Record does not keep all.
	Remember int
	// Tolerance cuts off nodes whose bound is within it of the best solution.
	Tolerance int64
	// Limit, if it is not 0, cuts off nodes whose bound reaches it.
	Limit int64
	// Offer is called with every solution found that is better; nil: nobody.
	Offer func(facility.Solution, int64)
}

// unknown is the cost of no solution.
const unknown = math.MaxInt64

// New prepares the search; start may be nil. It fails without Clp.
func New(given *facility.Problem, start *certificate.Multipliers) (*Tree, error) {
	row := given.LeaveRow()
	if row >= 0 && start != nil && start.Row[row] == 0 {
		row = -1 // a knapsack that does not bind only makes the master program larger
	}
	t, err := newTree(given, row)
	if err != nil {
		return nil, err
	}
	t.root = &node{bound: math.MinInt64 / 2}
	if start != nil {
		t.root.start = t.leave.multipliers(start, t.q, t.master.Oracle)
	}
	t.push(t.root)
	return t, nil
}

// newTree is a tree without nodes; leaving becomes a site if row is not -1.
func newTree(given *facility.Problem, row int32) (*Tree, error) {
	leave, p := newLeaveSite(given, row)
	rows, q := extend(p, leave)
	master, err := colgen.NewMaster(q, lagrange.NewOracle(q))
	if err != nil {
		return nil, err
	}
	master.Box = true
	return &Tree{given: given, p: p, q: q, leave: leave, rows: rows, master: master, program: master, cost: unknown, floor: math.MaxInt64}, nil
}

// Persist makes the tree finish a node that a budget cut short before it takes
// another, and keep boxes round duals beyond the root. It pays on problems in one
// piece, and not in regions.
func (t *Tree) Persist() { t.persists, t.master.Follow = true, true }

// Close frees the linear programs.
func (t *Tree) Close() {
	t.master.Close()
	if t.arcs != nil {
		t.arcs.Close()
	}
	if t.phase != nil {
		t.phase.Close()
	}
}

// Done says whether the best solution is proved optimal, within Tolerance, or
// that there is none.
func (t *Tree) Done() bool { return len(t.open) == 0 }

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
	bound, known := t.target()
	if !known {
		return math.MaxInt64 / 4
	}
	return (bound-1-t.p.Constant)<<t.master.Oracle.Shift + 1
}

// target is the bound at which a node is not worth a look.
func (t *Tree) target() (bound int64, known bool) {
	switch {
	case t.cost == unknown:
		return t.Limit, t.Limit != 0
	case t.Limit != 0:
		return min(t.Limit, t.cost-t.Tolerance), true
	}
	return t.cost - t.Tolerance, true
}

// Run explores nodes until the budget ends or the tree is done, or the root
// alone. It also ends, for good, where the tree gets stuck.
func (t *Tree) Run(budget *search.Budget, rootOnly bool) error {
	for budget.Left() && !t.Done() && !t.stuck {
		if rootOnly && t.Nodes > 0 {
			return nil
		}
		n := t.next()
		if n.bound >= t.cutoff() {
			t.close(n)
			continue
		}
		err := t.explore(n, budget)
		if errors.Is(err, colgen.ErrNumerical) {
			t.pending, t.stuck = nil, true
			t.push(n) // it is still open
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Stuck says whether a linear program had no answer that stands: then the tree
// explores no more, and its bounds and proofs stand.
func (t *Tree) Stuck() bool { return t.stuck }

// close ends a leaf with a bound at or above the cutoff. Where no solution is
// known, that is above all costs.
func (t *Tree) close(n *node) {
	if t.pending != nil && t.pending.node == n {
		t.pending = nil
	}
	if _, known := t.target(); !known && t.barren(n) {
		n.end(certificate.Empty)
		return
	}
	n.end(certificate.Bounded)
	t.floor = min(t.floor, n.bound)
}

// explore bounds a node and branches, or closes it; or goes on where it was.
func (t *Tree) explore(n *node, budget *search.Budget) error {
	if t.pending != nil && t.pending.node == n {
		return t.finish(budget)
	}
	n.apply(t)
	if t.contradiction() {
		t.Nodes++
		n.end(certificate.Crossed)
		return nil
	}
	out, err := t.relax(n, budget)
	if err != nil || n.leaf == certificate.Empty {
		return err
	}
	if out.Stopped {
		if t.persists {
			t.halted = n
		}
		t.push(n)
		return nil
	}
	t.Nodes++
	if out.Pruned {
		t.close(n)
		return nil
	}
	f := t.read(out)
	if s, ok := f.solution(); ok {
		t.found(s)
	}
	t.pending = &bounded{node: n, f: f, out: out}
	if n.bound < t.cutoff() && t.Nodes%diveEvery == 1 && t.arcs == nil {
		t.pending.dive = &dive{at: n, out: out}
	}
	return t.finish(budget)
}

// relax bounds a node by the program. Where artificial columns are left
// it tries to prove that the node is empty, or makes them dearer.
func (t *Tree) relax(n *node, budget *search.Budget) (colgen.Outcome, error) {
	if t.arcs == nil && t.climb(n, budget) {
		return colgen.Outcome{Pruned: true}, nil
	}
	for {
		out, err := t.program.Solve(t.cutoff(), n.start, budget)
		if err != nil {
			return out, err
		}
		if out.Best != nil {
			n.start = out.Best
			if out.Value > n.bound {
				n.bound, n.proof = out.Value, out.Best
			}
		}
		if out.Pruned || out.Stopped || out.Artificial <= integral {
			return out, nil
		}
		if t.program.Penalise() {
			continue
		}
		_, err = t.impossible(n, budget)
		return out, err
	}
}

// split branches on a node, or takes it as a single point.
func (t *Tree) split(n *node, f *fractional, budget *search.Budget) error {
	children := t.branch(n, f, budget)
	if len(children) == 0 {
		children = t.splitAny(n, f)
	}
	if len(children) == 0 {
		if s := t.leave.back(t.point()); len(facility.Check(t.given, s)) == 0 {
			t.found(s)
		}
		n.end(certificate.Point)
		return nil
	}
	t.keep(children...)
	for _, c := range children {
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
	if cost := facility.Cost(t.given, s); cost < t.cost {
		t.Suggest(s, cost)
		if t.Offer != nil {
			t.Offer(s, cost)
		}
	}
}

package exact

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// Replant begins a tree with the branchings of a tree of a similar problem. Those
// that name what this problem lacks are left away with one side of theirs; every
// leaf is bounded anew, at the multipliers of the old one, and with a drift (nil:
// none) at others too. That takes one or three evaluations a leaf, whatever the
// budget; the bound is as safe as any other. It fails without Clp.
func Replant(given *facility.Problem, s *Sketch, drift *Drift, budget *search.Budget) (*Tree, error) {
	row := int32(-1)
	if s.Leave {
		row = given.LeaveRow()
	}
	t, err := newTree(given, row)
	if err != nil {
		return nil, err
	}
	t.master.Box = false // good multipliers are known at every leaf
	t.root = &node{bound: math.MinInt64 / 2}
	r := replanting{t: t, sketch: s, drift: drift, own: t.names(), node: make([]*node, len(s.Nodes))}
	r.own.index()
	r.first = t.master.Oracle.Initial()
	clear(r.first.Row)
	r.customer, r.row = facility.Positions(s.Customers, r.own.customers), facility.Positions(s.Rows, r.own.rows)
	r.branch()
	seen := t.master.Oracle.Work()
	r.bound()
	budget.Spend(t.master.Oracle.Work() - seen)
	t.applied = nil
	return t, nil
}

// Drift is how far the multipliers of the problem have moved since a sketch was
// made, and where they are now.
type Drift struct{ By, Now *certificate.Multipliers }

// replanting is the work of Replant.
type replanting struct {
	t             *Tree
	sketch        *Sketch
	drift         *Drift
	own           *names
	first         *certificate.Multipliers // of customers that the sketch does not know
	customer, row []int32                  // [of the sketch] here, -1: there is none
	node          []*node                  // [node of the sketch] here, nil: left away
}

// branch rebuilds the nodes.
func (r *replanting) branch() {
	r.node[0] = r.t.root
	nodes := r.sketch.Nodes
	for k := 1; k+1 < len(nodes); k += 2 {
		parent := r.node[nodes[k].Parent]
		if parent == nil {
			continue
		}
		x, y := k, k+1
		if nodes[x].By.Other {
			x, y = y, x
		}
		first, rest := r.pair(parent, nodes[x].By)
		switch {
		case first != nil:
			r.node[x], r.node[y] = first, rest
			if nodes[k].By.Other {
				first, rest = rest, first
			}
			r.t.kept = append(r.t.kept, first, rest)
		case nodes[x].By.Kind == byRow:
			r.node[x] = parent // nothing is left to count
		default:
			r.node[y] = parent // nobody can be there
		}
	}
}

// pair makes both children; nil where the branching has no meaning here.
func (r *replanting) pair(n *node, b Branching) (first, rest *node) {
	t, own := r.t, r.own
	site, known := own.site[b.Site]
	if b.Site == "" && b.Kind >= byPlace && t.leave.row < 0 {
		b.Kind, site, known = byPlace, -1, true
	}
	switch b.Kind {
	case byRow:
		if at := r.row[b.Row]; at >= 0 {
			return t.rowChildren(n, at, b.Limit)
		}
	case byOption:
		if o := t.p.FindOption(site, b.Mode); known && o >= 0 {
			return t.optionChildren(n, o)
		}
	case byPlace:
		if i, ok := own.customer[b.Customer]; ok && known && own.reaches(i, site) {
			return t.placeChildren(n, i, site)
		}
	case byArc:
		if i, ok := own.customer[b.Customer]; ok && known {
			if a := t.p.FindArc(i, site, b.Mode, b.Nth); a >= 0 {
				return t.arcChildren(n, a)
			}
		}
	}
	return nil, nil
}

// bound evaluates the leaves.
func (r *replanting) bound() {
	t := r.t
	inner := map[*node]bool{}
	for _, n := range t.kept {
		inner[n.parent] = true
	}
	o := t.master.Oracle
	e := o.NewEvaluation()
	done := map[*node]bool{}
	for k, n := range r.node {
		s := &r.sketch.Nodes[k]
		if n == nil || inner[n] || done[n] || !s.Leaf {
			continue
		}
		done[n] = true
		n.restrictOracle(o)
		if t.contradiction() {
			n.end(certificate.Crossed)
			continue
		}
		if s.Void != nil && r.void(n, s.Void) {
			continue
		}
		n.restrictOracle(o)
		for _, m := range r.candidates(&s.At, o.Shift) {
			o.Clamp(m)
			if value := o.Evaluate(m, e); n.proof == nil || value > n.bound {
				n.bound, n.start, n.proof = value, m, m
			}
			t.master.AddEvaluation(e)
		}
		t.push(n)
	}
}

// candidates are multipliers at which a leaf may be bounded well.
func (r *replanting) candidates(p *Point, shift uint) []*certificate.Multipliers {
	m := p.At(r.first, r.customer, r.row, shift)
	if r.drift == nil {
		return []*certificate.Multipliers{m}
	}
	m.Add(r.drift.By)
	now := certificate.NewMultipliers(len(m.Customer), len(m.Row), shift)
	now.Add(r.drift.Now)
	between := now.Clone()
	for i, v := range m.Customer {
		between.Customer[i] += (v - between.Customer[i]) / 2
	}
	for k, v := range m.Row {
		between.Row[k] += (v - between.Row[k]) / 2
	}
	return []*certificate.Multipliers{m, now, between}
}

// void says whether a node's multipliers without costs still leave nothing.
func (r *replanting) void(n *node, p *Point) bool {
	t := r.t
	if t.preparePhase() != nil {
		return false
	}
	o := t.phase.Oracle
	n.restrictOracle(o)
	m := p.At(r.first, r.customer, r.row, o.Shift)
	o.Clamp(m)
	if o.Evaluate(m, o.NewEvaluation()) <= 0 {
		return false
	}
	n.proof = m
	n.end(certificate.Empty)
	return true
}

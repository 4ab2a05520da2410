package exact

import (
	"container/heap"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/lagrange"
)

// node is a subproblem: its parent's with a few more restrictions.
type node struct {
	parent  *node
	changes []change
	bound   int64 // scaled, proven
	depth   int
	by      branching // that made it from its parent
	start   *certificate.Multipliers
	serial  int

	climbed bool                     // by the subgradient
	proof   *certificate.Multipliers // where bound, or emptiness, was proved
	leaf    certificate.Leaf
}

// what a change restricts.
type what uint8

const (
	rowLower what = iota // limit of a row of the extended problem
	rowUpper
	optionOff
	arcOff
	outOff
)

// change is one restriction; limit counts for rows.
type change struct {
	what  what
	index int32
	limit int64
}

// apply makes the program solve this node, unless it was just about to.
func (n *node) apply(t *Tree) {
	if t.applied != n {
		n.restrictOracle(t.master.Oracle)
		t.program.Restrict()
		t.applied = n
	}
}

func (n *node) restrictOracle(o *lagrange.Oracle) {
	o.Reset()
	for at := n; at != nil; at = at.parent {
		for _, c := range at.changes {
			c.apply(o)
		}
	}
}

func (c change) apply(o *lagrange.Oracle) {
	switch c.what {
	case rowLower:
		o.Lower[c.index] = max(o.Lower[c.index], c.limit)
	case rowUpper:
		o.Upper[c.index] = min(o.Upper[c.index], c.limit)
	case optionOff:
		o.OptionOff[c.index] = true
	case arcOff:
		o.ArcOff[c.index] = true
	case outOff:
		o.OutOff[c.index] = true
	}
}

// queue of open nodes, least bound first, then oldest.
type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].bound != q[b].bound {
		return q[a].bound < q[b].bound
	}
	return q[a].serial < q[b].serial
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*node)) }
func (q *queue) Pop() any {
	old := *q
	n := old[len(old)-1]
	*q = old[:len(old)-1]
	return n
}

func (t *Tree) push(n *node) {
	t.serial++
	n.serial = t.serial
	heap.Push(&t.open, n)
}

// next takes the node that was cut short, since the master still knows what it
// learned there, or else the open node of least bound.
func (t *Tree) next() *node {
	at := 0
	if t.halted != nil {
		at = max(0, slices.Index(t.open, t.halted))
		t.halted = nil
	}
	return heap.Remove(&t.open, at).(*node)
}

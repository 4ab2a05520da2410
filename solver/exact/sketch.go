package exact

import (
	"math"

	"polyclinic/solver/certificate"
)

// Sketch is what a tree knows, told by the names of customers and sites, so that a
// tree of a similar problem can begin with it: the branchings, and for every leaf
// the multipliers of its bound. It claims nothing.
type Sketch struct {
	Leave     bool // leaving is a site
	Customers []string
	Rows      []string
	Nodes     []SketchNode // parents first, children of one parent side by side
}

// SketchNode is a node. At counts at leaves only.
type SketchNode struct {
	Parent int32 // -1: the root
	By     Branching
	Leaf   bool
	At     Point
	Void   *Point // without costs, where these multipliers left nothing; nil elsewhere
}

// Point are multipliers as decimal numbers: of the customers, and of the rows
// that have any.
type Point struct {
	Customer []float64
	Row      []int32
	Value    []float64
}

// Branching is how a node came from its parent, in names: one of a pair. The
// first of it has at most Limit open in a row's count, a site's option open, a
// customer at a site (or out, if it has no name), or a customer on an arc; Other
// is what that leaves.
type Branching struct {
	Kind           uint8
	Row            int32 // in Sketch.Rows
	Customer, Site string
	Mode, Nth      int32 // Nth of the customer's arcs to an option
	Limit          int64
	Other          bool
}

// The kinds of branching.
const (
	byRow uint8 = iota + 1
	byOption
	byPlace
	byArc
)

// branching is the same in numbers of the tree's problem.
type branching struct {
	kind  uint8
	index int32 // row, option, customer or arc
	site  int32 // of a place, -1: out
	limit int64
	rest  bool
}

// other is the other of the pair.
func (b branching) other() branching {
	b.rest = !b.rest
	return b
}

// Sketch writes down what the tree knows, as far as its nodes were kept; nil
// before the root has a bound.
func (t *Tree) Sketch() *Sketch {
	if t.root.proof == nil && len(t.kept) == 0 {
		return nil
	}
	names := t.names()
	out := &Sketch{Leave: t.leave.row >= 0, Customers: names.customers, Rows: names.rows}
	number, inner := map[*node]int32{}, map[*node]bool{}
	for _, n := range t.kept {
		inner[n.parent] = true
	}
	for k, n := range append([]*node{t.root}, t.kept...) {
		number[n] = int32(k)
		s := SketchNode{Parent: -1}
		if n.parent != nil {
			s.Parent, s.By = number[n.parent], names.tell(n.by)
		}
		if !inner[n] {
			at := n.proof
			if n.leaf == certificate.Empty {
				void := NewPoint(n.proof)
				at, s.Void = n.start, &void
			}
			if at == nil {
				at = certificate.NewMultipliers(t.q.NumCustomers(), len(t.q.Rows), 0)
			}
			s.Leaf, s.At = true, NewPoint(at)
		}
		out.Nodes = append(out.Nodes, s)
	}
	return out
}

// Whole says whether a sketch is one of a tree: nil is not, nor is what a damaged
// file gives.
func (s *Sketch) Whole() bool {
	if s == nil || len(s.Nodes)%2 == 0 {
		return false
	}
	for k := 1; k < len(s.Nodes); k++ {
		n := &s.Nodes[k]
		if n.Parent < 0 || int(n.Parent) >= k || n.By.Kind == byRow && (n.By.Row < 0 || int(n.By.Row) >= len(s.Rows)) {
			return false
		}
	}
	for k := 1; k < len(s.Nodes); k += 2 {
		if a, b := &s.Nodes[k], &s.Nodes[k+1]; a.Parent != b.Parent || a.By.Other == b.By.Other {
			return false
		}
	}
	return true
}

// NewPoint keeps the leading 24 bits of every multiplier, which is close enough
// for a bound and takes half the room.
func NewPoint(m *certificate.Multipliers) Point {
	round := func(v int64) float64 { return float64(float32(math.Ldexp(float64(v), -int(m.Shift)))) }
	out := Point{Customer: make([]float64, len(m.Customer))}
	for i, v := range m.Customer {
		out.Customer[i] = round(v)
	}
	for r, v := range m.Row {
		if v != 0 {
			out.Row, out.Value = append(out.Row, int32(r)), append(out.Value, round(v))
		}
	}
	return out
}

// At are the multipliers over 2^shift where customer and row lead to; those that
// the point does not have remain as they are in first.
func (p *Point) At(first *certificate.Multipliers, customer, row []int32, shift uint) *certificate.Multipliers {
	m := first.Rescale(shift)
	scale := func(v float64) int64 {
		return int64(math.Round(max(-maxMultiplier, min(maxMultiplier, math.Ldexp(v, int(shift))))))
	}
	for k, v := range p.Customer {
		if k < len(customer) && customer[k] >= 0 {
			m.Customer[customer[k]] = scale(v)
		}
	}
	for k, r := range p.Row {
		if int(r) < len(row) && row[r] >= 0 && k < len(p.Value) {
			m.Row[row[r]] = scale(p.Value[k])
		}
	}
	return m
}

// maxMultiplier is beyond all that Clamp permits.
const maxMultiplier = 1 << 61

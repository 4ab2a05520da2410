package exact

import "polyclinic/solver/certificate"

// keep notes nodes for the proof, and the first ones for a sketch.
func (t *Tree) keep(nodes ...*node) {
	if t.Record || len(t.kept)+len(nodes) <= t.Remember {
		t.kept = append(t.kept, nodes...)
	}
}

// end makes a node a leaf.
func (n *node) end(why certificate.Leaf) { n.leaf = why }

// Proof writes down the search as it stands: open nodes are leaves with their
// bounds. It needs Record from the start; nil before the root has a bound.
func (t *Tree) Proof() *certificate.Tree {
	if !t.Record || t.root.proof == nil && t.root.leaf == certificate.Inner && len(t.kept) == 0 {
		return nil
	}
	out := &certificate.Tree{Leave: t.leave.row >= 0, Rows: t.rows.describe()}
	number := map[*node]int32{}
	inner := map[*node]bool{}
	for _, n := range t.kept {
		inner[n.parent] = true
	}
	for _, n := range append([]*node{t.root}, t.kept...) {
		number[n] = int32(len(out.Nodes))
		node := certificate.Node{Parent: -1, Leaf: n.leaf, Changes: changesOf(n)}
		if n.parent != nil {
			node.Parent = number[n.parent]
		}
		switch {
		case inner[n]:
			node.Leaf = certificate.Inner
		case n.leaf == certificate.Inner:
			node.Leaf = certificate.Bounded // still open
		}
		if node.Leaf == certificate.Bounded || node.Leaf == certificate.Empty {
			node.At = n.proof
		}
		out.Nodes = append(out.Nodes, node)
	}
	return out
}

func changesOf(n *node) []certificate.Change {
	words := [...]certificate.What{rowLower: certificate.RowLower, rowUpper: certificate.RowUpper,
		optionOff: certificate.OptionOff, arcOff: certificate.ArcOff, outOff: certificate.OutOff}
	var out []certificate.Change
	for _, c := range n.changes {
		out = append(out, certificate.Change{What: words[c.what], Index: c.index, Limit: c.limit})
	}
	return out
}

package verify

import (
	"fmt"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// tree bounds every solution by the least bound of a leaf; none: there is no
// solution.
//
// Theorem. If the root restricts nothing and the two children of every inner
// node cover it, every solution lies in a leaf. ∎ (Induction from the root;
// parents come before their children, so there are no cycles.)
func (s *scope) tree(t *certificate.Tree) (int64, error) {
	if t == nil || len(t.Nodes) == 0 {
		return 0, fmt.Errorf("the tree has no nodes")
	}
	if t.Leave {
		with, err := s.withLeaveSite()
		if err != nil {
			return 0, err
		}
		s = with
	}
	b, err := s.branch(t)
	if err != nil {
		return 0, err
	}
	children, err := b.children()
	if err != nil {
		return 0, err
	}
	least := int64(none)
	for v := range t.Nodes {
		switch kids := children[v]; {
		case len(kids) == 0:
			bound, err := b.leaf(v)
			if err != nil {
				return 0, fmt.Errorf("node %d: %w", v, err)
			}
			least = min(least, bound)
		case len(kids) != 2 || t.Nodes[v].Leaf != certificate.Inner:
			return 0, fmt.Errorf("node %d is a leaf %q and has %d children, want an inner node with 2", v, t.Nodes[v].Leaf, len(kids))
		default:
			if err := b.cover(t.Nodes[kids[0]].Changes, t.Nodes[kids[1]].Changes); err != nil {
				return 0, fmt.Errorf("nodes %d and %d do not cover node %d: %w", kids[0], kids[1], v, err)
			}
		}
	}
	return least, nil
}

// withLeaveSite is the same problem in other words.
//
// Theorem. Its solutions with the site open where a customer is sent to it are
// those of the problem, at the same costs. ∎ (The row that limits leaving is the
// site's capacity; the rows dropped follow from it; all other rows count the new
// arcs as they counted leaving.)
func (s *scope) withLeaveSite() (*scope, error) {
	row := s.p.LeaveRow()
	if row < 0 {
		return nil, fmt.Errorf("no row alone limits who is left out, want one for a tree with a leave site")
	}
	q, _ := s.p.WithLeaveSite(row)
	return &scope{p: q, rank: append(slices.Clone(s.rank), 0)}, nil
}

// branching is a tree with what it is about: the scope with the branch rows as
// rows after its own.
type branching struct {
	scope
	tree   *certificate.Tree
	own    int     // rows that are not branch rows
	siteOf []int32 // [branch row] the only site whose steps it counts, else -1
	dual   *dual
	at     *node
}

// branch adds the branch rows. A row that counts steps of n sites is a whole
// number from 0 to n in every solution, since a site is open in at most one
// step.
func (s *scope) branch(t *certificate.Tree) (*branching, error) {
	b := &branching{tree: t, own: len(s.p.Rows)}
	rows := make([]facility.Row, len(t.Rows))
	for r, row := range t.Rows {
		b.siteOf = append(b.siteOf, -1)
		sites, last := int64(0), int32(-1)
		for at, k := range row.Steps {
			if k < 0 || int(k) >= len(s.p.Steps) || at > 0 && k <= row.Steps[at-1] {
				return nil, fmt.Errorf("branch row %d counts step %d, want steps of the problem, ascending", r, k)
			}
			if j := s.p.OptionSite[s.p.StepOption[k]]; j != last {
				sites, last = sites+1, j
			}
			rows[r].Steps = append(rows[r].Steps, facility.Term{Index: k, Coef: 1})
		}
		if row.Upper < sites {
			return nil, fmt.Errorf("branch row %d counts at most %d, but %d sites may be open", r, row.Upper, sites)
		}
		if sites == 1 {
			b.siteOf[r] = last
		}
		rows[r].Upper = row.Upper
	}
	b.scope = scope{p: s.p.WithRows(rows...), rank: s.rank}
	b.dual, b.at = newDual(b.p), newNode(b.p)
	for v := range t.Nodes {
		for _, c := range t.Nodes[v].Changes {
			if err := b.permitted(c); err != nil {
				return nil, fmt.Errorf("node %d: %w", v, err)
			}
		}
	}
	return b, nil
}

// permitted says whether a change names something that exists. Limits of rows
// that may be broken at a price cannot be changed: they are no limits.
func (b *branching) permitted(c certificate.Change) error {
	size, ok := map[certificate.What]int{certificate.RowLower: len(b.p.Rows), certificate.RowUpper: len(b.p.Rows),
		certificate.OptionOff: b.p.NumOptions(), certificate.ArcOff: b.p.NumArcs(), certificate.OutOff: b.p.NumCustomers()}[c.What]
	if !ok || c.Index < 0 || int(c.Index) >= size {
		return fmt.Errorf("change %s of %d, want one of %d", c.What, c.Index, size)
	}
	if isRow(c) && b.p.Rows[c.Index].Price > 0 {
		return fmt.Errorf("change %s of row %d, which may be broken at a price", c.What, c.Index)
	}
	return nil
}

func isRow(c certificate.Change) bool {
	return c.What == certificate.RowLower || c.What == certificate.RowUpper
}

// children lists the children of every node.
func (b *branching) children() ([][]int, error) {
	nodes := b.tree.Nodes
	children := make([][]int, len(nodes))
	if nodes[0].Parent != -1 || len(nodes[0].Changes) > 0 {
		return nil, fmt.Errorf("node 0 has parent %d and %d changes, want the root: -1 and none", nodes[0].Parent, len(nodes[0].Changes))
	}
	for v := 1; v < len(nodes); v++ {
		parent := int(nodes[v].Parent)
		if parent < 0 || parent >= v {
			return nil, fmt.Errorf("node %d has parent %d, want one before it", v, parent)
		}
		children[parent] = append(children[parent], v)
	}
	return children, nil
}

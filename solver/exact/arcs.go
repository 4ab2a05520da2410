package exact

import (
	"polyclinic/solver/colgen"
	"polyclinic/solver/compact"
	"polyclinic/solver/search"
)

// Arcs makes the tree bound its nodes by the compact formulation instead of columns:
// better where sites have many customers. Options must have one step, limited by
// demand alone, and nobody may be left out. It precedes the first Run.
func (t *Tree) Arcs() error {
	c, err := compact.New(t.q, t.master.Oracle)
	t.compact = c
	return err
}

// relaxByArcs bounds a node by the compact formulation.
func (t *Tree) relaxByArcs(n *node, budget *search.Budget) (colgen.Outcome, *fractional, error) {
	for {
		out, err := t.compact.Solve(t.cutoff(), budget)
		if err != nil {
			return colgen.Outcome{}, nil, err
		}
		if out.Best != nil {
			if out.Value > n.bound {
				n.bound, n.proof = out.Value, out.Best
			}
			n.start = n.proof
		}
		as := colgen.Outcome{Value: out.Value, Best: out.Best, Pruned: n.bound >= t.cutoff(), Stopped: out.Stopped, Artificial: out.Artificial}
		switch {
		case as.Pruned || as.Stopped:
			return as, nil, nil
		case as.Artificial > integral:
			if t.compact.Penalise() {
				continue
			}
			_, err = t.impossible(n, budget)
		}
		return as, t.readArcs(out), err
	}
}

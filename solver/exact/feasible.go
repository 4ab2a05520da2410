package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// impossible tries to prove that a node has no solution: a positive bound of the
// problem without costs, under the node's restrictions.
func (t *Tree) impossible(n *node, budget *search.Budget) (bool, error) {
	if err := t.preparePhase(); err != nil {
		return false, err
	}
	n.restrictOracle(t.phase.Oracle)
	t.phase.Restrict()
	out, err := t.phase.Solve(1, nil, budget)
	if out.Pruned {
		t.Nodes++
		n.proof = out.Best
		n.end(certificate.Empty)
	}
	return out.Pruned, err
}

func (t *Tree) preparePhase() error {
	if t.phase != nil {
		return nil
	}
	q := t.q.WithoutCosts()
	m, err := colgen.NewMaster(q, lagrange.NewOracle(q))
	t.phase = m
	return err
}

// barren says whether a node's multipliers, which give it a bound above all
// costs, also show that it has no solution.
func (t *Tree) barren(n *node) bool {
	if n.proof == nil || t.preparePhase() != nil {
		return false
	}
	o := t.phase.Oracle
	n.restrictOracle(o)
	m := n.proof.Clone()
	o.Clamp(m)
	if o.Evaluate(m, o.NewEvaluation()) <= 0 {
		return false
	}
	n.proof = m
	return true
}

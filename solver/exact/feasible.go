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
	if t.phase == nil {
		q := t.q.WithoutCosts()
		m, err := colgen.NewMaster(q, lagrange.NewOracle(q))
		if err != nil {
			return false, err
		}
		t.phase = m
	}
	n.restrict(t, t.phase)
	out, err := t.phase.Solve(1, nil, budget)
	if out.Pruned {
		t.Nodes++
		n.proof = out.Best
		n.end(certificate.Empty)
	}
	return out.Pruned, err
}

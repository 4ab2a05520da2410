package exact

import (
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// A node is first bounded by a short subgradient from its parent's multipliers:
// an evaluation costs a fraction of a solve of the master program.
const (
	climbIterations = 40
	climbStep       = 0.4
)

// climb says whether the subgradient alone closes the node.
func (t *Tree) climb(n *node, budget *search.Budget) bool {
	if _, known := t.target(); !known || n.start == nil || n.climbed {
		return false
	}
	n.climbed = true
	o := t.master.Oracle
	res := lagrange.Run(o, lagrange.Options{Iterations: climbIterations, Step: climbStep, Start: n.start,
		Target: t.target, OnBetter: t.master.AddEvaluation}, budget)
	if res.Best == nil {
		return false
	}
	n.start = res.Best
	if res.Value > n.bound {
		n.bound, n.proof = res.Value, res.Best
	}
	return n.bound >= t.cutoff()
}

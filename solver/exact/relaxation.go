package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/compact"
	"polyclinic/solver/search"
)

// relaxation is the linear program that bounds nodes.
type relaxation interface {
	// Restrict brings it in line with the oracle's restrictions.
	Restrict()
	// Solve bounds by it, until the bound reaches cutoff.
	Solve(cutoff int64, start *certificate.Multipliers, budget *search.Budget) (colgen.Outcome, error)
	// Try estimates its optimum.
	Try(budget *search.Budget) float64
	// Penalise makes artificial columns dearer; false once they are dear enough.
	Penalise() bool
}

// ByArcs makes the tree bound its nodes by the compact formulation instead of columns:
// better where sites have many customers. Options must have one step, limited by
// demand alone, and nobody may be left out. It precedes the first Run.
func (t *Tree) ByArcs() error {
	arcs, err := compact.New(t.q, t.master.Oracle)
	if err == nil {
		t.arcs, t.program = arcs, arcs
	}
	return err
}

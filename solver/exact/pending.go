package exact

import (
	"polyclinic/solver/colgen"
	"polyclinic/solver/search"
)

// bounded is a node between its bound and its children.
type bounded struct {
	node *node
	f    *fractional
	out  colgen.Outcome
	dive *dive // nil: none
}

// finish dives below the pending node and branches on it. A long dive that the budget
// cuts short goes on with the next.
func (t *Tree) finish(budget *search.Budget) error {
	n, f, out, d := t.pending.node, t.pending.f, t.pending.out, t.pending.dive
	if d != nil {
		ended, err := t.goOn(d, budget)
		if err != nil {
			return err
		}
		if !ended && t.divesOn(f) {
			t.halted = n
			t.push(n)
			return nil
		}
	}
	t.pending = nil
	if n.bound >= t.cutoff() {
		t.close(n)
		return nil
	}
	if n == t.root {
		t.master.Box = t.persists
	}
	if n == t.root && out.Best != nil {
		n.apply(t) // the dive left its own restrictions
		n = t.fix(n, out)
	}
	return t.split(n, f, budget)
}

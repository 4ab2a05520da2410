package exact

import (
	"polyclinic/solver/colgen"
	"polyclinic/solver/search"
)

// Dives are made at the root and then at every diveEvery-th node.
const (
	diveEvery = 40
	nearlyOne = 0.85 // columns above are fixed together
)

// dive looks for a good solution below a node: it fixes the columns nearest to
// one, solves again, and so on until the relaxation is whole or beyond hope.
func (t *Tree) dive(n *node, out colgen.Outcome, budget *search.Budget) error {
	for depth := 0; depth < t.p.NumSites()+8; depth++ {
		if s, ok := t.read(out).solution(); ok {
			t.found(s)
			return nil
		}
		changes := t.fixColumns(out.Values)
		if len(changes) == 0 {
			return nil
		}
		n = &node{parent: n, changes: changes, start: out.Best}
		n.apply(t)
		if t.contradiction() {
			return nil
		}
		var err error
		out, err = t.master.Solve(t.cutoff(), n.start, budget)
		if err != nil || out.Pruned || out.Stopped || out.Artificial > integral {
			return err
		}
	}
	return nil
}

// fixColumns forces the columns that are nearly one, at least the greatest that
// is not fixed yet, into the solution.
func (t *Tree) fixColumns(lambda []float64) []change {
	greatest, at := 0.0, -1
	var changes []change
	for k, v := range lambda {
		if v <= integral || v >= 1-integral {
			continue
		}
		if v > nearlyOne {
			changes = append(changes, t.force(&t.master.Columns[k])...)
		}
		if v > greatest {
			greatest, at = v, k
		}
	}
	if len(changes) == 0 && at >= 0 {
		changes = t.force(&t.master.Columns[at])
	}
	return changes
}

// force opens a column's option and sends its customers, and at that site no
// others, there.
func (t *Tree) force(col *colgen.Column) []change {
	p := t.p
	j := p.OptionSite[col.Option]
	changes := []change{{rowLower, t.rows.site[j], 1}}
	first, last := p.Options(j)
	for o := first; o < last; o++ {
		if o != col.Option {
			changes = append(changes, change{optionOff, o, 0})
		}
	}
	for _, a := range col.Arcs {
		i := p.ArcCustomer[a]
		changes = append(changes, change{outOff, i, 0})
		from, to := p.Arcs(i)
		for b := from; b < to; b++ {
			if b != a {
				changes = append(changes, change{arcOff, b, 0})
			}
		}
	}
	return changes
}

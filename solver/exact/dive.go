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

// A dive of a tree that persists goes on from budget to budget where sites have few
// customers: there it ends near the relaxation, and costs as much as a hundred nodes.
const longDive = 10 // customers per open site

func (t *Tree) divesOn(f *fractional) bool {
	return t.persists && float64(t.p.NumCustomers()) <= longDive*f.total
}

// Diving says whether the last budget cut a dive short that goes on.
func (t *Tree) Diving() bool { return t.pending != nil }

// dive looks for a good solution below a node: it fixes the columns nearest to
// one, solves again, and so on until the relaxation is whole or beyond hope.
type dive struct {
	at    *node
	out   colgen.Outcome // there
	short bool           // the budget ended before it was solved
	depth int
}

// goOn dives on and says whether the dive has ended.
func (t *Tree) goOn(d *dive, budget *search.Budget) (ended bool, err error) {
	for ; d.depth < t.p.NumSites()+8; d.depth++ {
		if !d.short {
			if s, ok := t.read(d.out).solution(); ok {
				t.found(s)
				return true, nil
			}
			changes := t.fixColumns(d.out.Values)
			if len(changes) == 0 {
				return true, nil
			}
			d.at = &node{parent: d.at, changes: changes, start: d.out.Best}
		}
		d.at.apply(t)
		if t.contradiction() {
			return true, nil
		}
		d.out, err = t.master.Solve(t.cutoff(), d.at.start, budget)
		if d.short = d.out.Stopped; err != nil || d.short {
			return false, err
		}
		if d.out.Pruned || d.out.Artificial > integral {
			return true, nil
		}
	}
	return true, nil
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

package verify

import (
	"errors"
	"fmt"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// leaf is a lower bound of every solution of a leaf, none if it holds none.
func (b *branching) leaf(v int) (int64, error) {
	b.at.reset(b.p)
	for u := int32(v); u >= 0; u = b.tree.Nodes[u].Parent {
		b.at.apply(b.tree.Nodes[u].Changes)
	}
	switch n := &b.tree.Nodes[v]; n.Leaf {
	case certificate.Bounded:
		return b.dual.bound(n.At, b.at)
	case certificate.Empty:
		impossible, err := b.dual.impossible(n.At, b.at)
		if err == nil && !impossible {
			err = errors.New("the leaf is not shown to be empty")
		}
		return none, err
	case certificate.Crossed:
		for r := range b.p.Rows {
			if b.p.Rows[r].Price == 0 && b.at.lower[r] > b.at.upper[r] {
				return none, nil
			}
		}
		return 0, errors.New("no row's limits cross")
	case certificate.Point:
		return b.point()
	default:
		return 0, fmt.Errorf("the kind of leaf %q is unknown", n.Leaf)
	}
}

// point is the cost of the only solution a leaf can hold; none if that is
// infeasible, or if somebody has no alternative left.
func (b *branching) point() (int64, error) {
	p := b.p
	x := facility.NewSolution(p)
	for i := range x.Arc {
		ways := 0
		if p.CanLeave[i] && !b.at.outOff[i] {
			ways++
		}
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if !b.at.arcOff[a] && !b.at.optionOff[p.ArcOption[a]] {
				x.Arc[i] = a
				ways++
			}
		}
		switch {
		case ways == 0:
			return none, nil
		case ways > 1:
			return 0, fmt.Errorf("customer %d has %d ways left, want a single one in a point", i, ways)
		}
	}
	open := make([]bool, p.NumSites()) // a branch row of its own wants it
	for r, j := range b.siteOf {
		if j >= 0 && b.at.lower[b.own+r] >= 1 {
			open[j] = true
		}
	}
	for j := range x.Option {
		options := 0
		first, last := p.Options(int32(j))
		for o := first; o < last; o++ {
			if !b.at.optionOff[o] {
				x.Option[j] = o
				options++
			}
		}
		switch {
		case options == 0 && open[j]:
			return none, nil
		case options > 1, options == 1 && !open[j]:
			return 0, fmt.Errorf("site %d may be open or not, want one of both in a point", j)
		}
	}
	cost, feasible, err := b.price(x)
	if err == nil && !feasible {
		return none, nil
	}
	return cost, err
}

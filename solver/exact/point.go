package exact

import "polyclinic/solver/facility"

// splitAny branches on a choice that is still open, whatever the relaxation
// says. It serves nodes whose relaxation is whole but no solution: the rows hold
// only with mixed steps, the second resource is exceeded, or artificial columns
// are left. nil: nothing is open, the node is a single point.
func (t *Tree) splitAny(n *node, f *fractional) []*node {
	p, o := t.p, t.master.Oracle
	n.apply(t)
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		var free []int32
		for a := first; a < last; a++ {
			if !o.ArcOff[a] && !o.OptionOff[p.ArcOption[a]] {
				free = append(free, a)
			}
		}
		canLeave := p.CanLeave[i] && !o.OutOff[i]
		if len(free) == 0 || len(free) == 1 && !canLeave {
			continue
		}
		pick := free[0]
		for _, a := range free {
			if f.arc[a] > f.arc[pick] {
				pick = a
			}
		}
		on, off := t.arcChildren(n, pick)
		return []*node{on, off}
	}
	for j := range int32(p.NumSites()) {
		first, last := p.Options(j)
		open := o.Lower[t.rows.site[j]] > 0
		var free []int32
		for opt := first; opt < last; opt++ {
			if !o.OptionOff[opt] {
				free = append(free, opt)
			}
		}
		if len(free) > 1 || len(free) == 1 && !open {
			return t.splitOption(n, free[0], 1)
		}
	}
	return nil
}

// point is the only solution that a node without open choices allows, which may
// be infeasible.
func (t *Tree) point() facility.Solution {
	p, o := t.p, t.master.Oracle
	s := facility.NewSolution(p)
	for a := range int32(p.NumArcs()) {
		if !o.ArcOff[a] && !o.OptionOff[p.ArcOption[a]] {
			s.Arc[p.ArcCustomer[a]] = a
		}
	}
	for opt := range int32(p.NumOptions()) {
		if !o.OptionOff[opt] {
			s.Option[p.OptionSite[opt]] = opt
		}
	}
	return s
}

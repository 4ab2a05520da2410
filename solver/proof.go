package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/search"
)

// prove keeps the parts of a certificate for a bound that is about to be
// offered, if it is the best so far.
func (r *run) prove(bound int64, build func() *certificate.Certificate) {
	if !r.opt.Certify {
		return
	}
	if best, _ := r.best.Bound(); r.proof == nil || bound > best || bound == best && r.proof.Bound < bound {
		if c := build(); c != nil {
			c.Bound, c.HasBound = bound, true
			r.proof = c
		}
	}
}

// certificate completes the proof of the best bound with the best solution.
func (r *run) certificate() *certificate.Certificate {
	s, cost, ok := r.best.Best()
	if !r.opt.Certify || !ok {
		return nil
	}
	c := r.proof
	if c == nil {
		c = &certificate.Certificate{}
	}
	if bound, _ := r.best.Bound(); bound == search.NoBound {
		c.HasBound = false
	}
	c.Cost, c.Arc, c.Option = cost, s.Arc, s.Option
	return c
}

// proof writes down the regions' proofs as they stand.
func (g *regional) proof() *certificate.Certificate {
	out := &certificate.Regions{Shift: regionShift, Row: make([]int64, len(g.mu))}
	for _, r := range g.split.Coupling {
		out.Row[r] = g.mu[r]
	}
	for _, k := range g.split.Counts.Rows {
		out.Counted = append(out.Counted, g.split.Coupling[k])
	}
	for k, states := range g.workers {
		proof := certificate.Region{Customers: g.split.Regions[k].Customers, Sites: g.split.Regions[k].Sites}
		for _, w := range states {
			tree := w.proof()
			if tree == nil {
				return nil
			}
			proof.Trees = append(proof.Trees, tree)
		}
		out.Regions = append(out.Regions, proof)
	}
	return &certificate.Certificate{Regions: out}
}

// proof is the region's tree, or the multipliers it began with.
func (w *regionWorker) proof() *certificate.Tree {
	if row, no := w.part.Impossible(); no {
		at := certificate.NewMultipliers(w.part.Problem.NumCustomers(), len(w.part.Problem.Rows), 0)
		at.Row[row] = 1
		return leafAlone(certificate.Empty, at)
	}
	if w.tree != nil {
		if tree := w.tree.Proof(); tree != nil && w.tree.Bound() >= w.bound {
			return tree
		}
	}
	if w.dual == nil {
		return nil
	}
	return leafAlone(certificate.Bounded, w.dual)
}

// leafAlone is a tree whose root is a leaf.
func leafAlone(why certificate.Leaf, at *certificate.Multipliers) *certificate.Tree {
	return &certificate.Tree{Nodes: []certificate.Node{{Parent: -1, Leaf: why, At: at}}}
}

package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// late asks what an earlier solve knew, without searching on, after a run that has
// not heard of it: the old solution, the old regions' solutions beside those
// that the run has found, and the bound at the old multipliers.
func (r *run) late(start *facility.Solution, warm *Warm) {
	if r.infeasible || r.best.Closed() {
		return
	}
	r.opt.Start, r.opt.Warm = start, warm
	told, ok := r.start()
	if ok && len(facility.Check(r.problem, told)) == 0 {
		r.best.Offer(told, "start")
	}
	r.oldBound()
	g := r.regional
	if g == nil {
		return
	}
	if ok {
		g.borrow(told)
	}
	if warm != nil && warm.Regions != nil {
		g.recall(warm.Regions, nil)
		for _, w := range g.all() {
			if w.memory != nil {
				w.takeRemembered(w.memory)
				w.memory = nil
			}
		}
	}
	g.gather()
	r.left = g.remember()
}

// oldBound is the bound at the multipliers of an earlier solve.
func (r *run) oldBound() {
	if r.opt.Warm == nil || !r.uses(lineLagrange) {
		return
	}
	r.prepareDual()
	dual, before := r.warmDual(r.oracle), r.oracle.Work()
	if dual == nil {
		return
	}
	bound := r.oracle.Bound(r.oracle.Evaluate(dual, r.oracle.NewEvaluation()))
	r.work += r.oracle.Work() - before
	if known, _ := r.best.Bound(); known == search.NoBound || bound > known {
		r.dual = dual
	}
	r.prove(bound, func() *certificate.Certificate { return &certificate.Certificate{Root: dual} })
	r.best.OfferBound(bound, lineLagrange)
}

// borrow takes the parts that hold of a solution of the whole that need not.
func (g *regional) borrow(whole facility.Solution) {
	for _, states := range g.workers {
		s := states[0].part.Project(whole)
		for _, w := range states {
			if len(facility.Check(w.part.Problem, s)) == 0 {
				w.take(s)
				break
			}
		}
	}
}

package solver

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// clusterSize is the number of customers of a neighbourhood: about as many as
// the exact tree handles well.
const (
	clusterSize  = 45
	smallCluster = 30 // where sites have one size and capacities are tight
)

// neighbourhoods takes the best solution apart into clusters of neighbouring
// sites, drops the arcs between clusters, solves the clusters as regions, and
// offers what comes out: a large step that keeps to what is near. It says
// whether that was better.
func (r *run) neighbourhoods(size int, work int64) bool {
	start, _, ok := r.best.Best()
	if !ok || !r.uses(lineNeighbourhoods) || !r.canSplit() || r.finished() || r.problem.NumCustomers() > largeCustomers {
		return false
	}
	rng := r.stream(50_000 + r.rounds)
	keep := region.Clusters(r.problem, start, size, rng)
	p, arcs := r.problem.WithArcs(keep)
	sub := &run{problem: p, opt: r.opt, ctx: r.ctx, dual: r.dual, rounds: 0}
	sub.opt.Certify, sub.opt.Observe, sub.opt.Uncontrollable, sub.opt.Gap = false, nil, nil, 0
	sub.opt.Seed += 7919 * uint64(r.rounds+1)
	sub.opt.WorkLimit = work
	if r.opt.WorkLimit > 0 {
		sub.opt.WorkLimit = min(work, r.opt.WorkLimit-r.work)
	}
	sub.best = search.NewIncumbent(p, nil)
	back := make([]int32, r.problem.NumArcs())
	for k, a := range arcs {
		back[a] = int32(k)
	}
	inside := start.Clone()
	for i, a := range start.Arc {
		if a >= 0 {
			inside.Arc[i] = back[a]
		}
	}
	sub.best.Offer(inside, "start")
	g := sub.newRegional(region.Find(p), false)
	sub.regions(g)
	g.close()
	r.work += sub.work
	r.rounds++
	if sub.failure != nil {
		r.failure = sub.failure
		return false
	}
	found, _, _ := sub.best.Best()
	for i, a := range found.Arc {
		if a >= 0 {
			found.Arc[i] = arcs[a]
		}
	}
	// an option may have lost a tied arc with its cluster
	return len(facility.Check(r.problem, found)) == 0 && r.best.Offer(found, "neighbourhoods")
}

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
	near := restrict(r.problem, keep)
	sub := &run{problem: near.problem, opt: r.opt, ctx: r.ctx, dual: r.dual, rounds: 0}
	sub.opt.Certify, sub.opt.Observe, sub.opt.Uncontrollable, sub.opt.Gap = false, nil, nil, 0
	sub.opt.Seed += 7919 * uint64(r.rounds+1)
	sub.opt.WorkLimit = work
	if r.opt.WorkLimit > 0 {
		sub.opt.WorkLimit = min(work, r.opt.WorkLimit-r.work)
	}
	sub.best = search.NewIncumbent(near.problem, nil)
	sub.best.Offer(near.inside(start), "start")
	g := sub.newRegional(region.Find(near.problem), false)
	sub.regions(g)
	g.close()
	r.work += sub.work
	r.rounds++
	if sub.failure != nil {
		r.failure = sub.failure
		return false
	}
	best, _, _ := sub.best.Best()
	found := near.outside(best)
	// an option may have lost a tied arc with its cluster
	return len(facility.Check(r.problem, found)) == 0 && r.best.Offer(found, "neighbourhoods")
}

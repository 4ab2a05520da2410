package solver

import (
	"slices"

	"polyclinic/solver/ejection"
	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
	"polyclinic/solver/search"
)

// crowds is how many sites may be open where capacities alone couple customers and
// some site cannot hold everybody; nil elsewhere.
func (r *run) crowds() *interchange.Limits {
	limits, ok := ejection.Applies(r.problem)
	if !ok || r.limits != nil || !r.uses(lineEjection) {
		return nil
	}
	return &limits
}

// settled says whether such a problem leaves no choice of the number of open sites,
// so that ejection chains need no solution to begin at.
func (r *run) settled() bool { return r.crowded != nil && r.crowded.Least == r.crowded.Most }

// unsettled says whether the number of open sites of such a problem is free. There
// chains go on from what annealing has found.
func (r *run) unsettled() bool {
	return r.crowded != nil && !r.settled() && !r.large()
}

// ejector goes on with the k-th search by ejection chains, with its own stream, for
// share slices.
func (r *run) ejector(k int, share int64) task {
	best, cost, known := r.best.Best()
	for len(r.ejections) <= k {
		start := best
		if !known {
			start, _ = r.start()
		}
		r.ejections = append(r.ejections, ejection.New(r.problem, *r.crowded, start, r.stream(300+len(r.ejections))))
	}
	x := r.ejections[k]
	if known {
		x.Suggest(best, cost)
	}
	return searching(lineEjection, share, x.Run)
}

// packing is a search for who goes where among the open sites of the best solution.
type packing struct {
	restricted
	search *ejection.Search
	sites  []int32 // [site] option, of the solution that it began at
}

// packer goes on with it, or begins another where other sites are open now.
func (r *run) packer(share int64) task {
	best, cost, _ := r.best.Best()
	if r.packing == nil || !slices.Equal(r.packing.sites, best.Option) {
		keep := make([]bool, r.problem.NumArcs())
		for a, o := range r.problem.ArcOption {
			keep[a] = best.Option[r.problem.OptionSite[o]] == o
		}
		g := &packing{restricted: restrict(r.problem, keep), sites: best.Option}
		g.search = ejection.NewFixed(g.problem, g.inside(best), r.stream(400+r.rounds))
		r.packing = g
	}
	g := r.packing
	g.search.Suggest(g.inside(best), cost)
	return searching(lineEjection, share, func(budget *search.Budget, offer func(facility.Solution)) {
		g.search.Run(budget, func(s facility.Solution) { offer(g.outside(s)) })
	})
}

// mixed are walkers of which every other one, the first included, ejects; all of
// them where the number of sites is settled, or where there are many customers, whom
// annealing is slow to place.
func (r *run) mixed(n int, share int64) []task {
	var tasks []task
	anneals := n / 2
	if r.settled() || r.problem.NumCustomers() > largeCustomers {
		anneals = 0
	}
	for k := range n - anneals {
		tasks = append(tasks, r.ejector(k, share))
	}
	if r.unsettled() {
		tasks = append(tasks, r.packer(1))
	}
	return append(tasks, r.annealers(anneals, share)...)
}

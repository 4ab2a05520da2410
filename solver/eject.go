package solver

import (
	"polyclinic/solver/ejection"
	"polyclinic/solver/interchange"
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
	return append(tasks, r.annealers(anneals, share)...)
}

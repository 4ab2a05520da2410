package solver

import "polyclinic/solver/ejection"

// crowds is how many sites are open where capacities alone couple customers and some
// site cannot hold everybody; 0 elsewhere.
func (r *run) crowds() int {
	number, ok := ejection.Applies(r.problem)
	if !ok || r.limits != nil || !r.uses(lineEjection) {
		return 0
	}
	return number
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
		r.ejections = append(r.ejections, ejection.New(r.problem, r.crowded, start, r.stream(300+len(r.ejections))))
	}
	x := r.ejections[k]
	if known {
		x.Suggest(best, cost)
	}
	return searching(lineEjection, share, x.Run)
}

// mixed are walkers of which every other one, the first included, ejects; all of
// them where there are many customers, whom annealing is slow to place.
func (r *run) mixed(n int, share int64) []task {
	var tasks []task
	anneals := n / 2
	if r.problem.NumCustomers() > largeCustomers {
		anneals = 0
	}
	for k := range n - anneals {
		tasks = append(tasks, r.ejector(k, share))
	}
	return append(tasks, r.annealers(anneals, share)...)
}

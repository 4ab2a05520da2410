package solver

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// portfolio is the solver, assembled: rounds of tasks until a reason to stop.
func (r *run) portfolio() error {
	climb := r.climber()
	for !r.finished() {
		r.round([]task{climb}, sliceWork)
		if r.rounds > 50 {
			r.cause = WorkUp
		}
	}
	return r.best.Err()
}

// climber improves the Lagrangean bound, from where it was.
func (r *run) climber() task {
	oracle := lagrange.NewOracle(r.problem)
	return task{"lagrange", func(budget *search.Budget) outcome {
		res := lagrange.Run(oracle, lagrange.Options{Start: r.dual, Target: r.best.Cost}, budget)
		return outcome{bound: res.Bound, hasBound: res.Best != nil, after: func() {
			r.dual, r.open = res.Best, res.Open
		}}
	}}
}

var _ = facility.Infinity

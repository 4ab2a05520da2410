package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// doubter looks for a proof that there is no solution: a positive bound of the
// problem without costs.
func (r *run) doubter() task {
	if r.phase == nil {
		r.phase = lagrange.NewOracle(r.problem.WithoutCosts())
	}
	start := r.phaseDual
	return task{name: lineInfeasible, do: func(budget *search.Budget) outcome {
		res := lagrange.Run(r.phase, lagrange.Options{Start: start, Iterations: 300, Target: positive}, budget)
		return outcome{after: func() {
			r.phaseDual = res.Best
			if res.Best != nil && res.Bound > 0 {
				r.deny(func() *certificate.Certificate { return emptyAt(res.Best) })
			}
		}}
	}}
}

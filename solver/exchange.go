package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// choosing says whether only the choice of sites matters, so that exchanges of
// sites find what a search over customers would take far longer to.
func (r *run) choosing() bool {
	_, ok := interchange.Applies(r.problem)
	return ok && r.uses(lineInterchange)
}

// exchangers go on with searches by exchange of sites, each with its own stream,
// for share slices; they begin at the best solution.
func (r *run) exchangers(n int, share int64) []task {
	limits, _ := interchange.Applies(r.problem)
	best, cost, known := r.best.Best()
	if !known {
		best, _ = r.start()
	}
	for k := len(r.exchanges); k < n; k++ {
		r.exchanges = append(r.exchanges, interchange.New(r.problem, limits, best, r.stream(100+k)))
	}
	tasks := make([]task, n)
	for k, x := range r.exchanges[:n] {
		if known {
			x.Suggest(best, cost)
		}
		tasks[k] = task{name: lineInterchange, share: share, do: func(budget *search.Budget) outcome {
			var out outcome
			x.Run(budget, func(s facility.Solution) { out.solutions = append(out.solutions, s) })
			return out
		}}
	}
	return tasks
}

// readDual reads first multipliers off the best solution, where that is easy; nil
// elsewhere.
func (r *run) readDual(o *lagrange.Oracle) *certificate.Multipliers {
	best, _, known := r.best.Best()
	if !known || !r.choosing() {
		return nil
	}
	limits, _ := interchange.Applies(r.problem)
	m := interchange.Multipliers(r.problem, limits, best, o.Shift, search.NewBudget(r.ctx, 0))
	o.Clamp(m)
	return m
}

package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/interchange"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// choice is how many sites may be open where only the choice of sites matters, so
// that exchanges of sites find what a search over customers would take far longer
// to; nil elsewhere.
func (r *run) choice() *interchange.Limits {
	limits, ok := interchange.Applies(r.problem)
	if !ok || !r.uses(lineInterchange) {
		return nil
	}
	return &limits
}

// exchangers go on with searches by exchange of sites, each with its own stream,
// for share slices; they begin at the best solution.
func (r *run) exchangers(n int, share int64) []task {
	best, cost, known := r.best.Best()
	if !known {
		best, _ = r.start()
	}
	for k := len(r.exchanges); k < n; k++ {
		r.exchanges = append(r.exchanges, interchange.New(r.problem, *r.limits, best, r.stream(100+k)))
	}
	tasks := make([]task, n)
	for k, x := range r.exchanges[:n] {
		if known {
			x.Suggest(best, cost)
		}
		tasks[k] = searching(lineInterchange, share, x.Run)
	}
	return tasks
}

// readDual reads first multipliers off the best solution, where that is easy; nil
// elsewhere.
func (r *run) readDual(o *lagrange.Oracle) *certificate.Multipliers {
	best, _, known := r.best.Best()
	if !known || r.limits == nil {
		return nil
	}
	m := interchange.Multipliers(r.problem, *r.limits, best, o.Shift, search.NewBudget(r.ctx, 0))
	o.Clamp(m)
	return m
}

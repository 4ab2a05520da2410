package colgen

import (
	"math"

	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// tryIterations is the length of a trial: enough to tell candidates apart.
const tryIterations = 100

// Try re-solves the program as restricted now, without pricing, and returns its
// objective: an estimate for strong branching, not a bound.
func (c *Master) Try(budget *search.Budget) float64 {
	before := c.model.Work()
	c.model.SetIterationLimit(tryIterations)
	status, err := c.model.Dual(budget.Context())
	c.model.SetIterationLimit(0)
	budget.Spend(c.model.Work() - before)
	if err != nil || status == lp.Infeasible {
		return math.MaxFloat64 / 1e200
	}
	return c.model.Objective() / c.scale
}

package compact

import (
	"fmt"
	"math"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

const (
	violated      = 1e-6 // of a link, from which it is added
	tryIterations = 100  // of a trial: enough to tell candidates apart
	effort        = 4    // units of work for one of Clp's, by time, measured on 10,000 arcs
)

// Solve adds links until none is violated, the bound reaches the cutoff (scaled, less
// the constant), or the budget ends; then, under the same restrictions, it goes on
// where it was. Unless it is pruned or stopped, an optimal solution is in Steps and
// Arcs. It needs no multipliers to begin at.
func (c *Program) Solve(cutoff int64, _ *certificate.Multipliers, budget *search.Budget) (colgen.Outcome, error) {
	out := colgen.Outcome{Value: math.MinInt64}
	for {
		out.Rounds++
		before := c.model.Work()
		status, err := c.model.Dual(budget.Context())
		if err != nil {
			return out, err
		}
		budget.Spend(effort * (c.model.Work() - before))
		if status == lp.Stopped || !budget.Left() {
			out.Stopped = true
			return out, nil
		}
		if status != lp.Optimal {
			return out, fmt.Errorf("compact: the program is %s, which its slacks exclude", status)
		}
		c.values = c.model.ColumnValues(c.values)
		links := c.link()
		if reached := c.model.Objective() >= c.scale*math.Ldexp(float64(cutoff), -int(c.oracle.Shift)); links > 0 && !reached {
			continue
		}
		c.bound(&out, budget)
		if out.Pruned = out.Value >= cutoff; out.Pruned {
			return out, nil
		}
		if links == 0 {
			break
		}
	}
	p := c.p
	n := len(p.Steps)
	c.Steps = slices.Clone(c.values[:n])
	c.Arcs = slices.Clone(c.values[n : n+p.NumArcs()])
	for _, v := range c.values[n+p.NumArcs():] {
		out.Artificial += v
	}
	return out, nil
}

// bound evaluates the oracle at the program's duals and keeps the bound if it is the
// best.
func (c *Program) bound(out *colgen.Outcome, budget *search.Budget) {
	m := c.multipliers()
	c.oracle.Clamp(m)
	seen := c.oracle.Work()
	if v := c.oracle.Evaluate(m, c.evaluation); v > out.Value {
		out.Value, out.Best = v, m
	}
	budget.Spend(c.oracle.Work() - seen)
}

// link adds the links that the program's solution violates and counts them.
func (c *Program) link() int {
	p := c.p
	var rows lp.Rows
	for a := range int32(p.NumArcs()) {
		k := p.StepStart[p.ArcOption[a]]
		if !c.linked[a] && c.values[c.arcColumn(a)] > c.values[k]+violated {
			c.linked[a] = true
			rows.Append(-lp.Inf, 0, []int32{k, c.arcColumn(a)}, []float64{-1, 1})
		}
	}
	if len(rows.Lower) > 0 {
		c.model.AddRows(&rows)
	}
	return len(rows.Lower)
}

// Try solves the program as restricted now for a while, without new links, and returns
// its objective: an estimate for strong branching, not a bound.
func (c *Program) Try(budget *search.Budget) float64 {
	before := c.model.Work()
	c.model.SetIterationLimit(tryIterations)
	status, err := c.model.Dual(budget.Context())
	c.model.SetIterationLimit(0)
	budget.Spend(effort * (c.model.Work() - before))
	if err != nil || status == lp.Infeasible {
		return math.MaxFloat64 / 1e200
	}
	return c.model.Objective() / c.scale
}

// Penalise makes artificial columns dearer; false once they are dear enough.
func (c *Program) Penalise() bool {
	if c.dearer >= 3 {
		return false
	}
	c.dearer++
	var which []int32
	var cost []float64
	for i := range c.price {
		c.price[i] *= 20
		which, cost = append(which, c.artificialColumn(int32(i))), append(cost, c.price[i])
	}
	most, first := c.slackPrice(), c.artificialColumn(int32(len(c.price)))
	for s := range int32(2 * len(c.p.Rows)) {
		which, cost = append(which, first+s), append(cost, most)
	}
	c.model.SetCost(which, cost)
	return true
}

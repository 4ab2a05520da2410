package answers

import (
	"context"
	"fmt"
	"math"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// side is a formulated instance of which more is asked than its rules say: with
// rows of its own, or another sum to minimise. A solution of problem is one of
// the instance.
type side struct {
	in      *model.Instance
	m       *plan.Map
	problem *facility.Problem
	money   bool // problem's costs are the instance's
}

// newSide formulates an instance; rows, which may be nil, makes the rows to add.
func newSide(in *model.Instance, rows func(m *plan.Map) []facility.Row) *side {
	problem, m := plan.Formulate(in)
	s := &side{in: in, m: m, problem: problem, money: true}
	if rows != nil {
		if extra := rows(m); len(extra) > 0 {
			s.problem = problem.WithRows(extra...)
		}
	}
	return s
}

// minimising is the same problem with a row's sum for costs, turned round where
// more is better. Rules at a price cost nothing there.
func (s *side) minimising(row *facility.Row, more bool) *side {
	sign := int64(1)
	if more {
		sign = -1
	}
	q := s.problem.WithoutCosts()
	for _, t := range row.Arcs {
		q.ArcCost[t.Index] = sign * t.Coef
	}
	for _, t := range row.Steps {
		q.Steps[t.Index].Cost = sign * t.Coef
	}
	for _, t := range row.Outs {
		q.OutCost[t.Index] = sign * t.Coef
	}
	return &side{in: s.in, m: s.m, problem: q}
}

// leaning is the same problem with costs that a row's sum outweighs by far.
func (s *side) leaning(row *facility.Row, more bool) *side {
	alone := s.minimising(row, more).problem
	var cost, coef float64
	add := func(c, k int64) {
		if k != 0 {
			cost, coef = cost+math.Abs(float64(c)), coef+math.Abs(float64(k))
		}
	}
	for a, k := range alone.ArcCost {
		add(s.problem.ArcCost[a], k)
	}
	for i := range alone.Steps {
		add(s.problem.Steps[i].Cost, alone.Steps[i].Cost)
	}
	const outweighs = 20
	factor := int64(max(1, math.Round(outweighs*cost/max(1, coef))))
	q := *alone
	q.Constant = 0
	for a := range q.ArcCost {
		q.ArcCost[a] = s.problem.ArcCost[a] + factor*q.ArcCost[a]
	}
	for i := range q.Steps {
		q.Steps[i].Cost = s.problem.Steps[i].Cost + factor*q.Steps[i].Cost
	}
	for i := range q.OutCost {
		q.OutCost[i] = s.problem.OutCost[i] + factor*q.OutCost[i]
	}
	return &side{in: s.in, m: s.m, problem: &q}
}

// holds says whether a plan keeps the rules and the rows, and what it costs as
// the problem counts.
func (s *side) holds(p *model.Plan) (cost int64, ok bool) {
	x := solution(s.m, p)
	if x == nil || len(facility.Check(s.problem, *x)) > 0 {
		return 0, false
	}
	return facility.Cost(s.problem, *x), true
}

// solve looks for the solution of least cost, from start (nil: from none), and is
// never worse than the best of the known plans that hold. Objective and Bound of the answer count
// as the problem does.
func (s *side) solve(ctx context.Context, known []*model.Plan, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	options := effort(s.m)
	if !s.money {
		options.Uncontrollable = nil
	}
	options.Start, options.Warm = solution(s.m, start), warm
	r, err := solver.Solve(ctx, s.problem, options)
	if err != nil {
		return nil, err
	}
	out := &Solved{In: s.in, Map: s.m, Status: r.Status, Stop: r.Stop, Bound: model.Pence(r.Bound), HasBound: r.HasBound, Work: r.Work, Result: r}
	if !r.Solution.IsZero() && !out.Impossible() {
		if err := s.take(out, r); err != nil {
			return nil, err
		}
	}
	if best, cost := s.best(known); best != nil && (out.Plan == nil || model.Pence(cost) < out.Objective) {
		out.Plan, out.Objective, out.Status = best, model.Pence(cost), solver.Feasible
	}
	out.close()
	return out, nil
}

// best is the cheapest of the plans that hold; nil where none does.
func (s *side) best(known []*model.Plan) (best *model.Plan, cost int64) {
	for _, p := range known {
		if c, ok := s.holds(p); ok && (best == nil || c < cost) {
			best, cost = p, c
		}
	}
	return best, cost
}

// take accepts the solver's plan where the definitions do. Under other costs than
// the instance's the tiers may turn out otherwise than the solver took them, and
// the plan with them break a row: then it is no plan.
func (s *side) take(out *Solved, r *solver.Result) error {
	p := s.m.Interpret(r.Solution)
	if v := model.Check(s.in, p); s.money && !v.Feasible() {
		return fmt.Errorf("answers: a plan breaks a rule: %v", v.Violations[0])
	}
	cost, ok := s.holds(p)
	switch {
	case s.money && (!ok || cost != r.Cost || int64(model.Cost(s.in, p).Objective) != cost):
		return fmt.Errorf("answers: the solver prices its plan at %d, the model at %d pence", r.Cost, model.Cost(s.in, p).Objective)
	case ok:
		out.Plan, out.Objective = p, model.Pence(cost)
	default:
		out.Status = solver.None
	}
	return nil
}

// close says that a plan is the best where its bound has reached it.
func (s *Solved) close() {
	switch {
	case s.Plan == nil || !s.HasBound:
	case s.Bound >= s.Objective:
		s.Bound, s.Status = s.Objective, solver.Optimal
	case s.Status == solver.Optimal:
		s.Status = solver.Feasible
	}
}

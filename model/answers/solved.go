package answers

import (
	"context"
	"fmt"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// Effort is how to solve a formulated instance: limits, gap, seed. Start and Warm
// are set by the answers.
type Effort func(m *plan.Map) solver.Options

// within is the effort with at most so much work.
func (e Effort) within(work int64) Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		if o.WorkLimit == 0 || o.WorkLimit > work {
			o.WorkLimit = work
		}
		return o
	}
}

// late is the effort of a solve that hears of the plan and the hints at its end.
func (e Effort) late() Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		o.Late = true
		return o
	}
}

// toProof is the effort without a gap to stop at.
func (e Effort) toProof() Effort {
	return func(m *plan.Map) solver.Options {
		o := e(m)
		o.Gap = 0
		return o
	}
}

// Solved is an instance with the best plan that is known of it, and what is
// proven.
type Solved struct {
	In     *model.Instance
	Map    *plan.Map
	Plan   *model.Plan // nil: none is known
	Status solver.Status
	Stop   solver.Stop

	Objective model.Pence // counts only with a Plan
	Bound     model.Pence // counts only if HasBound
	HasBound  bool

	Work   int64          // of the solver; 0 where none ran
	Result *solver.Result // as the solver left it; nil where none ran, or one in an earlier run
}

// Optimum is where the cost of the best plan lies.
func (s *Solved) Optimum() Interval {
	return Interval{Low: s.Bound, High: s.Objective, HasLow: s.HasBound, HasHigh: s.Plan != nil}
}

// Impossible says whether it is proven that no plan exists.
func (s *Solved) Impossible() bool { return s.Status == solver.Infeasible }

// Known is a plan that was solved before, with its bound where there was one.
func Known(in *model.Instance, p *model.Plan, bound *model.Pence) *Solved {
	_, m := plan.Formulate(in)
	s := &Solved{In: in, Map: m, Plan: p, Status: solver.Feasible, Objective: model.Cost(in, p).Objective}
	if bound != nil {
		s.Bound, s.HasBound = *bound, true
		if s.Bound == s.Objective {
			s.Status = solver.Optimal
		}
	}
	return s
}

// Solve solves an instance from a plan (nil: none) that need not fit it.
func Solve(ctx context.Context, in *model.Instance, start *model.Plan, warm *solver.Warm, effort Effort) (*Solved, error) {
	problem, m := plan.Formulate(in)
	options := effort(m)
	options.Start, options.Warm = solution(m, start), warm
	result, err := solver.Solve(ctx, problem, options)
	if err != nil {
		return nil, err
	}
	s := &Solved{In: in, Map: m, Status: result.Status, Stop: result.Stop, Bound: model.Pence(result.Bound), HasBound: result.HasBound, Work: result.Work, Result: result}
	if !result.Solution.IsZero() && !s.Impossible() {
		if err := s.take(m.Interpret(result.Solution)); err != nil {
			return nil, err
		}
		if int64(s.Objective) != result.Cost {
			return nil, fmt.Errorf("answers: the solver prices its plan at %d, the model at %d pence", result.Cost, s.Objective)
		}
	}
	if start != nil {
		s.keepIfBetter(start)
	}
	return s, nil
}

// take accepts a plan that the definitions accept.
func (s *Solved) take(p *model.Plan) error {
	if v := model.Check(s.In, p); !v.Feasible() {
		return fmt.Errorf("answers: a plan breaks a rule: %v", v.Violations[0])
	}
	s.Plan, s.Objective = p, model.Cost(s.In, p).Objective
	return nil
}

// keepIfBetter takes a plan that holds and is cheaper than the one known, and
// says whether it did.
func (s *Solved) keepIfBetter(p *model.Plan) bool {
	cost := model.Cost(s.In, p).Objective
	if s.Plan != nil && cost >= s.Objective || !model.Check(s.In, p).Feasible() {
		return false
	}
	s.Plan, s.Objective, s.Status = p, cost, solver.Feasible
	if s.HasBound && s.Bound == cost {
		s.Status = solver.Optimal
	}
	return true
}

// improve takes a bound that was proven elsewhere.
func (s *Solved) improve(bound model.Pence) {
	s.Bound, s.HasBound = bound, true
	if s.Plan != nil && s.Bound == s.Objective {
		s.Status = solver.Optimal
	}
}

// solution is a plan as the solver takes it; nil where it has no such form.
func solution(m *plan.Map, p *model.Plan) *facility.Solution {
	if p == nil {
		return nil
	}
	s, err := m.Solution(p)
	if err != nil {
		return nil
	}
	return &s
}

package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// answer is whether a plan exists.
type answer int

const (
	unknown answer = iota
	exists         // with a witness
	none           // proven
)

// tryAll is up to how many cases are tried one by one: less than the solver needs
// to prove that there is nothing, and never in doubt.
const tryAll = 50_000

// decider finds out whether any plan keeps the rules of an instance.
type decider struct {
	effort    Effort
	tryAll    int64
	witnesses []*model.Plan // plans that some instance of the same data had
}

// decide returns a plan where there is one.
func (d *decider) decide(ctx context.Context, in *model.Instance) (answer, *model.Plan, error) {
	for _, w := range d.witnesses {
		same := w.Clone()
		same.Settle(in)
		if model.Check(in, same).Feasible() {
			return exists, same, nil
		}
	}
	problem, m := plan.Formulate(in)
	if len(facility.Impossible(problem)) > 0 {
		return none, nil, nil
	}
	if cases(problem, d.tryAll) <= d.tryAll {
		s, found := firstFeasible(problem)
		if !found {
			return none, nil, nil
		}
		return d.witness(m.Interpret(s))
	}
	if p, err := d.inAreas(ctx, in, m); err != nil || p != nil {
		if err != nil {
			return unknown, nil, err
		}
		return d.witness(p)
	}
	options := d.effort(m)
	options.Uncontrollable, options.Observe, options.Gap = nil, nil, 1
	r, err := solver.Solve(ctx, problem.WithoutCosts(), options)
	switch {
	case err != nil:
		return unknown, nil, err
	case r.Status == solver.Infeasible:
		return none, nil, nil
	case !r.Solution.IsZero():
		return d.witness(m.Interpret(r.Solution))
	}
	return unknown, nil, nil
}

func (d *decider) witness(p *model.Plan) (answer, *model.Plan, error) {
	d.witnesses = append(d.witnesses, p)
	return exists, p, nil
}

// cases is the number of ways to open sites and place customers, or more than
// limit.
func cases(p *facility.Problem, limit int64) int64 {
	n := int64(1)
	for j := range int32(p.NumSites()) {
		first, last := p.Options(j)
		n *= int64(last-first) + 1
		if n > limit {
			return n
		}
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		n *= int64(last-first) + 1
		if n > limit {
			return n
		}
	}
	return n
}

// firstFeasible tries every way to open sites and place customers.
func firstFeasible(p *facility.Problem) (facility.Solution, bool) {
	s := facility.NewSolution(p)
	var site, customer func(int32) bool
	site = func(j int32) bool {
		if int(j) == p.NumSites() {
			return customer(0)
		}
		s.Option[j] = -1
		if site(j + 1) {
			return true
		}
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			s.Option[j] = o
			if site(j + 1) {
				return true
			}
		}
		return false
	}
	customer = func(i int32) bool {
		if int(i) == p.NumCustomers() {
			return len(facility.Check(p, s)) == 0
		}
		s.Arc[i] = -1
		if p.CanLeave[i] && customer(i+1) {
			return true
		}
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			o := p.ArcOption[a]
			if s.Option[p.OptionSite[o]] != o {
				continue
			}
			s.Arc[i] = a
			if customer(i + 1) {
				return true
			}
		}
		return false
	}
	return s, site(0)
}

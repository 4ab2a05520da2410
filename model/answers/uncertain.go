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

// Case is one of several sets of costs of which nobody knows which is right.
type Case struct {
	Name   string
	Weight int64 // relative to the other cases'
	In     *model.Instance
}

// Uncertain is one plan for all cases: of least expected cost, and of least
// greatest regret among the plans that were tried.
type Uncertain struct {
	Cases      []Case
	Own        []Interval   // [case] the cost of the best plan if only this case counted
	Candidates []*Candidate // the cases' own plans first, in order, then the expected one, then others
	Expected   *Candidate   // of least expected cost
	// ExpectedTotal is where the least Σ weight × cost of any plan lies.
	ExpectedTotal Interval
	LeastRegret   *Candidate // of least greatest regret among the candidates
	// RegretFloor is what the greatest regret of every plan comes to at least, as
	// far as it is proven.
	RegretFloor model.Pence
}

// Candidate is a plan under every case.
type Candidate struct {
	Name     string
	Search   string // under which it is kept
	Plan     *model.Plan
	Stop     solver.Stop   // of the search that found it
	Costs    []model.Pence // [case]
	Total    int64         // Σ weight × cost
	Regret   []Interval    // [case] what it costs more than the case's best plan
	Greatest Interval      // the greatest of these
	Worst    int           // the case that it belongs to
}

// UncertainOptions say how hard to look. Alternatives is how many plans that
// differ in a tenth of their practices are tried beside; Tilts how many plans
// under weights that balance the regrets.
type UncertainOptions struct {
	Effort       Effort
	Alternatives int
	Tilts        int
	Observe      func(*Candidate) // nil: nobody listens
	Memory       Memory           // keeps the searches; nil: nothing is kept
}

// PlanForCases finds one plan for all cases. What the cases permit must be the
// same, and so must the order of the tiers by cost; rules may bind differently,
// and the plan keeps those of every case. A case without a plan is an error of the
// type *CaseWithoutPlan. Searches are kept as case-NAME, and again-NAME where that
// found none, average, balanced-1 and so on, alternative-1 and so on; all but the
// first two under the first case, their costs sums over the cases.
func PlanForCases(ctx context.Context, cases []Case, options UncertainOptions) (*Uncertain, error) {
	t := &together{cases: cases, effort: options.Effort, memory: options.Memory, u: &Uncertain{Cases: cases}}
	for k := range cases {
		p, m := plan.Formulate(cases[k].In)
		t.problems, t.maps = append(t.problems, p), append(t.maps, m)
		if err := t.comparable(k); err != nil {
			return nil, err
		}
	}
	add := func(name, search string, s *Solved) {
		if c := t.candidate(name, s); c != nil && !t.tried(s.Plan) {
			c.Search = search
			t.u.Candidates = append(t.u.Candidates, c)
			if options.Observe != nil {
				options.Observe(c)
			}
		}
	}
	if err := t.own(ctx, add); err != nil {
		return nil, err
	}
	if err := t.expected(ctx, add); err != nil {
		return nil, err
	}
	for n := range options.Tilts {
		t.measure()
		weights := t.balance()
		if weights == nil {
			break
		}
		if err := t.leaning(ctx, n+1, weights, add); err != nil {
			return nil, err
		}
	}
	if err := t.others(ctx, options.Alternatives, add); err != nil {
		return nil, err
	}
	t.measure()
	return t.u, nil
}

// CaseWithoutPlan says that a case, or all of them together, has no plan.
type CaseWithoutPlan struct {
	Case       string // "": a plan that keeps the rules of every case
	Impossible bool   // proven
	Stop       solver.Stop
}

func (e *CaseWithoutPlan) Error() string {
	what := "a plan of case " + e.Case
	if e.Case == "" {
		what = "a plan that keeps the rules of every case"
	}
	if e.Impossible {
		return what + " does not exist: that is proven"
	}
	return what + " was not found"
}

// together holds the cases in one problem.
type together struct {
	cases    []Case
	effort   Effort
	memory   Memory
	u        *Uncertain
	problems []*facility.Problem
	maps     []*plan.Map
	bounds   []tiltedBound
}

// tiltedBound is what is proven of Σ weight × cost.
type tiltedBound struct {
	weights []int64
	bound   int64
}

// own finds the best plan of every case by itself: from none, since another case's
// best may be nothing like it, and from another's only where none is found so.
func (t *together) own(ctx context.Context, add func(name, search string, s *Solved)) error {
	found := make([]*Solved, len(t.cases))
	var known []*model.Plan
	for k := range t.cases {
		var err error
		if found[k], err = t.alone(ctx, "case-"+t.cases[k].Name, k, nil); err != nil {
			return err
		}
		if found[k].Plan != nil {
			known = append(known, found[k].Plan)
		}
	}
	for k, s := range found {
		search := "case-" + t.cases[k].Name
		if s.Plan == nil && !s.Impossible() && len(known) > 0 {
			search = "again-" + t.cases[k].Name
			again, err := t.alone(ctx, search, k, known[len(known)-1])
			if err != nil {
				return err
			}
			again.atLeast(int64(s.Bound), s.HasBound)
			s = again
		}
		if s.Plan == nil {
			return &CaseWithoutPlan{t.cases[k].Name, s.Impossible(), s.Stop}
		}
		t.u.Own = append(t.u.Own, s.Optimum())
		add("aimed at "+t.cases[k].Name, search, s)
	}
	return nil
}

// alone is the best plan of one case.
func (t *together) alone(ctx context.Context, name string, k int, start *model.Plan) (*Solved, error) {
	in := t.cases[k].In
	s := &side{in: in, m: t.maps[k], problem: t.problems[k], money: true}
	return s.recall(ctx, t.memory, name, func() (*Solved, error) { return Solve(ctx, in, start, nil, t.effort) })
}

// weights are the cases'.
func (t *together) weights() []int64 {
	var out []int64
	for k := range t.cases {
		out = append(out, t.cases[k].Weight)
	}
	return out
}

// expected finds the plan of least Σ weight × cost.
func (t *together) expected(ctx context.Context, add func(name, search string, s *Solved)) error {
	central := t.u.Candidates[len(t.cases)/2]
	const search = "average"
	r, err := t.solve(ctx, search, t.weights(), nil, central.Plan)
	if err != nil {
		return err
	}
	if r.Plan == nil {
		return &CaseWithoutPlan{"", r.Impossible(), r.Stop}
	}
	t.u.ExpectedTotal = r.Optimum()
	add("aimed at the average", search, r)
	return nil
}

// leaning tries the best plan under other weights than the cases', from none that
// was tried: it may be unlike all of them.
func (t *together) leaning(ctx context.Context, n int, weights []int64, add func(name, search string, s *Solved)) error {
	search := fmt.Sprintf("balanced-%d", n)
	r, err := t.solve(ctx, search, weights, nil, nil)
	if err != nil || r.Plan == nil {
		return err
	}
	add(fmt.Sprintf("balanced %d", n), search, r)
	return nil
}

// alikeShare is the share of practices that plans tried besides differ in.
const alikeShare = 0.1

// others tries near-best plans of the expected cost that differ from all that were
// tried before.
func (t *together) others(ctx context.Context, count int, add func(name, search string, s *Solved)) error {
	q := AlternativesQuestion{Practices: LeastDifferent(alikeShare, t.cases[0].In.NumPractices())}
	for n := range count {
		var earlier []*model.Plan
		for _, c := range t.u.Candidates {
			earlier = append(earlier, c.Plan)
		}
		search := fmt.Sprintf("alternative-%d", n+1)
		r, err := t.solve(ctx, search, t.weights(), differenceRows(t.maps[0], earlier, q), earlier[len(t.cases)])
		if err != nil || r.Plan == nil {
			return err
		}
		add(fmt.Sprintf("alternative %d", n+1), search, r)
	}
	return nil
}

// solve finds the plan of least Σ weight × cost. Without further rows what it
// proves is kept.
func (t *together) solve(ctx context.Context, name string, weights []int64, extra []facility.Row, start *model.Plan) (*Solved, error) {
	s := &side{in: t.cases[0].In, m: t.maps[0], problem: t.sum(weights).WithRows(extra...)}
	var known []*model.Plan
	for _, c := range t.u.Candidates {
		known = append(known, c.Plan)
	}
	r, err := s.recall(ctx, t.memory, name, func() (*Solved, error) {
		return s.solve(ctx, known, start, nil, func(m *plan.Map) solver.Options {
			o := t.effort(m)
			o.Uncontrollable = t.uncontrollable(weights)
			return o
		})
	})
	if err != nil {
		return nil, err
	}
	if r.HasBound && len(extra) == 0 {
		t.bounds = append(t.bounds, tiltedBound{weights, int64(r.Bound)})
	}
	return r, nil
}

// uncontrollable is the weighted part that is much the same in every plan.
func (t *together) uncontrollable(weights []int64) func(facility.Solution) int64 {
	var parts []func(facility.Solution) int64
	for k := range t.cases {
		part := t.effort(t.maps[k]).Uncontrollable
		if part == nil {
			return nil
		}
		parts = append(parts, part)
	}
	return func(s facility.Solution) int64 {
		total := int64(0)
		for k, part := range parts {
			total += weights[k] * part(s)
		}
		return total
	}
}

// Weights is what the weights of the cases add up to.
func (u *Uncertain) Weights() int64 {
	all := int64(0)
	for _, c := range u.Cases {
		all += c.Weight
	}
	return all
}

// Mean is Σ weight × cost as an expected cost, rounded half up.
func (u *Uncertain) Mean(total int64) model.Pence {
	all := u.Weights()
	return model.Pence(math.Floor(float64(total)/float64(all) + 0.5))
}

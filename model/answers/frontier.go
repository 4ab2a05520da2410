package answers

import (
	"context"
	"slices"

	"polyclinic/model"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// FrontierQuestion is what to trace. The first axis is minimised, cost wherever
// it is one of them; the others are limited, step by step.
type FrontierQuestion struct {
	Scenario model.Scenario
	Axes     []string // two or three of AxisNames
	Levels   int      // of each limited axis, ends included; 0: 6
	// Refine is how many further points are put, one by one, in the middle of the
	// widest step between two points; with two axes only.
	Refine int
}

// defaultLevels make five intervals.
const defaultLevels = 6

// Frontier is the efficient plans between the best on each axis.
type Frontier struct {
	Base   *model.Instance // costs and rules of every point, without the limits
	Given  *model.Instance // the scenario as it was asked for, with all its weights
	Axes   []Axis
	Ranges []Range  // [axis]
	Points []*Point // in the order they were solved, loose to tight
}

// Range is how far an axis can be moved at all.
type Range struct {
	AtBest int64 // the axis's value where the first axis is best
	Best   int64 // the best value that a plan was found for
	// Bound is what no plan can be better than; counts only if HasBound.
	Bound    int64
	HasBound bool
	// Naive says that the bound is only what every practice and every site could
	// do by itself.
	Naive bool
}

// Point is a plan on the frontier, or why there is none.
type Point struct {
	Name   string
	Limits []string // [axis], in its unit; "": free
	Answer
	// Better is a point that is as good on every axis and better on one, or came
	// first; "" for a point that is efficient among those found.
	Better string
}

// Answer is what is known of one question.
type Answer struct {
	Plan   *model.Plan // nil: none was found
	Values []int64     // [axis], of Plan
	Cost   model.Pence // of Plan
	Status solver.Status
	Stop   solver.Stop
	// Bound is what the first axis is proven to come to at least; counts only if
	// HasBound. Status is about the first axis too.
	Bound    int64
	HasBound bool
	// CostBound, where cost is no axis: no plan with these values is cheaper.
	CostBound    model.Pence
	HasCostBound bool
	Warm         *solver.Warm
	Work         int64

	// In is what the plan was made under: the base, with those limits that are
	// rules. PlanBound is proven of its plans; counts only if HasPlanBound. Not
	// for answers that were recalled.
	In           *model.Instance
	PlanBound    model.Pence
	HasPlanBound bool
}

// Keep remembers answers by name, so that a frontier can go on where it was.
type Keep interface {
	// Find returns nil where the name is not known.
	Find(name string, f *Frontier) (*Answer, error)
	// Save is called once for every answer that was found.
	Save(name string, limits []string, a *Answer, f *Frontier) error
}

// TraceFrontier finds the range of every axis, and the best of the first axis at
// every level of the others (the epsilon-constraint method). Where not even the
// free question has a plan, the frontier has one point, which says so. Work
// limits hold for each solve, and make the frontier repeatable.
func TraceFrontier(ctx context.Context, q FrontierQuestion, compile Compile, effort Effort, keep Keep) (*Frontier, error) {
	t := &tracer{q: q, compile: compile, effort: effort, keep: keep, answers: map[string]*Answer{}}
	if t.q.Levels == 0 {
		t.q.Levels = defaultLevels
	}
	if err := t.prepare(); err != nil {
		return nil, err
	}
	free, err := t.ask(ctx, "least-"+t.Axes[0].Name, make([]string, len(t.Axes)))
	if err != nil {
		return nil, err
	}
	if free.Plan == nil {
		return t.Frontier, nil
	}
	if err := t.findRanges(ctx, free); err != nil {
		return nil, err
	}
	for _, limits := range t.grid() {
		if _, err := t.ask(ctx, t.name(limits), limits); err != nil {
			return nil, err
		}
	}
	if len(t.Axes) == 2 {
		if err := t.refine(ctx); err != nil {
			return nil, err
		}
	}
	t.shareBounds()
	t.markDominated()
	t.widenRanges()
	return t.Frontier, nil
}

// tracer is a frontier in the making.
type tracer struct {
	*Frontier
	q       FrontierQuestion
	compile Compile
	effort  Effort
	keep    Keep

	base    *side
	gauge   *facility.Problem  // base with a row for every axis
	answers map[string]*Answer // ranges too
	plans   []*model.Plan      // of all answers, in order
}

// prepare compiles the base: costs without what the other axes price.
func (t *tracer) prepare() error {
	names := slices.Clone(t.q.Axes)
	if i := slices.Index(names, CostAxis); i > 0 {
		names = append([]string{CostAxis}, slices.Delete(names, i, i+1)...)
	}
	var set []string
	for _, a := range Axes() {
		if names[0] == CostAxis && a.weight != "" && slices.Contains(names, a.Name) {
			set = append(set, "weights."+a.weight+"=0")
		}
	}
	in, err := t.compile(t.q.Scenario, set...)
	if err != nil {
		return err
	}
	t.base = newSide(in, nil)
	t.Frontier = &Frontier{Base: in, Given: in}
	if len(set) > 0 {
		if t.Given, err = t.compile(t.q.Scenario); err != nil {
			return err
		}
	}
	if t.Axes, err = axesOf(names, in, t.base.m, t.compile); err != nil {
		return err
	}
	rows := make([]facility.Row, len(t.Axes))
	for i := range t.Axes {
		rows[i] = t.Axes[i].row
		rows[i].Lower, rows[i].Upper = -facility.Infinity, facility.Infinity
	}
	t.gauge = t.base.problem.WithRows(rows...)
	return nil
}

// ask answers a question with limits, or recalls the answer.
func (t *tracer) ask(ctx context.Context, name string, limits []string) (*Answer, error) {
	a, err := t.recall(ctx, name, limits, func() (*Answer, error) {
		a, err := t.solve(ctx, limits)
		if err == nil {
			t.boundPlan(a, limits, true)
		}
		return a, err
	})
	if err != nil {
		return nil, err
	}
	t.Points = append(t.Points, &Point{Name: name, Limits: limits, Answer: *a})
	return a, nil
}

// recall finds an answer where it is kept, else makes and keeps it.
func (t *tracer) recall(ctx context.Context, name string, limits []string, find func() (*Answer, error)) (*Answer, error) {
	a, err := t.keep.Find(name, t.Frontier)
	if err != nil {
		return nil, err
	}
	if a == nil {
		if a, err = find(); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err // what an interruption left is not what the question has for an answer
		}
		if a.Plan != nil {
			t.measure(a)
		}
		if err := t.keep.Save(name, limits, a, t.Frontier); err != nil {
			return nil, err
		}
	}
	if a.Plan != nil {
		t.measure(a)
		t.plans = append(t.plans, a.Plan)
	}
	t.answers[name] = a
	return a, nil
}

// measure fills in what a plan comes to on every axis.
func (t *tracer) measure(a *Answer) {
	a.Cost = model.Cost(t.Base, a.Plan).Objective
	a.Values = make([]int64, len(t.Axes))
	x := solution(t.base.m, a.Plan)
	sums := facility.Activities(t.gauge, *x)
	for i := range t.Axes {
		a.Values[i] = sums[len(t.base.problem.Rows)+i]
		if t.Axes[i].Name == CostAxis {
			a.Values[i] = int64(a.Cost)
		}
	}
}

// boundPlan takes over what is proven of the cost of all plans of an answer's
// instance: limits that are rows of their own are none of its rules. own is
// whether the answer's bound is of that kind.
func (t *tracer) boundPlan(a *Answer, limits []string, own bool) {
	if t.Axes[0].Name != CostAxis {
		return
	}
	ruled := slices.Clone(limits)
	for i := range ruled {
		if t.Axes[i].Binds == "" {
			ruled[i] = ""
		}
	}
	bound, proven := t.inherited(ruled)
	a.PlanBound, a.HasPlanBound = model.Pence(bound), proven
	if own && slices.Equal(ruled, limits) && a.HasBound && (!proven || a.Bound > bound) {
		a.PlanBound, a.HasPlanBound = model.Pence(a.Bound), true
	}
}

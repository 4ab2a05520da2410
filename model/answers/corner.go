package answers

import (
	"context"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// corner is a part of a plan that is decided again while the rest stays as it is:
// some customers, and every site that nobody else is at. What the rest does to
// the rows is taken off their limits. Costs are those of the corner, and of rows
// that are broken at a price.
type corner struct {
	m         *plan.Map
	whole     facility.Solution
	problem   *facility.Problem
	customers []int32 // [corner customer] of the whole
	sites     []int32 // [corner site]
	options   []int32 // [corner option]
	steps     []int32 // [corner step]
	arcs      []int32 // [corner arc]
}

// cornerTerms change a corner's question.
type cornerTerms struct {
	without func(row *model.Row) bool // rows to leave out; nil: none
	extra   []facility.Row            // over arcs, steps and customers of the whole
}

// newCorner marks the customers of the given practices, and all who share a site
// with one of them.
func newCorner(m *plan.Map, whole facility.Solution, practices []int32, terms cornerTerms) *corner {
	c := &corner{m: m, whole: whole}
	free := c.reach(practices)
	b := &cornerBuilder{corner: c, terms: terms, b: facility.NewBuilder(m.Problem.Name), free: free}
	b.addCustomers()
	b.addSites()
	b.addArcs()
	b.addRows()
	c.problem = b.b.Build()
	return c
}

// reach closes a set of practices under sharing a site.
func (c *corner) reach(practices []int32) []bool {
	p := c.m.Problem
	free := make([]bool, p.NumCustomers())
	at := map[int32][]int32{} // site → customers
	for i, a := range c.whole.Arc {
		if a >= 0 {
			site := p.OptionSite[p.ArcOption[a]]
			at[site] = append(at[site], int32(i))
		}
	}
	for _, practice := range practices {
		i := c.m.Customer(practice)
		free[i] = true
		if a := c.whole.Arc[i]; a >= 0 {
			for _, other := range at[p.OptionSite[p.ArcOption[a]]] {
				free[other] = true
			}
		}
	}
	return free
}

// decided is a corner that was decided again.
type decided struct {
	optimum    Interval    // of the corner's cost
	plan       *model.Plan // the whole plan with it; nil: none was found
	impossible bool        // proven
	work       int64       // that it took
}

// solve decides the corner again, from what it was where that fits.
func (c *corner) solve(ctx context.Context, effort Effort) (*decided, error) {
	options := effort(c.m)
	options.Uncontrollable, options.Observe = nil, nil
	start, fits := c.inside()
	if fits {
		options.Start = &start
	}
	r, err := solver.Solve(ctx, c.problem, options)
	if err != nil {
		return nil, err
	}
	d := &decided{impossible: r.Status == solver.Infeasible, work: r.Work}
	d.optimum = Interval{Low: model.Pence(r.Bound), HasLow: r.HasBound}
	best, cost, known := r.Solution, r.Cost, !r.Solution.IsZero()
	if fits && !known || fits && known && facility.Cost(c.problem, start) < cost {
		best, cost, known = start, facility.Cost(c.problem, start), true
	}
	if known {
		d.optimum.High, d.optimum.HasHigh = model.Pence(cost), true
		d.plan = c.plan(best)
	}
	return d, nil
}

// inside is the corner as the plan has it; fits is false where that does not
// answer the corner's question.
func (c *corner) inside() (s facility.Solution, fits bool) {
	s = facility.NewSolution(c.problem)
	arc, option := map[int32]int32{}, map[int32]int32{}
	for k, a := range c.arcs {
		arc[a] = int32(k)
	}
	for k, o := range c.options {
		option[o] = int32(k)
	}
	for k, i := range c.customers {
		if a := c.whole.Arc[i]; a >= 0 {
			to, ok := arc[a]
			if !ok {
				return s, false
			}
			s.Arc[k] = to
		}
	}
	for k, j := range c.sites {
		if o := c.whole.Option[j]; o >= 0 {
			to, ok := option[o]
			if !ok {
				return s, false
			}
			s.Option[k] = to
		}
	}
	return s, len(facility.Check(c.problem, s)) == 0
}

// plan is the whole plan with the corner as a solution has it.
func (c *corner) plan(s facility.Solution) *model.Plan {
	whole := c.whole.Clone()
	for k, i := range c.customers {
		whole.Arc[i] = -1
		if a := s.Arc[k]; a >= 0 {
			whole.Arc[i] = c.arcs[a]
		}
	}
	for k, j := range c.sites {
		whole.Option[j] = -1
		if o := s.Option[k]; o >= 0 {
			whole.Option[j] = c.options[o]
		}
	}
	return c.m.Interpret(whole)
}

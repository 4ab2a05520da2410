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

// AlternativesQuestion is what counts as another plan, and how many are wanted.
type AlternativesQuestion struct {
	Count     int
	Most      model.Pence // the greatest cost
	Practices int         // at least this many have another site or model than in any earlier plan; 0: no matter
	Sites     int         // at least this many open sites of any earlier plan are closed, or open otherwise; 0: no matter
}

// Alternatives are plans that differ from the first and from each other.
type Alternatives struct {
	Question AlternativesQuestion
	Base     *Solved
	Found    []*Alternative // cheapest first as far as each search is optimal
	// End is the search that found none within the cost; nil where as many were
	// found as were wanted.
	End *Solved
}

// Alternative is a plan with what is proven of it: no plan that differs so from
// those before it costs less than Solved.Bound.
type Alternative struct {
	*Solved
	Practices []int // [earlier plan; 0: the first] practices with another site or model
	Sites     []int // [earlier plan] its open sites that are closed or open otherwise
}

// NoneExists says whether it is proven that no further plan differs enough within
// the cost.
func (a *Alternatives) NoneExists() bool {
	return a.End != nil && (a.End.Impossible() || a.End.HasBound && a.End.Bound > a.Question.Most)
}

// Common is what is the same in the first plan and all alternatives: the codes of
// sites that are open under the same model, and how many practices have the same
// site and model, or stay.
func (a *Alternatives) Common() (sites []string, practices int) {
	in, base := a.Base.In, a.Base.Plan
	for _, open := range base.Sites {
		everywhere := true
		for _, x := range a.Found {
			i := x.Plan.Open(open.Site)
			everywhere = everywhere && i >= 0 && x.Plan.Sites[i].Model == open.Model
		}
		if everywhere {
			sites = append(sites, in.Data.Sites[open.Site].Code)
		}
	}
	for i := range int32(in.NumPractices()) {
		everywhere := true
		for _, x := range a.Found {
			everywhere = everywhere && samePlace(in, base, x.Plan, i)
		}
		practices += indicator(everywhere)
	}
	return sites, practices
}

// samePlace says whether a practice has the same site and model under two plans,
// or stays under both.
func samePlace(in *model.Instance, p, q *model.Plan, practice int32) bool {
	x, joins := p.Arc(in, practice)
	y, joined := q.Arc(in, practice)
	return joins == joined && (!joins || x.Site == y.Site && x.Model == y.Model)
}

// FindAlternatives looks for plans that differ from base's and from each other,
// one after the other, each the cheapest that can be found. memory (nil: none)
// keeps the searches, under alternative-1 and so on. A search ends as soon as none
// within the cost can exist.
func FindAlternatives(ctx context.Context, base *Solved, q AlternativesQuestion, effort Effort, memory Memory) (*Alternatives, error) {
	out := &Alternatives{Question: q, Base: base}
	earlier, known := []*model.Plan{base.Plan}, base // what bounds all plans bounds those that differ
	for len(out.Found) < q.Count {
		s := newSide(base.In, func(m *plan.Map) []facility.Row { return differenceRows(m, earlier, q) })
		found, err := s.recall(ctx, memory, fmt.Sprintf("alternative-%d", len(earlier)), func() (*Solved, error) {
			return s.below(ctx, q.Most, earlier[len(earlier)-1], effort)
		})
		if err != nil {
			return nil, err
		}
		if known.HasBound {
			found.atLeast(int64(known.Bound), true)
		}
		known = found
		if found.Plan == nil || found.Objective > q.Most {
			out.End = found
			break
		}
		a := &Alternative{Solved: found}
		for _, p := range earlier {
			practices, sites := differing(base.In, p, found.Plan)
			a.Practices, a.Sites = append(a.Practices, practices), append(a.Sites, sites)
		}
		out.Found = append(out.Found, a)
		earlier = append(earlier, found.Plan)
	}
	return out, nil
}

// below is solve that gives up once the bound has passed a cost.
func (s *side) below(ctx context.Context, most model.Pence, start *model.Plan, effort Effort) (*Solved, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return s.solve(ctx, nil, start, nil, func(m *plan.Map) solver.Options {
		o := effort(m)
		observe := o.Observe
		o.Observe = func(e solver.Event) {
			if observe != nil {
				observe(e)
			}
			if e.Bound > int64(most) {
				cancel()
			}
		}
		return o
	})
}

// differenceRows say for every earlier plan how much of it may be left.
func differenceRows(m *plan.Map, earlier []*model.Plan, q AlternativesQuestion) []facility.Row {
	var rows []facility.Row
	for _, p := range earlier {
		if q.Practices > 0 {
			rows = append(rows, samePlaces(m, p, m.Instance().NumPractices()-q.Practices))
		}
		if q.Sites > 0 {
			rows = append(rows, sameSites(m, p, len(p.Sites)-q.Sites))
		}
	}
	return rows
}

// samePlaces counts the practices whose site and model are those of a plan: every
// practice has one place, so the others differ.
func samePlaces(m *plan.Map, p *model.Plan, most int) facility.Row {
	in := m.Instance()
	row := facility.Row{Name: "alternative:practices", Lower: -facility.Infinity, Upper: int64(most)}
	for a := range int32(m.Problem.NumArcs()) {
		same := int64(0)
		for _, arc := range m.Arcs(a) {
			there, ok := p.Arc(in, arc.Practice)
			same += int64(indicator(ok && there.Site == arc.Site && there.Model == arc.Model))
		}
		if same > 0 {
			row.Arcs = append(row.Arcs, facility.Term{Index: a, Coef: same})
		}
	}
	for c := range int32(m.Problem.NumCustomers()) {
		same := int64(0)
		for _, practice := range m.Practices(c) {
			_, ok := p.Arc(in, practice)
			same += int64(indicator(!ok))
		}
		if same > 0 && m.Problem.CanLeave[c] {
			row.Outs = append(row.Outs, facility.Term{Index: c, Coef: same})
		}
	}
	return row
}

// sameSites counts the sites that are open as they are in a plan.
func sameSites(m *plan.Map, p *model.Plan, most int) facility.Row {
	row := facility.Row{Name: "alternative:sites", Lower: -facility.Infinity, Upper: int64(most)}
	for o := range int32(m.Problem.NumOptions()) {
		option := m.Option(o)
		if i := p.Open(option.Site); i < 0 || p.Sites[i].Model != option.Model {
			continue
		}
		for k := m.Problem.StepStart[o]; k < m.Problem.StepStart[o+1]; k++ {
			row.Steps = append(row.Steps, facility.Term{Index: k, Coef: 1})
		}
	}
	return row
}

// differing counts the practices with another site or model, and the open sites
// of p that are closed or open under another model in q.
func differing(in *model.Instance, p, q *model.Plan) (practices, sites int) {
	for i := range int32(in.NumPractices()) {
		practices += indicator(!samePlace(in, p, q, i))
	}
	for _, open := range p.Sites {
		i := q.Open(open.Site)
		sites += indicator(i < 0 || q.Sites[i].Model != open.Model)
	}
	return practices, sites
}

// LeastDifferent is how many of n are at least a share.
func LeastDifferent(share float64, n int) int {
	const rounding = 1e-9
	return int(math.Ceil(share*float64(n) - rounding))
}

// MostExpensive is an objective and a share of it more, rounded down.
func MostExpensive(objective model.Pence, within float64) model.Pence {
	return objective + model.Pence(math.Floor(within*math.Abs(float64(objective))))
}

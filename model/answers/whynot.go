package answers

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// Wish is a place for a practice: a site, a care model, or both ("": any).
type Wish struct{ Practice, Site, Model string }

// Refusal is why a practice is not where a wish would have it.
type Refusal struct {
	Wish    Wish
	Now     Destination
	Granted bool // the plan has it so

	// Where a rule stops it everywhere: the nearest sites with what stops it.
	Obstacles []Obstacle

	// Where cost stops it: the best plan with it, the practice's area and the
	// site's decided again, the rest as it is.
	Extra      Interval    // over the best plan without the wish, likewise
	Impossible bool        // proven: the rest of the plan does not admit it
	With       *model.Plan // nil: none was found
	Difference *Difference // from the plan to With
	There      Destination
	Here, Then model.Parts // the practice's own costs now, and under With
}

// Obstacle is a place and the hard rules that close it to the practice.
type Obstacle struct {
	Site, Model string
	Metres      model.Metres
	Rules       []model.Barrier
}

// obstaclesKept is how many sites are named where a rule closes all.
const obstaclesKept = 5

// WhyNot says which rule or cost keeps a practice from a place. The error names a
// code that is unknown.
func WhyNot(ctx context.Context, base *Solved, wish Wish, effort Effort) (*Refusal, error) {
	q := &question{base: base, in: base.In, wish: wish, site: -1, care: -1}
	if err := q.find(); err != nil {
		return nil, err
	}
	r := &Refusal{Wish: wish, Now: destination(base.In, base.Plan, q.practice)}
	r.Granted = r.Now.Site != "" && (wish.Site == "" || wish.Site == r.Now.Site) && (wish.Model == "" || wish.Model == r.Now.Model)
	if r.Granted {
		return r, nil
	}
	if !q.open() {
		r.Obstacles = q.obstacles()
		return r, nil
	}
	return r, q.cost(ctx, r, effort)
}

// question is a wish by index.
type question struct {
	base     *Solved
	in       *model.Instance
	wish     Wish
	practice int32
	site     int32 // -1: any
	care     int32 // -1: any
}

func (q *question) find() error {
	var ok bool
	if q.practice, ok = q.in.PracticeIndex(q.wish.Practice); !ok {
		return unknownCode("practice", q.wish.Practice, len(q.in.Data.Practices), func(i int) string { return q.in.Data.Practices[i].Code })
	}
	if q.wish.Site != "" {
		if q.site, ok = q.in.SiteIndex(q.wish.Site); !ok {
			return unknownCode("site", q.wish.Site, len(q.in.Data.Sites), func(i int) string { return q.in.Data.Sites[i].Code })
		}
	}
	if q.wish.Model != "" {
		if q.care, ok = q.in.ModelIndex(q.wish.Model); !ok {
			return unknownCode("care model", q.wish.Model, len(q.in.Models()), func(i int) string { return q.in.Models()[i].Code })
		}
	}
	return nil
}

// unknownCode is a code that a wish names and the instance does not have.
func unknownCode(kind, code string, n int, of func(int) string) error {
	var known []string
	for i := range n {
		known = append(known, of(i))
	}
	return model.Faults{{Name: fmt.Sprintf("%s %q", kind, code), Value: "is not in the instance", Want: "a code of it", Maybe: model.Meant(code, known)}}
}

// grants says whether an arc of the whole problem fulfils the wish.
func (q *question) grants(arc int32) bool {
	p := q.base.Map.Problem
	o := q.base.Map.Option(p.ArcOption[arc])
	return (q.site < 0 || o.Site == q.site) && (q.care < 0 || o.Model == q.care)
}

// open says whether any arc fulfils the wish.
func (q *question) open() bool {
	first, last := q.base.Map.Problem.Arcs(q.base.Map.Customer(q.practice))
	for a := first; a < last; a++ {
		if q.grants(a) {
			return true
		}
	}
	return false
}

// obstacles asks the site, or the nearest ones, under the model, or all.
func (q *question) obstacles() []Obstacle {
	var out []Obstacle
	for s := range int32(q.in.NumSites()) {
		if q.site >= 0 && s != q.site {
			continue
		}
		link := q.in.LinkOf(q.practice, s)
		best := Obstacle{}
		for m, care := range q.in.Models() {
			if q.care >= 0 && int32(m) != q.care {
				continue
			}
			o := Obstacle{Site: q.in.Data.Sites[s].Code, Model: care.Code, Metres: link.Metres, Rules: q.in.Barriers(q.practice, s, int32(m))}
			if q.site >= 0 {
				out = append(out, o)
			} else if best.Site == "" || len(o.Rules) < len(best.Rules) {
				best = o
			}
		}
		if q.site < 0 {
			out = append(out, best)
		}
	}
	slices.SortStableFunc(out, func(a, b Obstacle) int { return cmp.Compare(a.Metres, b.Metres) })
	if q.site < 0 {
		out = out[:min(len(out), obstaclesKept)]
	}
	return out
}

// cost decides the corner again, with the wish and without.
func (q *question) cost(ctx context.Context, r *Refusal, effort Effort) error {
	whole := solution(q.base.Map, q.base.Plan)
	if whole == nil {
		return fmt.Errorf("answers: the plan does not fit its instance")
	}
	own := q.in.Practices[q.practice].Area
	theirs := own
	if q.site >= 0 {
		theirs, _ = q.in.AreaIndex(q.in.Data.Sites[q.site].Area)
	}
	practices := practicesOf(q.in, func(a int32) bool { return a == own || a == theirs })
	without, err := newCorner(q.base.Map, *whole, practices, cornerTerms{}).decide(ctx, effort)
	if err != nil {
		return err
	}
	with, err := q.granted(*whole, practices).decide(ctx, effort)
	if err != nil {
		return err
	}
	r.Impossible = with.impossible
	if with.optimum.HasHigh && without.optimum.HasHigh {
		without.optimum.High = min(without.optimum.High, with.optimum.High)
	}
	r.Extra = with.optimum.Less(without.optimum).AtLeast(0)
	if with.plan == nil {
		return nil
	}
	r.With, r.There = with.plan, destination(q.in, with.plan, q.practice)
	r.Difference = Between(q.in, q.base.Plan, q.in, with.plan)
	r.Here = model.Cost(q.in, q.base.Plan).Practices[q.practice]
	r.Then = model.Cost(q.in, with.plan).Practices[q.practice]
	return nil
}

// granted is the corner in which the practice has its wish.
func (q *question) granted(whole facility.Solution, practices []int32) *corner {
	customer := q.base.Map.Customer(q.practice)
	p := q.base.Map.Problem
	row := facility.Row{Name: "wish", Lower: 1, Upper: facility.Infinity}
	first, last := p.Arcs(customer)
	for a := first; a < last; a++ {
		if q.grants(a) {
			row.Arcs = append(row.Arcs, facility.Term{Index: a, Coef: 1})
		}
	}
	return newCorner(q.base.Map, whole, practices, cornerTerms{extra: []facility.Row{row}})
}

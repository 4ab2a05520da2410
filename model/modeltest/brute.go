package modeltest

import (
	"math/rand/v2"

	"polyclinic/model"
)

// BruteForce finds the cheapest feasible plan by trying every one, with nothing
// but the definitions Cost and Check; nil where none is feasible. Time grows as
// (models + 1) to the sites times (sites + 1) to the practices.
func BruteForce(in *model.Instance) (best *model.Plan, cost model.Pence) {
	e := &enumeration{in: in, plan: model.NewPlan(in)}
	e.site(0)
	return e.best, e.cost
}

type enumeration struct {
	in   *model.Instance
	plan *model.Plan
	best *model.Plan
	cost model.Pence
}

// site opens site s and those after it in every way.
func (e *enumeration) site(s int32) {
	if int(s) == e.in.NumSites() {
		e.practice(0)
		return
	}
	e.site(s + 1)
	for m := range int32(len(e.in.Models())) {
		if e.in.OptionIndex(s, m) < 0 {
			continue
		}
		e.plan.Sites = append(e.plan.Sites, model.OpenSite{Site: s, Model: m})
		e.site(s + 1)
		e.plan.Sites = e.plan.Sites[:len(e.plan.Sites)-1]
	}
}

// practice places practice p and those after it in every way.
func (e *enumeration) practice(p int) {
	if p == len(e.plan.Places) {
		e.weigh()
		return
	}
	e.plan.Places[p] = model.Place{Site: -1}
	e.practice(p + 1)
	for _, open := range e.plan.Sites {
		ways := []bool{false}
		if e.in.Models()[open.Model].Moves == "either" {
			ways = []bool{false, true}
		}
		for _, moves := range ways {
			e.plan.Places[p] = model.Place{Site: open.Site, Moves: moves}
			e.practice(p + 1)
		}
	}
	e.plan.Places[p] = model.Place{Site: -1}
}

func (e *enumeration) weigh() {
	plan := e.plan.Clone()
	plan.Settle(e.in)
	cost := model.Cost(e.in, plan).Objective
	if e.best != nil && cost >= e.cost {
		return
	}
	if model.Check(e.in, plan).Feasible() {
		e.best, e.cost = plan, cost
	}
}

// RandomPlan opens sites and places practices at random, mostly where arcs lead,
// now and then where none does. It is settled, and seldom feasible.
func RandomPlan(r *rand.Rand, in *model.Instance) *model.Plan {
	p := model.NewPlan(in)
	for s := range int32(in.NumSites()) {
		options := in.OptionStart[s+1] - in.OptionStart[s]
		if options > 0 && r.IntN(3) > 0 {
			o := in.Options[in.OptionStart[s]+r.Int32N(options)]
			p.Sites = append(p.Sites, model.OpenSite{Site: s, Model: o.Model})
		}
	}
	for i := range p.Places {
		var choices []model.Place
		for a := in.ArcStart[i]; a < in.ArcStart[i+1]; a++ {
			arc := in.Arc(a)
			if k := p.Open(arc.Site); k >= 0 && p.Sites[k].Model == arc.Model {
				choices = append(choices, model.Place{Site: arc.Site, Moves: arc.Moves})
			}
		}
		switch {
		case r.IntN(30) == 0 && len(p.Sites) > 0:
			p.Places[i].Site = p.Sites[r.IntN(len(p.Sites))].Site
		case len(choices) > 0 && r.IntN(6) > 0:
			p.Places[i] = choices[r.IntN(len(choices))]
		}
	}
	p.Settle(in)
	return p
}

package greedy

import (
	"container/heap"
	"math"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// Options adjusts the construction.
type Options struct {
	// Noise varies each option's value per demand by up to this share, so that
	// different seeds build different solutions. 0: none.
	Noise float64
}

// Run builds a solution. It is not always feasible: what cannot be placed within
// every limit is placed where penalties are least, as a start for a local
// search. It ends early, with customers out, when the budget does.
func Run(p *facility.Problem, opt Options, rng *rand.Rand, budget *search.Budget) facility.Solution {
	s := search.NewState(p)
	g := construction{p: p, s: s, opt: opt, rng: rng, budget: budget}
	g.openOptions()
	g.placeRest()
	return s.Solution()
}

// Complete keeps what a state already holds, and opens and places the rest.
func Complete(s *search.State, opt Options, rng *rand.Rand, budget *search.Budget) {
	g := construction{p: s.Problem(), s: s, opt: opt, rng: rng, budget: budget}
	g.openOptions()
	g.placeRest()
	s.Commit()
}

type construction struct {
	p      *facility.Problem
	s      *search.State
	opt    Options
	rng    *rand.Rand
	budget *search.Budget

	queue queue
	order []int32 // scratch: arcs of one option by cost per demand
	most  int64   // scratch: greatest capacity of one option
}

func (g *construction) openOptions() {
	for o := range int32(g.p.NumOptions()) {
		if !g.budget.Left() {
			break
		}
		if key, _ := g.try(o); key < 0 {
			g.queue = append(g.queue, entry{o, g.vary(key)})
		}
	}
	heap.Init(&g.queue)
	for len(g.queue) > 0 && g.budget.Left() {
		o := g.queue[0].option
		key, served := g.try(o)
		if key >= 0 {
			heap.Pop(&g.queue)
			continue
		}
		if key = g.vary(key); key > g.queue[0].key && !g.queue.leads(key) {
			g.queue[0].key = key
			heap.Fix(&g.queue, 0)
			continue
		}
		heap.Pop(&g.queue)
		g.take(o, served)
	}
}

// vary keeps the sign of a key.
func (g *construction) vary(key float64) float64 {
	if g.opt.Noise > 0 {
		key *= 1 + g.opt.Noise*(g.rng.Float64()-0.5)
	}
	return key
}

// try opens an option and serves free customers in the order of their cost per
// demand. It returns the least change of value per unit of demand over all
// beginnings of that order, and that beginning's length; the state is as
// before. A key of 0 means that the option is of no use.
func (g *construction) try(o int32) (key float64, served int) {
	s := g.s
	if s.Option(g.p.OptionSite[o]) >= 0 {
		return 0, 0
	}
	for _, a := range s.TiedTo(o) {
		if s.Pinned(g.p.ArcCustomer[a]) {
			return 0, 0
		}
	}
	g.sortArcs(o)
	mark, before := s.Mark(), s.Value()
	s.Open(o, nil)
	if load := s.LoadOf(o); load.Demand > 0 {
		key = min(0, float64(s.Value()-before)/float64(load.Demand))
	}
	for n, a := range g.order {
		if !g.place(o, a) {
			continue
		}
		k := float64(s.Value()-before) / math.Max(1, float64(s.LoadOf(o).Demand))
		if k < key {
			key, served = k, n+1
		}
	}
	s.UndoTo(mark)
	return key, served
}

// take opens an option and serves the beginning that try chose.
func (g *construction) take(o int32, served int) {
	g.sortArcs(o)
	g.s.Open(o, nil)
	for _, a := range g.order[:served] {
		g.place(o, a)
	}
	g.s.Commit()
}

// place serves a customer if it is out and the option has room.
func (g *construction) place(o, a int32) bool {
	i := g.p.ArcCustomer[a]
	if g.s.Arc(i) >= 0 || g.s.LoadOf(o).Demand+g.p.ArcDemand[a] > g.most || g.s.ShiftDelta(i, a) >= 0 {
		return false
	}
	g.s.Shift(i, a)
	return true
}

// sortArcs lists an option's arcs of customers who are out, the cheapest per
// demand first, each customer's cheapest arc only where it has several.
func (g *construction) sortArcs(o int32) {
	p, s := g.p, g.s
	arcs := p.ArcsOf(o)
	g.budget.Spend(int64(len(arcs)))
	g.order, g.most = g.order[:0], 0
	for _, st := range p.StepsOf(o) {
		g.most = max(g.most, st.MaxDemand)
	}
	for _, a := range arcs {
		if s.Arc(p.ArcCustomer[a]) < 0 {
			g.order = append(g.order, a)
		}
	}
	unit := func(a int32) float64 {
		return float64(p.ArcCost[a]-p.OutCost[p.ArcCustomer[a]]) / math.Max(1, float64(p.ArcDemand[a]))
	}
	slices.SortStableFunc(g.order, func(a, b int32) int {
		switch ua, ub := unit(a), unit(b); {
		case ua < ub:
			return -1
		case ua > ub:
			return 1
		}
		return int(a - b)
	})
}

// placeRest puts customers who are out where value falls most, the largest
// first, until none gains.
func (g *construction) placeRest() {
	p, s := g.p, g.s
	for again := true; again && g.budget.Left(); {
		again = false
		rest := slices.Clone(s.Outs())
		slices.SortFunc(rest, func(a, b int32) int {
			if p.Demand[a] != p.Demand[b] {
				return int(max(-1, min(1, p.Demand[b]-p.Demand[a])))
			}
			return int(a - b)
		})
		for _, i := range rest {
			first, last := p.Arcs(i)
			g.budget.Spend(int64(last - first))
			best, gain := int32(-1), int64(0)
			for a := first; a < last; a++ {
				if s.IsOpen(p.ArcOption[a]) {
					if d := s.ShiftDelta(i, a); d < gain {
						best, gain = a, d
					}
				}
			}
			if best >= 0 {
				s.Shift(i, best)
				again = true
			}
		}
		s.Commit()
	}
}

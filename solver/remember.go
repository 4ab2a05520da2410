package solver

import (
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
)

// RegionsWarm is what a solve knew of regions, in the keys of its problem.
type RegionsWarm struct {
	Led     bool     // the best bound was the regions'
	Counted []string // rows that were counted
	Wanted  []int64  // [counted row]
	Prices  []RowPrice
	Regions []RegionWarm
}

// RowPrice is the multiplier of a coupling row, over 2^regionShift.
type RowPrice struct {
	Row   string
	Price int64
}

// RegionWarm is one region. States are as in region.Counts.
type RegionWarm struct {
	Customers, Sites, Rows []string
	Places                 []Place
	States                 []StateWarm
}

// Place is an arc, its customer and site by their places in a RegionWarm.
type Place struct{ Customer, Site, Mode, Nth int32 }

// StateWarm is a region in a state: its tree, and solutions, cheapest first.
type StateWarm struct {
	Bound   int64
	Visits  int
	Dual    *exact.Point
	Tree    *exact.Sketch
	Choices [][]int32 // by customer: place, or -1
}

// Limits of what is remembered of a region in a state: nodes of its tree, and
// solutions.
const (
	rememberNodes   = 300
	rememberChoices = 60
)

// remember writes down what the regions know.
func (g *regional) remember() *RegionsWarm {
	p := g.run.problem
	keys := p.Keys()
	_, by := g.run.best.Bound()
	out := &RegionsWarm{Led: by == lineRegions}
	for _, r := range g.split.Coupling {
		if g.mu[r] != 0 {
			out.Prices = append(out.Prices, RowPrice{keys.Rows[r], g.mu[r]})
		}
	}
	for _, k := range g.split.Counts.Rows {
		r := g.split.Coupling[k]
		out.Counted, out.Wanted = append(out.Counted, keys.Rows[r]), append(out.Wanted, p.Rows[r].Lower)
	}
	for k, states := range g.workers {
		of := &g.split.Regions[k]
		warm := RegionWarm{}
		for _, i := range of.Customers {
			warm.Customers = append(warm.Customers, keys.Customers[i])
		}
		for _, j := range of.Sites {
			warm.Sites = append(warm.Sites, keys.Sites[j])
		}
		warm.Rows = states[0].part.Problem.Keys().Rows
		number := map[int32]int32{}
		for _, w := range states {
			warm.States = append(warm.States, w.remember(&warm, number))
		}
		out.Regions = append(out.Regions, warm)
	}
	return out
}

// remember writes down what a worker knows. number leads from arcs of the region
// to their places so far.
func (w *regionWorker) remember(of *RegionWarm, number map[int32]int32) StateWarm {
	p := w.part.Problem
	out := StateWarm{Bound: w.bound, Visits: w.visits}
	if w.dual != nil {
		at := exact.NewPoint(w.dual)
		out.Dual = &at
	}
	if w.tree != nil {
		out.Tree = w.tree.Sketch()
	}
	for _, c := range w.pool.Choices[:min(rememberChoices, len(w.pool.Choices))] {
		list := make([]int32, len(c.Solution.Arc))
		for i, a := range c.Solution.Arc {
			list[i] = -1
			if a < 0 {
				continue
			}
			at, known := number[a]
			if !known {
				o := p.ArcOption[a]
				at = int32(len(of.Places))
				number[a] = at
				of.Places = append(of.Places, Place{int32(i), p.OptionSite[o], p.OptionMode[o], p.Nth(a)})
			}
			list[i] = at
		}
		out.Choices = append(out.Choices, list)
	}
	return out
}

// choice is a remembered solution in a region's problem; what it names must be
// there.
func (of *RegionWarm) choice(list []int32, p *facility.Problem, customer, site []int32) (facility.Solution, bool) {
	s := facility.NewSolution(p)
	for i, at := range list {
		if at < 0 {
			continue
		}
		if i >= len(customer) || int(at) >= len(of.Places) {
			return s, false
		}
		x := of.Places[at]
		if x.Site < 0 || int(x.Site) >= len(site) || customer[i] < 0 || site[x.Site] < 0 {
			return s, false
		}
		a := p.FindArc(customer[i], site[x.Site], x.Mode, x.Nth)
		if a < 0 {
			return s, false
		}
		o := p.ArcOption[a]
		if open := &s.Option[site[x.Site]]; *open >= 0 && *open != o {
			return s, false
		}
		s.Arc[customer[i]], s.Option[site[x.Site]] = a, o
	}
	return s, len(facility.Check(p, s)) == 0
}

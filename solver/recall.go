package solver

import (
	"fmt"
	"math"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
	"polyclinic/solver/lp"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// memory is what an earlier solve knew of one region, by numbers of this one.
type memory struct {
	of             *RegionWarm
	state          *StateWarm
	customer, site []int32      // [of the region then] now, -1: gone
	row            []int32      // likewise
	drift          *exact.Drift // of the multipliers since then; nil: none
}

// Immature says whether a problem is solved by regions, and an earlier solve ended
// before its own were of use: then there is nothing to recall.
func Immature(p *facility.Problem, warm *Warm) bool {
	r := &run{problem: p, opt: Options{Warm: warm}}
	return !r.remembers() && r.splits(region.Find(p))
}

// recalledSlice is the part of a slice that the first visits to recalled regions
// take: every region has been looked at long ago.
const recalledSlice = 4

// recalled are the regions as an earlier solve left them, at its multipliers of the
// coupling rows, where a solution is known and few regions are not what they were:
// then there is nothing else to begin with. It is nil otherwise, and after the
// first answer.
func (r *run) recalled(split *region.Split, splits bool) *regional {
	if !splits || r.recalling || !r.remembers() || !r.begun() {
		return nil
	}
	r.recalling = true
	r.prepareDual()
	if !r.canSplit() {
		return nil
	}
	g := r.regionalFrom(split, true, r.opt.Warm.Regions)
	r.round(g.recall(r.opt.Warm.Regions, nil), r.slice())
	g.gather()
	if !g.fewChanged() {
		g.close()
		return nil
	}
	g.forget()
	r.round(g.strangers(), r.slice())
	g.gather()
	return g
}

// begun says whether a solution is known: one from before, or the one that this run
// was told.
func (r *run) begun() bool {
	if start, told := r.start(); told && len(facility.Check(r.problem, start)) == 0 {
		r.best.Offer(start, "start")
	}
	_, known := r.best.Cost()
	return known
}

// remembers says whether an earlier solve left trees of regions, and they had led: one
// that ended sooner is of no use, since regions come after walks.
func (r *run) remembers() bool {
	w := r.opt.Warm
	return w != nil && w.Regions != nil && w.Regions.Led && len(w.Regions.Wanted) == len(w.Regions.Counted) && lp.Available() && r.uses(lineTrees)
}

// recallDrifted gives the regions what an earlier solve knew, moved as far as the
// multipliers of the whole have moved since; false where there is nothing.
func (g *regional) recallDrifted() bool {
	r := g.run
	then := r.warmDual(r.oracle)
	if then == nil || !r.remembers() || r.finished() {
		return false
	}
	by := r.dual.Clone()
	for i := range by.Customer {
		by.Customer[i] -= then.Customer[i]
	}
	for k := range by.Row {
		by.Row[k] -= then.Row[k]
	}
	r.round(g.recall(r.opt.Warm.Regions, &exact.Drift{By: by, Now: r.dual}), r.slice())
	g.gather()
	r.round(g.strangers(), r.slice())
	g.gather()
	return true
}

// fewChanged says whether most regions are what they were. Other counts than an
// earlier solve's make no other region, nor does a site that nobody can reach.
func (g *regional) fewChanged() bool {
	changed := 0
	for k, states := range g.workers {
		if w := states[0]; (w.changed || w.bound == search.NoBound) && len(g.split.Regions[k].Customers) > 0 {
			changed++
		}
	}
	return 4*changed <= len(g.workers)
}

// reprice takes over an earlier solve's multipliers of coupling rows, and what it
// counted.
func (g *regional) reprice(old *RegionsWarm) {
	row := facility.Numbers(g.run.problem.Keys().Rows)
	for _, x := range old.Prices {
		if r, ok := row[x.Row]; ok && slices.Contains(g.split.Coupling, r) {
			g.mu[r] = x.Price
		}
	}
	for _, key := range old.Counted {
		if r, ok := row[key]; ok && slices.Contains(g.split.Coupling, r) {
			g.mu[r] = 1 // it matters
		}
	}
}

// recall gives every worker what an earlier solve knew of its region.
func (g *regional) recall(old *RegionsWarm, drift *exact.Drift) []task {
	keys := g.run.problem.Keys()
	home := map[string]*RegionWarm{}
	for k := range old.Regions {
		for _, key := range old.Regions[k].Customers {
			home[key] = &old.Regions[k]
		}
	}
	var out []task
	for k, states := range g.workers {
		now := &g.split.Regions[k]
		if len(now.Customers) == 0 { // a site that nobody can reach
			continue
		}
		of := home[keys.Customers[now.Customers[0]]]
		if of == nil {
			continue
		}
		customer := facility.Positions(of.Customers, some(keys.Customers, now.Customers))
		site := facility.Positions(of.Sites, some(keys.Sites, now.Sites))
		row := facility.Positions(of.Rows, states[0].part.Problem.Keys().Rows) // the same in every state
		for state, w := range states {
			if at := g.then(old, state); at >= 0 && at < len(of.States) && !w.empty() {
				w.memory = &memory{of: of, state: &of.States[at], customer: customer, site: site, row: row, drift: driftOf(drift, now)}
				out = append(out, task{name: fmt.Sprintf("region %d", k), do: func(budget *search.Budget) outcome { return outcome{err: w.recall(budget)} }})
			}
		}
	}
	return out
}

// then is the state of an earlier solve that is most like one of this.
func (g *regional) then(old *RegionsWarm, state int) int {
	lower := map[string]int64{}
	for x, k := range g.split.Counts.Rows {
		lower[g.run.problem.Rows[g.split.Coupling[k]].Name] = g.split.Counts.Lower(state)[x]
	}
	at := 0
	for k, key := range old.Counted {
		wanted := max(0, old.Wanted[k])
		at = at*int(wanted+1) + int(min(lower[key], wanted))
	}
	return at
}

// recall begins a worker with its memory.
func (w *regionWorker) recall(budget *search.Budget) error {
	m := w.memory
	w.memory = nil
	p := w.part.Problem
	w.takeRemembered(m)
	if m.state.Dual != nil {
		first := w.oracle.Initial()
		clear(first.Row)
		w.dual = m.state.Dual.At(first, m.customer, m.row, w.oracle.Shift)
		if m.drift != nil {
			w.dual.Add(m.drift.By)
		}
		w.oracle.Clamp(w.dual)
	}
	defer func() {
		w.changed = !same(w.bound, m.state.Bound)
		if w.visits = 1; !w.changed {
			w.visits = max(1, m.state.Visits)
		}
	}()
	if !m.state.Tree.Whole() {
		if w.dual != nil {
			w.bound = w.oracle.Bound(w.oracle.Evaluate(w.dual, w.oracle.NewEvaluation()))
			budget.Spend(w.oracle.Work())
		}
		return nil
	}
	tree, err := exact.Replant(p, m.state.Tree, m.drift, budget)
	if err != nil {
		return err
	}
	w.adopt(tree)
	if !w.best.IsZero() {
		tree.Suggest(w.best, w.cost)
	}
	w.bound = max(w.bound, tree.Bound())
	return nil
}

// takeRemembered takes the solutions of an earlier solve.
func (w *regionWorker) takeRemembered(m *memory) {
	for _, list := range m.state.Choices {
		if s, ok := m.of.choice(list, w.part.Problem, m.customer, m.site); ok {
			w.take(s)
		}
	}
}

// some of a list.
func some(list []string, which []int32) []string {
	out := make([]string, len(which))
	for k, i := range which {
		out[k] = list[i]
	}
	return out
}

// same says whether two bounds are the same but for rounding: the region is as it
// was.
func same(a, b int64) bool {
	if a == search.NoBound || b == search.NoBound {
		return a == b
	}
	return math.Abs(float64(a)-float64(b)) <= math.Abs(float64(a))/1e6
}

// forget makes strangers of the states without a tree of regions that have changed:
// where the multipliers climbed to is no place to stay.
func (g *regional) forget() {
	for _, states := range g.workers {
		for _, w := range states {
			if w.tree == nil && w.changed && states[0].changed && !w.empty() {
				w.bound = search.NoBound
			}
		}
	}
}

// strangers is a first look at the regions of which nothing was known.
func (g *regional) strangers() []task {
	var out []task
	for _, w := range g.all() {
		if w.bound == search.NoBound {
			w.brief = w.state > 0
			out = append(out, w.task(g.run, true))
		}
	}
	return out
}

// changed is a visit to the regions that are not what they were, in the states that
// hold the sum of bounds down and in those with a solution.
func (g *regional) changed() []task {
	var out []task
	for _, w := range g.all() {
		if w.changed && g.workers[w.region][0].changed && !w.done() && !g.dead(w) && (g.forced(w) <= g.near() || !w.best.IsZero()) {
			out = append(out, w.task(g.run, false))
		}
	}
	return out[:min(streams, len(out))]
}

// driftOf is a region's part of the drift of the whole; nil for nil.
func driftOf(d *exact.Drift, of *region.Region) *exact.Drift {
	if d == nil {
		return nil
	}
	return &exact.Drift{By: partOf(d.By, of), Now: partOf(d.Now, of)}
}

// partOf are a region's multipliers among those of the whole.
func partOf(m *certificate.Multipliers, of *region.Region) *certificate.Multipliers {
	out := certificate.NewMultipliers(len(of.Customers), len(of.Rows), m.Shift-regionShift) // a region's costs are stretched
	for k, i := range of.Customers {
		out.Customer[k] = m.Customer[i]
	}
	for k, r := range of.Rows {
		out.Row[k] = m.Row[r]
	}
	return out
}

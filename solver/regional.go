package solver

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// regional solves the regions one by one at common multipliers of the coupling
// rows, each in every state of the rows that are counted, and puts their
// solutions together again.
type regional struct {
	run     *run
	split   *region.Split
	mu      []int64           // [row], over 2^regionShift
	workers [][]*regionWorker // [region][state], nil: not looked at
	base    []int64           // [coupling row] what customers without arcs add
	least   region.Assignment // of the bounds
	needed  int64             // sum of bounds that proves the best solution
}

// regionShift is the precision of coupling multipliers.
const regionShift = 8

// canSplit says whether coupling multipliers are known to the precision that
// regions need, which also leaves room to stretch the costs by it.
func (r *run) canSplit() bool { return r.dual != nil && r.dual.Shift >= regionShift }

// seeds is how many of a region's best solutions are varied for exchanges.
const seeds = 6

// nearby is the part of the gap within which a state's least sum of bounds counts
// as near the least of all.
const nearby = 20

// newRegional makes the regions' problems at the run's best multipliers; where it
// shall prove a bound, counted rows are counted.
func (r *run) newRegional(split *region.Split, proving bool) *regional {
	return r.regionalFrom(split, proving, nil)
}

// regionalFrom does so at the multipliers of an earlier solve, where it had any.
func (r *run) regionalFrom(split *region.Split, proving bool, old *RegionsWarm) *regional {
	g := &regional{run: r, split: split, mu: make([]int64, len(r.problem.Rows)), base: make([]int64, len(split.Coupling))}
	for _, row := range split.Coupling {
		g.mu[row] = r.dual.Row[row] / (1 << (r.dual.Shift - regionShift))
	}
	if old != nil {
		g.reprice(old)
	}
	if proving && g.run.uses(lineCounts) {
		split.Count(g.mu)
		for _, k := range split.Counts.Rows {
			g.mu[split.Coupling[k]] = 0
		}
	}
	for _, i := range split.Alone {
		if !r.problem.CanLeave[i] {
			r.deny(nil)
		}
		for k, row := range split.Coupling {
			for _, t := range r.problem.OutTerms.Of(i) {
				if t.Index == row {
					g.base[k] += t.Coef
				}
			}
		}
	}
	for k := range split.Regions {
		g.workers = append(g.workers, make([]*regionWorker, split.Counts.States()))
		for state := range g.workers[k] {
			g.workers[k][state] = g.build(k, state)
		}
	}
	g.share()
	g.weigh()
	return g
}

// build makes a worker at the multipliers.
func (g *regional) build(k, state int) *regionWorker {
	part := g.split.Part(k, state, g.mu, regionShift)
	w := &regionWorker{region: k, state: state, part: part, pool: region.NewPool(part), oracle: lagrange.NewOracle(part.Problem),
		bound: search.NoBound, record: g.run.opt.Certify, trees: g.run.uses(lineTrees)}
	if _, no := part.Impossible(); no {
		w.bound = math.MaxInt64
	}
	return w
}

// all are the workers there are.
func (g *regional) all() []*regionWorker {
	var out []*regionWorker
	for _, states := range g.workers {
		for _, w := range states {
			if w != nil {
				out = append(out, w)
			}
		}
	}
	return out
}

// detour looks at the regions from other multipliers, where the pools say that
// the coupling rows hold more nearly, and brings the solutions found there home.
// Bounds are not taken: they were best at the first multipliers in every trial
// (solver/DECISIONS.md).
func (g *regional) detour() {
	pools, ok := g.pools()
	if !ok {
		return
	}
	side := &regional{run: g.run, split: g.split, base: g.base}
	side.mu, _, _ = g.split.Reprice(pools, g.mu, g.base, regionShift)
	for k, states := range g.workers {
		side.workers = append(side.workers, make([]*regionWorker, len(states)))
		for state, home := range states {
			if len(home.pool.Choices) == 0 || g.dead(home) {
				continue
			}
			w := side.build(k, state)
			side.workers[k][state] = w
			w.dual, w.visits, w.record = home.dual, home.visits, false
			if home.tree != nil {
				w.columns = home.tree.Columns()
			}
			w.take(home.best)
		}
	}
	defer side.close()
	var tasks []task
	for _, w := range side.all() {
		tasks = append(tasks, w.task(g.run, true))
	}
	g.run.round(tasks, g.run.slice())
	for _, w := range side.all() {
		for _, c := range w.pool.Choices {
			g.workers[w.region][w.state].take(c.Solution)
		}
	}
	g.gather()
}

// pools are the regions' solutions, of all states; false if they cannot be put
// together yet.
func (g *regional) pools() ([]*region.Pool, bool) {
	pools := make([]*region.Pool, len(g.workers))
	for k, states := range g.workers {
		var list []*region.Pool
		for _, w := range states {
			list = append(list, w.pool)
		}
		pools[k] = region.Merge(list...)
	}
	return pools, g.split.Cheapest(pools, g.mu, regionShift) != nil
}

// share gives every region its part of the best solution of the whole.
func (g *regional) share() {
	whole, _, ok := g.run.best.Best()
	if !ok {
		return
	}
	for _, states := range g.workers {
		s := states[0].part.Project(whole)
		states[states[0].part.State(s)].take(s)
	}
}

// weigh puts the bounds together, and says how far the regions' trees need to
// look.
func (g *regional) weigh() {
	values := make([][]int64, len(g.workers))
	for k, states := range g.workers {
		for _, w := range states {
			values[k] = append(values[k], w.value())
		}
	}
	g.least = g.split.Counts.Assign(values)
	g.needed = region.Nothing
	if cost, ok := g.run.best.Cost(); ok {
		g.needed = g.split.Needed(cost, g.mu, regionShift)
	}
	for _, w := range g.all() {
		if w.tree != nil && g.needed < region.Nothing && w.bound != search.NoBound {
			w.tree.Limit = w.bound + g.needed - g.forced(w)
		}
	}
}

// forced is the least sum of bounds with a region in a state.
func (g *regional) forced(w *regionWorker) int64 { return g.least.Forced[w.region][w.state] }

// dead says whether no better solution of the whole has a region in a state.
func (g *regional) dead(w *regionWorker) bool { return g.forced(w) >= g.needed }

// scouts is a first look at every region in every state; those in which nothing
// is counted get the root of their tree.
func (g *regional) scouts() []task {
	var out []task
	for _, w := range g.all() {
		if !w.empty() {
			w.brief = w.state > 0
			out = append(out, w.task(g.run, true))
		}
	}
	return out
}

// tasks is one visit to as many regions as there are streams: first to those that
// hold the sum of bounds down, by their gap for the work already spent on them.
func (g *regional) tasks() []task {
	var list []*regionWorker
	for _, w := range g.all() {
		if !w.done() && !g.dead(w) {
			list = append(list, w)
		}
	}
	gap := func(w *regionWorker) float64 {
		if home := g.workers[w.region][0]; w.best.IsZero() && !home.best.IsZero() {
			w = home // a state without a solution does not come before all others
		}
		if w.best.IsZero() || w.bound == search.NoBound {
			return math.Inf(1)
		}
		return float64(w.cost-w.bound) / float64(w.visits)
	}
	near := g.near()
	slices.SortStableFunc(list, func(a, b *regionWorker) int {
		if x, y := g.forced(a) <= near, g.forced(b) <= near; x != y {
			if x {
				return -1
			}
			return 1
		}
		return -cmp.Compare(gap(a), gap(b))
	})
	var out []task
	for _, w := range list[:min(streams, len(list))] {
		out = append(out, w.task(g.run, false))
	}
	return out
}

// near is the greatest sum of bounds that counts as near the least.
func (g *regional) near() int64 {
	if g.needed >= region.Nothing {
		return g.least.Value
	}
	return g.least.Value + (g.needed-g.least.Value)/nearby
}

// gather takes the round's bounds and puts the regions' solutions together.
func (g *regional) gather() {
	g.weigh()
	if g.least.Value >= region.Nothing {
		g.run.deny(g.proof)
		return
	}
	if bound, ok := g.split.Bound(g.least.Value, g.mu, regionShift); ok {
		g.run.prove(bound, g.proof)
		g.run.best.OfferBound(bound, "regions")
	}
	pools, ok := g.pools()
	if !ok {
		return
	}
	starts := g.starts(pools)
	holds := make([]bool, len(starts))
	g.run.aside(len(starts), func(k int) { _, holds[k] = g.split.Combine(pools, starts[k], g.base) })
	for k, picks := range starts {
		if !holds[k] {
			continue
		}
		// multipliers may have changed which step of an option is cheapest
		if s := g.split.Assemble(pools, picks); len(facility.Check(g.run.problem, s)) == 0 {
			g.run.best.Offer(s, "regions")
		}
	}
	g.weigh()
}

// starts are where combining begins: the best solution of the whole, so that it
// can only be improved on, the choices that are cheapest at multipliers under
// which the pools keep the coupling rows nearly, and combinations near them.
func (g *regional) starts(pools []*region.Pool) [][]int {
	var out [][]int
	if whole, _, ok := g.run.best.Best(); ok {
		picks := make([]int, len(pools))
		for k, states := range g.workers {
			picks[k] = pools[k].Place(states[0].part.Project(whole))
		}
		out = append(out, picks)
	}
	mu, _, _ := g.split.Reprice(pools, g.mu, g.base, regionShift)
	cheapest := g.split.Cheapest(pools, mu, regionShift)
	if cheapest == nil { // no choices yet that have together what the counted rows want
		return out
	}
	out = append(out, cheapest)
	needed := int64(region.Nothing)
	if cost, ok := g.run.best.Cost(); ok {
		needed = g.split.Needed(cost, mu, regionShift)
	}
	return append(out, g.split.Join(pools, g.base, mu, regionShift, needed)...)
}

func (g *regional) close() {
	for _, w := range g.all() {
		if w.tree != nil {
			w.tree.Close()
		}
	}
}

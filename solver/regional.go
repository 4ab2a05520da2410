package solver

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/lp"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// regional solves the regions one by one at common multipliers of the coupling
// rows, and puts their solutions together again.
type regional struct {
	run     *run
	split   *region.Split
	mu      []int64 // [row], over 2^regionShift
	workers []*regionWorker
	base    []int64 // [coupling row] what customers without arcs add
}

// regionShift is the precision of coupling multipliers.
const regionShift = 8

// canSplit says whether coupling multipliers are known to the precision that
// regions need, which also leaves room to stretch the costs by it.
func (r *run) canSplit() bool { return r.dual != nil && r.dual.Shift >= regionShift }

// seeds is how many of a region's best solutions are varied for exchanges.
const seeds = 6

// regionWorker is one region between rounds.
type regionWorker struct {
	number int
	part   *region.Part
	pool   *region.Pool
	tree   *exact.Tree // nil without Clp
	oracle *lagrange.Oracle
	dual   *certificate.Multipliers
	bound  int64
	best   facility.Solution
	cost   int64
	visits int

	record  bool            // keep what a proof needs
	columns []colgen.Column // of the tree at other multipliers
}

// newRegional makes the regions' problems at the run's best multipliers.
func (r *run) newRegional(split *region.Split) *regional {
	g := &regional{run: r, split: split, mu: make([]int64, len(r.problem.Rows)), base: make([]int64, len(split.Coupling))}
	for _, row := range split.Coupling {
		g.mu[row] = r.dual.Row[row] / (1 << (r.dual.Shift - regionShift))
	}
	for _, i := range split.Alone {
		for k, row := range split.Coupling {
			for _, t := range r.problem.OutTerms.Of(i) {
				if t.Index == row {
					g.base[k] += t.Coef
				}
			}
		}
	}
	g.workers = make([]*regionWorker, len(split.Regions))
	g.build()
	g.share()
	return g
}

// build makes the workers for the multipliers.
func (g *regional) build() {
	for k := range g.workers {
		part := g.split.Part(k, g.mu, regionShift)
		g.workers[k] = &regionWorker{number: k, part: part, pool: region.NewPool(part), oracle: lagrange.NewOracle(part.Problem), bound: search.NoBound, record: g.run.opt.Certify}
	}
}

// detour looks at the regions from other multipliers, where the pools say that
// the coupling rows hold more nearly, and brings the solutions found there home.
// Bounds are not taken: they were best at the first multipliers in every trial
// (solver/DECISIONS.md).
func (g *regional) detour() {
	for _, w := range g.workers {
		if len(w.pool.Choices) == 0 {
			return
		}
	}
	side := &regional{run: g.run, split: g.split, base: g.base, workers: make([]*regionWorker, len(g.workers))}
	side.mu, _, _ = g.split.Reprice(g.pools(), g.mu, g.base, regionShift)
	side.build()
	defer side.close()
	for k, w := range side.workers {
		home := g.workers[k]
		w.dual, w.visits, w.record = home.dual, home.visits, false
		if home.tree != nil {
			w.columns = home.tree.Columns()
		}
		w.take(home.best)
	}
	g.run.round(side.tasks(true), g.run.slice())
	for k, w := range side.workers {
		for _, c := range w.pool.Choices {
			g.workers[k].take(c.Solution)
		}
	}
	g.gather()
}

func (g *regional) pools() []*region.Pool {
	pools := make([]*region.Pool, len(g.workers))
	for k, w := range g.workers {
		pools[k] = w.pool
	}
	return pools
}

// share gives every region its part of the best solution of the whole.
func (g *regional) share() {
	whole, _, ok := g.run.best.Best()
	if !ok {
		return
	}
	for _, w := range g.workers {
		w.take(w.part.Project(whole))
	}
}

// take keeps a feasible solution of the region.
func (w *regionWorker) take(s facility.Solution) {
	w.pool.Add(s)
	if cost := facility.Cost(w.part.Problem, s); w.best.IsZero() || cost < w.cost {
		w.best, w.cost = s, cost
	}
	if w.tree != nil {
		w.tree.Suggest(w.best, w.cost)
	}
}

// done says whether the region has nothing left to find.
func (w *regionWorker) done() bool { return !w.best.IsZero() && w.bound >= w.cost }

// tasks is one visit to every region that is not done; scouts look at the root
// alone.
func (g *regional) tasks(scout bool) []task {
	var out []task
	for _, w := range g.worst(scout) {
		if !w.done() {
			out = append(out, task{name: fmt.Sprintf("region %d", w.number), do: func(budget *search.Budget) outcome {
				return outcome{err: w.visit(g.run.stream(1000+w.number*100_000+w.visits), scout, budget)}
			}})
		}
	}
	return out
}

// worst are the regions of greatest gap for the work already spent on them, as
// many as there are streams; all of them when scouting.
func (g *regional) worst(all bool) []*regionWorker {
	list := slices.Clone(g.workers)
	if all {
		return list
	}
	gap := func(w *regionWorker) float64 {
		if w.done() {
			return -1
		}
		if w.best.IsZero() || w.bound == search.NoBound {
			return math.Inf(1)
		}
		return float64(w.cost-w.bound) / float64(w.visits)
	}
	slices.SortStableFunc(list, func(a, b *regionWorker) int { return -cmp.Compare(gap(a), gap(b)) })
	return list[:min(streams, len(list))]
}

// visit works on a region: multipliers at first, then the exact tree, or a local
// search where there is no Clp.
func (w *regionWorker) visit(rng *rand.Rand, scout bool, budget *search.Budget) error {
	w.visits++
	if w.bound == search.NoBound {
		res := lagrange.Run(w.oracle, lagrange.Options{Iterations: 150, Start: w.dual}, budget)
		w.dual, w.bound = res.Best, res.Bound
		if err := w.plant(); err != nil {
			return err
		}
	}
	if w.tree == nil {
		local.Run(w.part.Problem, w.best, local.Options{}, rng, budget, w.take)
	}
	if w.tree == nil {
		return nil
	}
	if !w.best.IsZero() {
		w.tree.Suggest(w.best, w.cost)
	}
	err := w.tree.Run(budget, scout)
	w.pool.Variants(seeds)
	w.bound = max(w.bound, w.tree.Bound())
	return err
}

// plant starts the exact tree.
func (w *regionWorker) plant() error {
	if !lp.Available() {
		return nil
	}
	tree, err := exact.New(w.part.Problem, w.dual)
	if err != nil {
		return err
	}
	tree.Record = w.record
	tree.Give(w.columns)
	w.columns = nil
	tree.Offer = func(s facility.Solution, _ int64) { w.take(s) }
	w.tree = tree
	return nil
}

// gather takes the round's bounds and puts the regions' solutions together.
func (g *regional) gather() {
	bounds := make([]int64, len(g.workers))
	pools := g.pools()
	complete := true
	for k, w := range g.workers {
		bounds[k] = w.bound
		complete = complete && len(w.pool.Choices) > 0
		if w.tree != nil && w.tree.Done() && !w.tree.HasBest() {
			g.run.infeasible = true // a region cannot keep its own rows
		}
	}
	if bound, ok := g.split.Bound(bounds, g.mu, regionShift); ok {
		g.run.prove(bound, g.proof)
		g.run.best.OfferBound(bound, "regions")
	}
	if !complete {
		return
	}
	for _, picks := range g.starts(pools) {
		if _, ok := g.split.Combine(pools, picks, g.base); ok {
			g.run.best.Offer(g.split.Assemble(pools, picks), "regions")
		}
	}
}

// starts are where combining begins: the best solution of the whole, so that it
// can only be improved on, and the choices that are cheapest at multipliers under
// which the pools keep the coupling rows nearly.
func (g *regional) starts(pools []*region.Pool) [][]int {
	var out [][]int
	if whole, _, ok := g.run.best.Best(); ok {
		picks := make([]int, len(pools))
		for k, w := range g.workers {
			picks[k] = w.pool.Place(w.part.Project(whole))
		}
		out = append(out, picks)
	}
	mu, _, _ := g.split.Reprice(pools, g.mu, g.base, regionShift)
	return append(out, g.split.Cheapest(pools, mu, regionShift))
}

func (g *regional) close() {
	for _, w := range g.workers {
		if w.tree != nil {
			w.tree.Close()
		}
	}
}

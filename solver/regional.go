package solver

import (
	"fmt"
	"math/rand/v2"

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

// build makes the workers for the multipliers as they are now; what earlier
// workers found goes along.
func (g *regional) build() {
	for k, old := range g.workers {
		part := g.split.Part(k, g.mu, regionShift)
		w := &regionWorker{number: k, part: part, pool: region.NewPool(part), oracle: lagrange.NewOracle(part.Problem), bound: search.NoBound, record: g.run.opt.Certify}
		g.workers[k] = w
		if old == nil {
			continue
		}
		w.dual, w.visits = old.dual, old.visits
		for _, c := range old.pool.Choices {
			w.take(c.Solution)
		}
		if old.tree != nil {
			w.columns = old.tree.Columns()
			old.tree.Close()
		}
	}
}

// reprice moves the coupling multipliers to where the pools say that the bound
// is best, and begins anew there if that promises a fair part of the gap.
func (g *regional) reprice() bool {
	pools := make([]*region.Pool, len(g.workers))
	for k, w := range g.workers {
		pools[k] = w.pool
		if len(w.pool.Choices) == 0 {
			return false
		}
	}
	mu, before, after := g.split.Reprice(pools, g.mu, g.base, regionShift)
	cost, ok := g.run.best.Cost()
	bound, _ := g.run.best.Bound()
	if !ok || float64(after-before) < repriceShare*float64(cost-bound) {
		return false
	}
	g.mu = mu
	g.build()
	return true
}

// repriceShare of the gap is worth solving the regions again for.
const repriceShare = 0.1

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
	for _, w := range g.workers {
		if !w.done() {
			out = append(out, task{fmt.Sprintf("region %d", w.number), func(budget *search.Budget) outcome {
				return outcome{err: w.visit(g.run.stream(1000+w.number*100_000+w.visits), scout, budget)}
			}})
		}
	}
	return out
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
	pools := make([]*region.Pool, len(g.workers))
	picks := make([]int, len(g.workers))
	complete := true
	for k, w := range g.workers {
		bounds[k], pools[k] = w.bound, w.pool
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
	if _, ok := g.split.Combine(pools, picks, g.base); ok {
		g.run.best.Offer(g.split.Assemble(pools, picks), "regions")
	}
}

func (g *regional) close() {
	for _, w := range g.workers {
		if w.tree != nil {
			w.tree.Close()
		}
	}
}

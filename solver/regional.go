package solver

import (
	"fmt"
	"math/rand/v2"

	"polyclinic/solver/certificate"
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
	for k := range split.Regions {
		part := split.Part(k, g.mu, regionShift)
		w := &regionWorker{number: k, part: part, pool: region.NewPool(part), oracle: lagrange.NewOracle(part.Problem), bound: search.NoBound}
		g.workers = append(g.workers, w)
	}
	g.share()
	return g
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

// tasks is one visit to every region that is not done.
func (g *regional) tasks() []task {
	var out []task
	for _, w := range g.workers {
		if !w.done() {
			out = append(out, task{fmt.Sprintf("region %d", w.number), func(budget *search.Budget) outcome {
				return outcome{err: w.visit(g.run.stream(1000+w.number*100_000+w.visits), budget)}
			}})
		}
	}
	return out
}

// visit works on a region: the first time multipliers and a local search, then
// the exact tree.
func (w *regionWorker) visit(rng *rand.Rand, budget *search.Budget) error {
	w.visits++
	if w.visits == 1 {
		res := lagrange.Run(w.oracle, lagrange.Options{Iterations: 250}, budget)
		w.dual, w.bound = res.Best, res.Bound
		if err := w.plant(); err != nil {
			return err
		}
	}
	if w.visits <= 3 {
		local.Run(w.part.Problem, w.best, local.Options{}, rng, budget.Share(budget.Remaining()/2), w.take)
	}
	if w.tree == nil {
		return nil
	}
	if !w.best.IsZero() {
		w.tree.Suggest(w.best, w.cost)
	}
	err := w.tree.Run(budget)
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
	tree.Offer = func(s facility.Solution, _ int64) { w.take(s) }
	w.tree = tree
	return nil
}

// gather takes the round's bounds and puts the regions' solutions together.
func (g *regional) gather() {
	bounds := make([]int64, len(g.workers))
	pools := make([]*region.Pool, len(g.workers))
	picks := make([]int, len(g.workers))
	for k, w := range g.workers {
		bounds[k], pools[k] = w.bound, w.pool
		if len(w.pool.Choices) == 0 {
			return
		}
	}
	if bound, ok := g.split.Bound(bounds, g.mu, regionShift); ok {
		g.run.best.OfferBound(bound, "regions")
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

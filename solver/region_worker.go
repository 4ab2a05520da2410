package solver

import (
	"fmt"
	"math"
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

// regionWorker is one region in one state of the counted rows, between rounds.
type regionWorker struct {
	region, state int
	part          *region.Part
	pool          *region.Pool
	tree          *exact.Tree // nil without Clp
	oracle        *lagrange.Oracle
	dual          *certificate.Multipliers
	bound         int64
	best          facility.Solution
	cost          int64
	visits        int
	brief         bool // the first visit is to the multipliers alone

	trees   bool            // branch and price takes part
	record  bool            // keep what a proof needs
	columns []colgen.Column // of the tree at other multipliers
	memory  *memory         // of an earlier solve, until it is recalled
	changed bool            // since then
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
func (w *regionWorker) done() bool {
	return !w.best.IsZero() && w.bound >= w.cost || w.empty() || w.tree != nil && w.tree.Stuck()
}

// empty says whether the region is proved to have no solution in this state.
func (w *regionWorker) empty() bool { return w.bound == math.MaxInt64 }

// value is the bound for adding up.
func (w *regionWorker) value() int64 {
	switch {
	case w.bound == search.NoBound:
		return region.Unknown
	case w.empty():
		return region.Nothing
	}
	return w.bound
}

// task is one visit; a scout looks at the tree's root alone.
func (w *regionWorker) task(r *run, scout bool) task {
	return task{name: fmt.Sprintf("region %d", w.region), do: func(budget *search.Budget) outcome {
		return outcome{err: w.visit(r.stream(1000+w.region*100_000+w.state*10_000+w.visits), scout, budget)}
	}}
}

// visit works on a region: multipliers at first, then the exact tree, or a local
// search where there is no Clp.
func (w *regionWorker) visit(rng *rand.Rand, scout bool, budget *search.Budget) error {
	w.visits++
	if w.bound == search.NoBound {
		res := lagrange.Run(w.oracle, lagrange.Options{Iterations: 150, Start: w.dual}, budget)
		w.dual, w.bound = res.Best, res.Bound
		if w.brief {
			return nil
		}
	}
	if w.tree == nil {
		if err := w.plant(); err != nil {
			return err
		}
	}
	if w.tree == nil {
		local.Run(w.part.Problem, w.best, local.Options{}, rng, budget, w.take)
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
	if !w.trees || !lp.Available() {
		return nil
	}
	tree, err := exact.New(w.part.Problem, w.dual)
	if err != nil {
		return err
	}
	tree.Give(w.columns)
	w.columns = nil
	w.adopt(tree)
	return nil
}

// adopt makes a tree the worker's.
func (w *regionWorker) adopt(tree *exact.Tree) {
	tree.Record, tree.Remember = w.record, rememberNodes
	tree.Offer = func(s facility.Solution, _ int64) { w.take(s) }
	w.tree = tree
}

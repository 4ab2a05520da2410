package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// wholeFirst is the number of arcs up to which a problem is not worth splitting.
const wholeFirst = 100

// wholeArcs is the size up to which branch and price is tried on a problem that
// does not split.
const wholeArcs = 120_000

// smallArcs is the size up to which the tree comes first, with earlyShare slices.
const (
	smallArcs  = 1_000
	earlyShare = 4
)

// The tree has up to treeShare slices while walkers have one each, since a unit of
// its work takes a seventh of the time of theirs, but not more than treeWork in a
// round.
const (
	treeShare = 24
	treeWork  = 80_000_000
)

// wholeTree is branch and price on the whole problem, between rounds.
type wholeTree struct {
	tree   *exact.Tree
	byArcs bool
	spent  int64 // work
	found  []facility.Solution
}

// A tree by columns that has not explored fewNodes for its first columnWork is begun
// again by arcs, where open sites have manyCustomers at least: there columns are too
// many, and converge too slowly.
const (
	columnWork    = 60_000_000
	fewNodes      = 20
	manyCustomers = 12
)

// suited is the tree, or another one by arcs where columns are no use.
func (r *run) suited(w *wholeTree) (*wholeTree, error) {
	if w == nil || w.byArcs || !r.unsettled() || w.spent < columnWork || w.tree.Nodes >= fewNodes || w.tree.Done() {
		return w, nil
	}
	best, _, known := r.best.Best()
	if !known || r.problem.NumCustomers() < manyCustomers*best.NumOpen() {
		return w, nil
	}
	w.tree.Close()
	return r.plant(true)
}

// early gives the tree of a small problem a few slices before searches that would
// take longer than its proof.
func (r *run) early() error {
	if r.finished() || r.problem.NumArcs() > smallArcs {
		return nil
	}
	climb := r.climber(100)
	climb.share = 4
	r.round([]task{climb}, r.slice())
	if r.finished() {
		return nil
	}
	tree, err := r.plantWhole()
	if tree != nil {
		r.round([]task{tree.task(r, r.slice(), earlyShare)}, r.slice())
	}
	return err
}

// plantWhole starts the tree, or finds it planted; nil where it cannot help.
func (r *run) plantWhole() (*wholeTree, error) {
	if r.tree != nil {
		return r.tree, nil
	}
	if !r.uses(lineTrees) || !lp.Available() || r.problem.NumArcs() > r.treeArcs {
		return nil, nil
	}
	return r.plant(false)
}

// plant starts a tree of the whole whose nodes are bounded by columns, or by arcs.
func (r *run) plant(byArcs bool) (*wholeTree, error) {
	tree, err := exact.New(r.problem, r.dual)
	if err != nil {
		return nil, err
	}
	if byArcs {
		if err := tree.ByArcs(); err != nil {
			return nil, err
		}
	}
	tree.Record = r.opt.Certify
	tree.Persist()
	w := &wholeTree{tree: tree, byArcs: byArcs}
	tree.Offer = func(s facility.Solution, _ int64) { w.found = append(w.found, s) }
	r.tree = w
	return w, nil
}

// task explores for one round, with a share of its slices.
func (w *wholeTree) task(r *run, slice, share int64) task {
	best, cost, ok := r.best.Best()
	return task{name: "exact", share: share, do: func(budget *search.Budget) outcome {
		if ok {
			w.tree.Suggest(best, cost)
		}
		w.found = nil
		err := w.tree.Run(budget, false)
		w.spent += budget.Used()
		bound := w.tree.Bound()
		out := outcome{err: err, solutions: w.found}
		if w.tree.Done() && !w.tree.HasBest() {
			out.after = func() { r.deny(w.proof) }
		} else if bound != search.NoBound {
			out.bound, out.hasBound = bound, true
			out.proof = w.proof
		}
		return out
	}}
}

func (w *wholeTree) proof() *certificate.Certificate {
	if t := w.tree.Proof(); t != nil {
		return &certificate.Certificate{Tree: t}
	}
	return nil
}

// treeRests says when the tree of a problem of many neighbourhoods does not take part:
// while it raises no bound and does not dive, three rounds in four are worth more to
// the others.
type treeRests struct {
	run   *run
	bound int64
	idle  int // rounds of the tree without a better bound
	round int
}

const treePatience = 2 // rounds

func (t *treeRests) now() bool {
	t.bound, _ = t.run.best.Bound()
	t.round++
	if tree := t.run.tree; tree != nil && tree.tree.Diving() {
		return false
	}
	return t.idle >= treePatience && t.round%4 != 0 && t.run.problem.NumCustomers() > 2*clusterSize
}

// note takes in what a round came to.
func (t *treeRests) note(tree bool) {
	if bound, _ := t.run.best.Bound(); bound > t.bound {
		t.idle = 0
	} else if tree {
		t.idle++
	}
}

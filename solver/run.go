package solver

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"polyclinic/solver/certificate"
	"polyclinic/solver/ejection"
	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/search"
)

// run is the state of one Solve between rounds.
type run struct {
	problem   *facility.Problem
	opt       Options
	ctx       context.Context
	best      *search.Incumbent
	work      int64
	rounds    int
	dual      *certificate.Multipliers // best known
	climbed   int64                    // bound when the Lagrangean last went on
	step      float64                  // with which the Lagrangean goes on; 0: spent
	open      []float64                // [option] how often the relaxation opens it
	walks     []*local.Search          // [stream] between rounds
	limits    *interchange.Limits      // of open sites, where only their choice matters; nil elsewhere
	exchanges []*interchange.Search    // [stream] likewise, there
	crowded   *interchange.Limits      // of open sites, where capacities alone couple customers; nil elsewhere
	ejections []*ejection.Search       // [stream] likewise, there
	packing   *packing                 // likewise, among the best solution's sites
	treeArcs  int                      // up to which a tree of the whole is planted
	tree      *wholeTree               // nil: not planted
	rough     facility.Solution        // where the first search ended without a solution
	oracle    *lagrange.Oracle
	regional  *regional    // nil: the problem was not split
	left      *RegionsWarm // for a later solve
	recalling bool         // what an earlier one left was asked
	cause     Stop
	// of the question whether there is any solution
	doubts     int // asked
	rowDoubts  []*rowDoubt
	phase      *lagrange.Oracle
	phaseDual  *certificate.Multipliers
	infeasible bool                     // proved
	conflict   []int32                  // rows that cannot hold
	beyond     *Beyond                  // why, if that is known
	denial     *certificate.Certificate // of infeasible, with Options.Certify; nil: none kept
	proof      *certificate.Certificate // of the best bound, with Options.Certify
	failure    error                    // of a task
}

// task is one piece of a round: it reads the run as it was when the round began
// and returns what it found.
type task struct {
	name  string
	share int64 // slices of work; 0: one
	do    func(budget *search.Budget) outcome
}

// outcome of a task; zero fields mean nothing found.
type outcome struct {
	solutions []facility.Solution
	bound     int64
	hasBound  bool
	proof     func() *certificate.Certificate // of bound; nil: none kept
	err       error
	after     func() // applied to the run at the round's end, in task order
}

// searching is a task that finds solutions and nothing else.
func searching(name string, share int64, run func(budget *search.Budget, offer func(facility.Solution))) task {
	return task{name: name, share: share, do: func(budget *search.Budget) outcome {
		var out outcome
		run(budget, func(s facility.Solution) { out.solutions = append(out.solutions, s) })
		return out
	}}
}

// slice is the work of one task in an early round: at most some tenths of a
// second, and less for small problems, which are soon solved.
func (r *run) slice() int64 {
	return min(20_000_000, 200_000+500*int64(r.problem.NumArcs()))
}

// round runs the tasks on the threads, each with a slice of work, and takes in
// their results in order. Tasks of a line that is left out do not run.
func (r *run) round(tasks []task, slice int64) {
	tasks = slices.DeleteFunc(tasks, func(t task) bool { return !r.uses(t.name) })
	if len(tasks) == 0 {
		return
	}
	if r.opt.WorkLimit > 0 {
		shares := int64(0)
		for _, t := range tasks {
			shares += max(1, t.share)
		}
		slice = max(1, min(slice, (r.opt.WorkLimit-r.work)/shares))
	}
	outcomes := make([]outcome, len(tasks))
	budgets := make([]*search.Budget, len(tasks))
	for t := range tasks {
		budgets[t] = search.NewBudget(r.ctx, slice*max(1, tasks[t].share))
	}
	r.aside(len(tasks), func(t int) { outcomes[t] = tasks[t].do(budgets[t]) })
	for t, out := range outcomes {
		r.work += budgets[t].Used()
		for _, s := range out.solutions {
			r.best.Offer(s, tasks[t].name)
		}
		if out.hasBound {
			if out.proof != nil {
				r.prove(out.bound, out.proof)
			}
			r.best.OfferBound(out.bound, tasks[t].name)
		}
		if out.err != nil && r.failure == nil {
			r.failure = fmt.Errorf("solver: %s: %w", tasks[t].name, out.err)
		}
		if out.after != nil {
			out.after()
		}
	}
	r.rounds++
}

// aside does n things, side by side on the threads.
func (r *run) aside(n int, do func(k int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(r.threads(), n) {
		wait.Go(func() {
			for k := range next {
				do(k)
			}
		})
	}
	for k := range n {
		next <- k
	}
	close(next)
	wait.Wait()
}

func (r *run) threads() int {
	if r.opt.Threads > 0 {
		return r.opt.Threads
	}
	return runtime.GOMAXPROCS(0)
}

// finished says whether to stop, and why.
func (r *run) finished() bool {
	switch {
	case r.cause != "":
	case r.failure != nil || r.best.Err() != nil:
		r.cause = Cancelled
	case r.infeasible, r.best.Closed():
		r.cause = Proved
	case r.gapMet():
		r.cause = GapMet
	case r.opt.WorkLimit > 0 && r.work >= r.opt.WorkLimit:
		r.cause = WorkUp
	case context.Cause(r.ctx) == errTimeUp:
		r.cause = TimeUp
	case r.ctx.Err() != nil:
		r.cause = Cancelled
	default:
		return false
	}
	return true
}

func (r *run) gapMet() bool {
	s, cost, ok := r.best.Best()
	bound, _ := r.best.Bound()
	if !ok || bound == search.NoBound || r.opt.Gap <= 0 {
		return false
	}
	var base int64
	if r.opt.Uncontrollable != nil {
		base = r.opt.Uncontrollable(s)
	}
	return Gap(cost, bound, base) <= r.opt.Gap
}

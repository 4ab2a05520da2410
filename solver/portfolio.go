package solver

import (
	"math/rand/v2"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// portfolio is the solver, assembled: rounds of tasks until a reason to stop.
func (r *run) portfolio() error {
	split := region.Find(r.problem)
	r.round([]task{r.first(), r.climber(30)}, r.slice()/2)
	if !r.finished() {
		climb := r.climber(300)
		climb.share = 2
		r.round(append([]task{climb}, r.walkers(1)...), 4*r.slice())
	}
	if split.Pays() && r.canSplit() && r.problem.NumArcs() > wholeFirst {
		g := r.newRegional(split)
		defer g.close()
		r.regions(g)
	}
	if err := r.whole(); err != nil {
		return err
	}
	if r.failure != nil {
		return r.failure
	}
	return r.best.Err()
}

// whole works on the problem in one piece: branch and price where it is small
// enough, the Lagrangean as long as it climbs, local searches, and where there
// is no solution yet the question whether there is any.
func (r *run) whole() error {
	if r.finished() {
		return nil
	}
	tree, err := r.plantWhole()
	if err != nil {
		return err
	}
	if tree != nil {
		defer tree.tree.Close()
	}
	stuck := false
	for slice := r.slice(); !r.finished(); slice = min(2*slice, 4*r.slice()) {
		var tasks []task
		if tree != nil {
			tasks = append(tasks, tree.task(r))
		}
		if before, _ := r.best.Bound(); before > r.climbed || r.climbed == 0 {
			climb := r.climber(500)
			climb.share = climbShare
			tasks = append(tasks, climb)
			r.climbed = before
		}
		_, known := r.best.Cost()
		if !known {
			tasks = append(tasks, r.doubter())
		}
		switch {
		case tree != nil:
			tasks = append(tasks, r.walkers(2)...) // the tree gets its share of the threads
		case stuck || !known:
			tasks = append(tasks, r.walkers(streams-len(tasks))...)
		}
		if len(tasks) > 0 {
			r.round(tasks, slice)
		}
		if tree == nil {
			stuck = !r.neighbourhoods(neighbourhoodWork * r.slice())
		}
	}
	return nil
}

// Shares of the work on a problem in one piece.
const (
	climbShare        = 6  // slices for the Lagrangean while others have one
	neighbourhoodWork = 24 // slices for one look at all neighbourhoods
)

// detourEvery is how many rounds of exact work pass between two detours.
const detourEvery = 6

// regions solves the regions at the multipliers of the whole's relaxation, with
// detours to others for the sake of solutions.
func (r *run) regions(g *regional) {
	if r.finished() {
		return
	}
	r.round(g.tasks(true), r.slice())
	g.gather()
	slice := r.slice()
	for count := 0; !r.finished(); count++ {
		if count%detourEvery == 0 {
			g.detour()
			continue
		}
		tasks := g.tasks(false)
		if len(tasks) == 0 {
			return
		}
		if _, ok := r.best.Cost(); !ok {
			tasks = append(tasks, r.doubter())
		}
		r.round(tasks, slice)
		g.gather()
		slice = min(2*slice, 4*r.slice())
	}
}

// streams is how many independent searches there are, whatever the threads.
const streams = 8

// stream is the random numbers of a task.
func (r *run) stream(id int) *rand.Rand { return rand.New(rand.NewPCG(r.opt.Seed, uint64(id))) }

// walkers are local searches from the best solution, each on its own stream.
func (r *run) walkers(n int) []task {
	start, _, _ := r.best.Best()
	var tasks []task
	for k := range n {
		id := 100 + 100*r.rounds + k
		tasks = append(tasks, task{name: "local", do: func(budget *search.Budget) outcome {
			var out outcome
			local.Run(r.problem, start, local.Options{}, r.stream(id), budget, func(s facility.Solution) {
				out.solutions = append(out.solutions, s)
			})
			return out
		}})
	}
	return tasks
}

// climber improves the Lagrangean bound, from where it was.
func (r *run) climber(iterations int) task {
	if r.oracle == nil {
		r.oracle = lagrange.NewOracle(r.problem)
		r.dual = r.warmDual(r.oracle.Shift)
	}
	start, cost := r.dual, r.best.Cost
	return task{name: "lagrange", do: func(budget *search.Budget) outcome {
		res := lagrange.Run(r.oracle, lagrange.Options{Start: start, Target: cost, Iterations: iterations}, budget)
		return outcome{bound: res.Bound, hasBound: res.Best != nil, proof: func() *certificate.Certificate {
			return &certificate.Certificate{Root: res.Best}
		}, after: func() {
			r.dual, r.open = res.Best, res.Open
		}}
	}}
}

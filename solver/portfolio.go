package solver

import (
	"math/rand/v2"

	"polyclinic/solver/facility"
	"polyclinic/solver/greedy"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// portfolio is the solver, assembled: rounds of tasks until a reason to stop.
func (r *run) portfolio() error {
	split := region.Find(r.problem)
	r.round([]task{r.first(), r.climber(30)}, 8_000_000)
	if !r.finished() {
		r.round(append([]task{r.climber(300)}, r.walkers(2)...), 10*sliceWork)
	}
	if split.Pays() && r.dual != nil {
		g := r.newRegional(split)
		defer g.close()
		slice := int64(2_000_000)
		for !r.finished() {
			tasks := g.tasks()
			if len(tasks) == 0 {
				break
			}
			r.round(tasks, slice)
			g.gather()
			slice = min(2*slice, 4*sliceWork)
		}
	}
	for !r.finished() {
		r.round(append([]task{r.climber(500)}, r.walkers(streams-1)...), sliceWork)
	}
	if r.failure != nil {
		return r.failure
	}
	return r.best.Err()
}

// streams is how many independent searches there are, whatever the threads.
const streams = 8

// stream is the random numbers of a task.
func (r *run) stream(id int) *rand.Rand { return rand.New(rand.NewPCG(r.opt.Seed, uint64(id))) }

// first builds a solution.
func (r *run) first() task {
	return task{"greedy", func(budget *search.Budget) outcome {
		rng := r.stream(0)
		var out outcome
		keep := func(s facility.Solution) { out.solutions = append(out.solutions, s) }
		s := greedy.Run(r.problem, greedy.Options{}, rng, budget)
		if len(facility.Check(r.problem, s)) == 0 {
			keep(s)
		}
		local.Run(r.problem, s, local.Options{}, rng, budget, keep)
		return out
	}}
}

// walkers are local searches from the best solution, each on its own stream.
func (r *run) walkers(n int) []task {
	start, _, _ := r.best.Best()
	var tasks []task
	for k := range n {
		id := 100 + 100*r.rounds + k
		tasks = append(tasks, task{"local", func(budget *search.Budget) outcome {
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
	}
	start, cost := r.dual, r.best.Cost
	return task{"lagrange", func(budget *search.Budget) outcome {
		res := lagrange.Run(r.oracle, lagrange.Options{Start: start, Target: cost, Iterations: iterations}, budget)
		return outcome{bound: res.Bound, hasBound: res.Best != nil, after: func() {
			r.dual, r.open = res.Best, res.Open
		}}
	}}
}

package solver

import (
	"math/rand/v2"

	"polyclinic/solver/certificate"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// portfolio is the solver, assembled: rounds of tasks until a reason to stop.
func (r *run) portfolio() error {
	r.limits = r.choice()
	r.crowded = r.crowds()
	split := region.Find(r.problem)
	splits := r.splits(split)
	if g := r.recalled(split, splits); g != nil {
		return r.goOn(g)
	}
	r.begin()
	if g := r.recalled(split, splits); g != nil {
		return r.goOn(g)
	}
	if _, known := r.best.Cost(); !known && !r.finished() {
		r.round(r.doubters(streams), r.slice()/4)
	}
	if err := r.early(); err != nil {
		return err
	}
	splits = splits && r.canSplit()
	if !r.finished() && (splits || !r.large()) {
		climb := r.climber(r.secondClimb())
		climb.share = 8
		tasks := append([]task{climb}, r.second(splits)...)
		if _, known := r.best.Cost(); !known {
			tasks = append(tasks, r.doubters(atOnce)...)
		}
		r.round(tasks, r.slice())
	}
	if splits {
		g := r.newRegional(split, true)
		r.regional = g
		if g.recallDrifted() {
			r.visits(g, r.slice()/recalledSlice, 1)
		} else {
			r.regions(g)
		}
		r.left = g.remember()
	}
	return r.end()
}

// splits says whether a problem is solved by regions.
func (r *run) splits(split *region.Split) bool {
	return r.uses(lineRegions) && split.Pays() && len(split.Regions) <= manyRegions && r.problem.NumArcs() > wholeFirst
}

// goOn works on regions as an earlier solve left them.
func (r *run) goOn(g *regional) error {
	r.regional = g
	r.round(g.changed(), r.slice())
	g.gather()
	r.visits(g, r.slice()/recalledSlice, 1)
	r.left = g.remember()
	return r.end()
}

// begin is the first round: a solution, and multipliers.
func (r *run) begin() {
	first := r.first()
	first.share = int64(r.problem.NumCustomers() / 8000)
	if r.settled() {
		first.share = int64(r.problem.NumArcs() / 1_000_000)
	}
	slice := min(r.slice()/2, 5_000+500*int64(r.problem.NumArcs()))
	if r.limits != nil {
		r.round([]task{first}, slice)
		r.round([]task{r.climber(30)}, slice)
	} else {
		r.round([]task{first, r.climber(30)}, slice)
	}
}

// end works on what is left in one piece.
func (r *run) end() error {
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
	if r.large() {
		return r.wide()
	}
	tree, err := r.plantWhole()
	if err != nil {
		return err
	}
	stuck, rests := false, treeRests{run: r}
	for slice, idle := r.slice(), 0; !r.finished(); slice = min(2*slice, 4*r.slice()) {
		var tasks []task
		before := r.work
		if tree, err = r.suited(tree); err != nil {
			return err
		}
		tree := tree // in this round
		if rests.now() || tree != nil && tree.tree.Stuck() {
			tree = nil
		}
		if tree != nil {
			tasks = append(tasks, tree.task(r, slice, min(treeShare, treeWork/slice)))
		}
		if bound, _ := r.best.Bound(); r.step > 0 && (bound > r.climbed || r.climbed == 0) {
			climb := r.climber(500)
			climb.share = climbShare
			tasks = append(tasks, climb)
			r.climbed = bound
		}
		_, known := r.best.Cost()
		if !known {
			tasks = append(tasks, r.doubters(atOnce)...)
		}
		switch {
		case tree != nil:
			share := int64(1) // the tree gets its share of the threads
			if r.unsettled() {
				share = chainShare
			}
			tasks = append(tasks, r.walkers(2, share)...)
		case stuck || !known:
			n, share := streams-len(tasks), int64(1)
			if r.settled() && r.problem.NumCustomers() > largeCustomers { // what one gains is lost when another's solution is taken
				n, share = 2, streams/2
			}
			tasks = append(tasks, r.walkers(n, share)...)
		case len(tasks) > 0:
			tasks = append(tasks, r.walkers(1, climbShare)...) // beside the Lagrangean
		}
		if len(tasks) > 0 {
			r.round(tasks, slice)
		}
		rests.note(tree != nil)
		switch {
		case tree == nil:
			stuck = !r.neighbourhoods(clusterSize, neighbourhoodWork*r.slice())
		case known && r.unsettled():
			r.neighbourhoods(smallCluster, clusterWork*r.slice())
		}
		if idle++; r.work > before {
			idle = 0
		}
		if idle == 2 {
			r.cause = Spent
		}
	}
	return nil
}

// manyRegions is the number above which putting regions together again takes
// longer than searching patches: it grows with its square.
const manyRegions = 64

// Shares of the work on a problem in one piece.
const (
	climbShare        = 2  // slices for the Lagrangean while others have one
	neighbourhoodWork = 24 // slices for one look at all neighbourhoods
	clusterWork       = 8  // likewise, beside a tree
	chainShare        = 3  // slices of each walker beside a tree, where the number of sites is free
)

// detourEvery is how many rounds of exact work pass between two detours.
const detourEvery = 6

// regions solves the regions at the multipliers of the whole's relaxation, with
// detours to others for the sake of solutions.
func (r *run) regions(g *regional) {
	if r.finished() {
		return
	}
	r.round(g.scouts(), r.slice())
	g.gather()
	r.visits(g, r.slice(), 0)
}

// visits are rounds of visits to the regions, the first of slices of work; count
// says how far it is from the last detour.
func (r *run) visits(g *regional, slice int64, count int) {
	for ; !r.finished(); count++ {
		if count%detourEvery == 0 && r.uses(lineDetours) {
			g.detour()
			continue
		}
		tasks := g.tasks()
		if len(tasks) == 0 {
			return
		}
		if _, ok := r.best.Cost(); !ok {
			tasks = append(tasks, r.doubters(atOnce)...)
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

// firstCycle is the work per customer of a walker's first cycle, and laterStep
// the Lagrangean's first step where it is not at its beginning; both from
// measurements on London.
const (
	firstCycle = 16_000
	laterStep  = 0.3
)

// walkers go on with local searches of the whole, each with its own stream, for
// share slices. Between rounds they keep their state; at their next cycle they
// start from the best solution that anyone has found.
func (r *run) walkers(n int, share int64) []task {
	if r.limits != nil {
		return r.exchangers(n, share)
	}
	if _, known := r.best.Cost(); r.settled() || r.unsettled() && known {
		return r.mixed(n, share)
	}
	return r.annealers(n, share)
}

// annealers are walkers that anneal.
func (r *run) annealers(n int, share int64) []task {
	best, cost, known := r.best.Best()
	for k := len(r.walks); k < n; k++ {
		opt := local.Options{Warm: known, Open: r.open}
		if known && !r.large() {
			opt.Cycle = firstCycle * int64(k+2) / 2
		}
		r.walks = append(r.walks, local.New(r.problem, best, opt, r.stream(100+k)))
	}
	tasks := make([]task, n)
	for k, w := range r.walks[:n] {
		w.Guide(r.open)
		if known {
			w.Suggest(best, cost)
		}
		tasks[k] = searching(lineLocal, share, w.Run)
	}
	return tasks
}

// climber improves the Lagrangean bound, from where it was.
func (r *run) climber(iterations int) task {
	r.prepareDual()
	start, cost, step := r.dual, r.best.Cost, r.step
	return task{name: lineLagrange, do: func(budget *search.Budget) outcome {
		res := lagrange.Run(r.oracle, lagrange.Options{Start: start, Target: cost, Iterations: iterations, Step: step}, budget)
		return outcome{bound: res.Bound, hasBound: res.Best != nil, proof: func() *certificate.Certificate {
			return &certificate.Certificate{Root: res.Best}
		}, after: func() {
			r.dual, r.open, r.step = res.Best, res.Open, min(res.Step, laterStep)
		}}
	}}
}

// prepareDual makes the oracle and the first multipliers, if any are known.
func (r *run) prepareDual() {
	if r.oracle != nil {
		return
	}
	r.oracle = lagrange.NewOracle(r.problem)
	r.dual = r.warmDual(r.oracle)
	if r.dual == nil {
		r.dual = r.readDual(r.oracle)
	}
}

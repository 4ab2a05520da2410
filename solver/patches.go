package solver

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/local"
	"polyclinic/solver/patch"
	"polyclinic/solver/search"
)

// A large problem is searched in patches: a search of the whole from the same
// start on every stream would keep the gains of one stream alone.
const (
	largeCustomers = 3_000
	patchCustomers = 1_500
	mendCustomers  = 500 // of a patch in which something is broken
)

func (r *run) large() bool {
	return r.uses(linePatches) && !r.settled() && r.problem.NumCustomers() > largeCustomers
}

// wide works on a large problem: patches, anew every round, beside the
// Lagrangean as long as it climbs.
func (r *run) wide() error {
	for slice := r.slice(); !r.finished(); slice = min(2*slice, 4*r.slice()) {
		var tasks []task
		if r.step > 0 {
			climb := r.climber(500)
			climb.share = max(4, int64(r.problem.NumCustomers()/patchCustomers/2))
			tasks = append(tasks, climb)
		}
		if _, ok := r.best.Cost(); !ok {
			g, mend := r.mend()
			tasks = append(append(tasks, r.doubters(atOnce)...), mend...)
			r.round(append(tasks, r.culprits()...), slice)
			r.rejoin(g)
			continue
		}
		g, patches := r.patches(patchCustomers)
		r.round(append(tasks, patches...), slice)
		r.join(g)
	}
	return r.failure
}

// mend searches for solutions of those patches in which the rough solution
// breaks something; the others stay as they are.
func (r *run) mend() (*patching, []task) {
	g := r.cut(r.rough, mendCustomers)
	var tasks []task
	for k, part := range g.parts {
		if len(facility.Check(part.Problem, part.Inside)) > 0 {
			tasks = append(tasks, r.searchPatch(g, k, false))
		}
	}
	return g, tasks
}

// rejoin puts mended patches into the rough solution and offers it once it is a
// solution.
func (r *run) rejoin(g *patching) {
	for k, s := range g.found {
		if !s.IsZero() {
			g.parts[k].Lift(s, r.rough)
		}
	}
	if len(facility.Check(r.problem, r.rough)) == 0 {
		r.best.Offer(r.rough, "patches")
	}
}

// patching is one parting of the best solution, searched side by side.
type patching struct {
	start facility.Solution
	parts []*patch.Patch
	found []facility.Solution // [part] of the part, zero if nothing better
}

// patches cuts the best solution into parts of about size customers and returns
// a local search of each.
func (r *run) patches(size int) (*patching, []task) {
	start, _, _ := r.best.Best()
	g := r.cut(start, size)
	tasks := make([]task, len(g.parts))
	for k := range g.parts {
		tasks[k] = r.searchPatch(g, k, true)
	}
	return g, tasks
}

func (r *run) cut(s facility.Solution, size int) *patching {
	g := &patching{start: s}
	g.parts = patch.All(r.problem, s, patch.Cut(r.problem, s, size, r.stream(70_000+r.rounds)))
	g.found = make([]facility.Solution, len(g.parts))
	return g
}

// searchPatch is a local search of one part, guided as the whole is.
func (r *run) searchPatch(g *patching, k int, warm bool) task {
	part, id := g.parts[k], 100+10_000*r.rounds+k
	opt := local.Options{Warm: warm}
	if r.open != nil {
		opt.Open = make([]float64, part.Problem.NumOptions())
		for o, whole := range part.Options() {
			opt.Open[o] = r.open[whole]
		}
	}
	return task{name: "patches", do: func(budget *search.Budget) outcome {
		var last facility.Solution
		local.Run(part.Problem, part.Inside, opt, r.stream(id), budget, func(s facility.Solution) { last = s })
		return outcome{after: func() { g.found[k] = last }}
	}}
}

// join puts what the parts found together, and says whether that was better.
// Priced rows may make gains of two parts exclude each other; then the parts
// are taken one by one.
func (r *run) join(g *patching) bool {
	all := g.start.Clone()
	found := 0
	for k, s := range g.found {
		if !s.IsZero() {
			g.parts[k].Lift(s, all)
			found++
		}
	}
	if found == 0 {
		return false
	}
	if r.best.Offer(all, "patches") || found == 1 {
		return true
	}
	better := false
	for k, s := range g.found {
		if !s.IsZero() {
			one := g.start.Clone()
			g.parts[k].Lift(s, one)
			if r.best.Offer(one, "patches") {
				g.start, better = one, true
			}
		}
	}
	return better
}

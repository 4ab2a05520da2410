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
)

func (r *run) large() bool { return r.problem.NumCustomers() > largeCustomers }

// wide works on a large problem: patches, anew every round, beside the
// Lagrangean as long as it climbs.
func (r *run) wide() error {
	for slice := r.slice(); !r.finished(); slice = min(2*slice, 4*r.slice()) {
		var tasks []task
		if r.step > 0 {
			climb := r.climber(500)
			climb.share = 4
			tasks = append(tasks, climb)
		}
		g, patches := r.patches(patchCustomers)
		if g == nil {
			tasks = append(tasks, r.doubter())
			patches = r.walkers(1, 4)
		}
		r.round(append(tasks, patches...), slice)
		r.join(g)
	}
	return r.failure
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
	start, _, ok := r.best.Best()
	if !ok {
		return nil, nil
	}
	g := &patching{start: start}
	g.parts = patch.All(r.problem, start, patch.Cut(r.problem, start, size, r.stream(70_000+r.rounds)))
	g.found = make([]facility.Solution, len(g.parts))
	tasks := make([]task, len(g.parts))
	for k, part := range g.parts {
		id := 100 + 10_000*r.rounds + k
		opt := local.Options{Warm: true}
		if r.open != nil {
			opt.Open = make([]float64, part.Problem.NumOptions())
			for o, whole := range part.Options() {
				opt.Open[o] = r.open[whole]
			}
		}
		tasks[k] = task{name: "patches", do: func(budget *search.Budget) outcome {
			var last facility.Solution
			local.Run(part.Problem, part.Inside, opt, r.stream(id), budget, func(s facility.Solution) { last = s })
			return outcome{after: func() { g.found[k] = last }}
		}}
	}
	return g, tasks
}

// join puts what the parts found together, and says whether that was better.
// Priced rows may make gains of two parts exclude each other; then the parts
// are taken one by one.
func (r *run) join(g *patching) bool {
	if g == nil {
		return false
	}
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

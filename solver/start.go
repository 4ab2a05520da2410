package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/greedy"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/local"
	"polyclinic/solver/search"
)

// first finds a solution: the one it is told to start from, and what a local
// search makes of it, or of a greedy one where there is none.
func (r *run) first() task {
	if r.limits != nil {
		return r.exchangers(1, 1)[0]
	}
	if r.settled() {
		return r.ejector(0, 1)
	}
	return task{name: "first", do: func(budget *search.Budget) outcome {
		rng := r.stream(0)
		var out outcome
		keep := func(s facility.Solution) { out.solutions = append(out.solutions, s) }
		start, told := r.start()
		if !told && r.uses(lineGreedy) {
			start = greedy.Run(r.problem, greedy.Options{}, rng, budget)
		}
		holds := !start.IsZero() && len(facility.Check(r.problem, start)) == 0
		if holds {
			keep(start)
		}
		if !r.uses(lineLocal) {
			out.after = func() { r.rough = start }
			return out
		}
		walk := local.New(r.problem, start, local.Options{Warm: told && holds, Horizon: horizon(budget)}, rng)
		walk.Run(budget, keep)
		if len(out.solutions) == 0 {
			rough := walk.Last()
			out.after = func() { r.rough = rough }
		}
		return out
	}}
}

// second is the local search beside the Lagrangean's first climb. One that was told
// a solution has walked from there already: on a small problem it leaves most of
// the work to regions, or begins afresh where there are none, so that an old
// plan's neighbourhood is not all that is seen.
func (r *run) second(splits bool) []task {
	const share = 4
	_, told := r.start()
	_, known := r.best.Cost()
	small := r.problem.NumArcs() <= AfreshArcs
	switch {
	case told && known && small && splits:
		return r.walkers(1, 1)
	case told && known && small && r.uses(lineLocal):
		return []task{searching("afresh", share, func(budget *search.Budget, offer func(facility.Solution)) {
			local.Run(r.problem, facility.Solution{}, local.Options{}, r.stream(200), budget, offer)
		})}
	}
	if r.unsettled() {
		return r.annealers(1, share) // a better choice of sites for chains to begin at
	}
	return r.walkers(1, share)
}

// secondClimb is how many steps of the Lagrangean precede regions: fewer on a small
// problem whose multipliers were nearly known, where regions are to have their turn
// before a short run ends.
func (r *run) secondClimb() int {
	const unknown, known = 200, 60
	if _, told := r.start(); told && r.opt.Warm != nil && r.problem.NumArcs() <= AfreshArcs {
		return known
	}
	return unknown
}

// AfreshArcs is the number of arcs up to which a search from nothing is cheap.
const AfreshArcs = 10_000

// horizon is what is left of a budget, 0 where that is not known.
func horizon(b *search.Budget) int64 {
	if left := b.Remaining(); left < 1<<60 {
		return left
	}
	return 0
}

// start is the solution of Options.Start, if it is one of this problem's, even
// an infeasible one.
func (r *run) start() (facility.Solution, bool) {
	p, s := r.problem, r.opt.Start
	if s == nil || len(s.Arc) != p.NumCustomers() || len(s.Option) != p.NumSites() {
		return facility.Solution{}, false
	}
	for i, a := range s.Arc {
		if a != -1 && (a < 0 || int(a) >= p.NumArcs() || p.ArcCustomer[a] != int32(i)) {
			return facility.Solution{}, false
		}
	}
	for j, o := range s.Option {
		if o != -1 && (o < 0 || int(o) >= p.NumOptions() || p.OptionSite[o] != int32(j)) {
			return facility.Solution{}, false
		}
	}
	return s.Clone(), true
}

// warm is what the run leaves to a later solve.
func (r *run) warm() *Warm {
	keys, work := r.problem.Keys(), r.work
	if r.opt.Warm != nil {
		work += r.opt.Warm.Work
	}
	return &Warm{Multipliers: r.dual, Customers: keys.Customers, Rows: keys.Rows, Work: work, Regions: r.left}
}

// warmDual is the multipliers of Options.Warm where they are of this problem's
// customers; nil otherwise. Whatever they are, bounds from them are safe.
func (r *run) warmDual(o *lagrange.Oracle) *certificate.Multipliers {
	w := r.opt.Warm
	if w == nil || w.Multipliers == nil {
		return nil
	}
	m := w.Multipliers.Rescale(o.Shift)
	if len(m.Customer) != len(w.Customers) || len(m.Row) != len(w.Rows) {
		return nil
	}
	keys := r.problem.Keys()
	out, known := o.Initial(), 0
	clear(out.Row)
	for k, i := range facility.Positions(w.Customers, keys.Customers) {
		if i >= 0 {
			out.Customer[i] = m.Customer[k]
			known++
		}
	}
	if 2*known < r.problem.NumCustomers() {
		return nil
	}
	for k, row := range facility.Positions(w.Rows, keys.Rows) {
		if row >= 0 {
			out.Row[row] = m.Row[k]
		}
	}
	o.Clamp(out)
	return out
}

package local

import (
	"math/rand/v2"

	"polyclinic/solver/facility"
	"polyclinic/solver/greedy"
	"polyclinic/solver/search"
)

// Options of the search; the zero value is usable.
type Options struct {
	// Horizon is the work planned in all, so that the last cycle ends with it.
	// 0: not known.
	Horizon int64
	// Cycle is the work of the first cycle per customer. 0: 4000.
	Cycle int64
	// Open is how often a relaxation opens each option, 0 to 1: the search starts
	// from the options open more often than not, prefers to open those open
	// often, and to close those open seldom. nil: not known.
	Open []float64
	// Warm says that the start is a good solution, to be improved without melting
	// it first.
	Warm bool
	// Tune overrides parameters by name, for measurements; see parameters.
	Tune map[string]float64
}

// Run anneals until the budget ends, and offers every cycle's best solution. A
// zero start means a greedy one; it may be infeasible. Without a feasible
// solution found it offers none.
func Run(p *facility.Problem, start facility.Solution, opt Options, rng *rand.Rand, budget *search.Budget, offer func(facility.Solution)) {
	if r := budget.Remaining(); opt.Horizon == 0 && r < 1<<60 {
		opt.Horizon = r
	}
	s := New(p, start, opt, rng)
	s.Run(budget, offer)
}

// Search is an annealing that can be run slice by slice.
type Search struct {
	w     *walk
	opt   Options
	start facility.Solution

	begun   bool
	cycle   cycle
	next    int64 // work of the next cycle
	done    int64 // work of all cycles so far
	offered int64 // cost of the last offer
}

// New prepares a search. A zero start means a greedy one.
func New(p *facility.Problem, start facility.Solution, opt Options, rng *rand.Rand) *Search {
	w := newWalk(p, rng, opt.Tune)
	s := &Search{w: w, opt: opt, start: start, next: firstWork(p, opt), offered: noCost}
	s.Guide(opt.Open)
	return s
}

// firstWork is the work of the first cycle: less per customer on very large
// problems, so that a first plan does not take minutes.
func firstWork(p *facility.Problem, opt Options) int64 {
	n := int64(max(20, p.NumCustomers()))
	if opt.Cycle > 0 {
		return opt.Cycle * n
	}
	return min(firstCycle*n, 30_000_000+2500*n)
}

// Run continues until the budget ends, mid-cycle if need be.
func (s *Search) Run(budget *search.Budget, offer func(facility.Solution)) {
	w := s.w
	w.budget = budget
	if w.p.NumCustomers() == 0 {
		return
	}
	if !s.begun {
		s.begin()
	}
	for budget.Left() {
		if s.cycle.over() {
			s.turn()
		}
		w.anneal(&s.cycle)
		s.offer(offer)
	}
}

// Last is where the search stands: the best solution at the end of a slice that
// found one, else an infeasible one that breaks little.
func (s *Search) Last() facility.Solution {
	if sol, ok := s.w.bestSolution(); ok {
		return sol.Clone()
	}
	return s.w.s.Solution()
}

// Guide replaces Options.Open, for the moves to come.
func (s *Search) Guide(open []float64) {
	if open != nil {
		s.w.often, s.w.candidates = open, guidedCandidates
	}
}

// Suggest takes a feasible solution of others as the point from which the next
// cycle starts, if it is better.
func (s *Search) Suggest(sol facility.Solution, cost int64) {
	if cost < s.w.bestCost {
		s.w.best, s.w.bestCost, s.w.fresh = sol.Clone(), cost, false
		s.offered = min(s.offered, cost)
		s.w.s.Commit()
	}
}

func (s *Search) begin() {
	s.begun = true
	switch {
	case s.start.IsZero() && s.opt.Open != nil:
		s.start = s.relaxed()
	case s.start.IsZero():
		s.start = greedy.Run(s.w.p, greedy.Options{Noise: 0.1}, s.w.rng, s.w.budget)
	}
	s.w.s.Load(s.start)
	s.w.record()
}

// relaxed opens what the relaxation opens more often than not, and completes it.
func (s *Search) relaxed() facility.Solution {
	w := s.w
	for o, f := range s.opt.Open {
		if f > 0.5 {
			w.s.Open(int32(o), nil)
		}
	}
	w.s.Commit()
	greedy.Complete(w.s, greedy.Options{Noise: 0.1}, w.rng, w.budget)
	return w.s.Solution()
}

// turn begins the next cycle: from the best solution, twice as long; or, where
// none is known, from where the last cycle ended, cooler.
func (s *Search) turn() {
	w := s.w
	s.done += s.cycle.used
	hot := w.par["hot"]
	w.attention = w.par["attention"]
	if s.cycle.work > 0 {
		w.stress()
	}
	if w.bestCost == noCost && s.cycle.work > 0 {
		hot *= w.par["again"]
		w.attention = 0.5
	}
	if w.often != nil {
		hot *= w.par["guided"]
	}
	if w.bestCost != noCost && (s.cycle.work > 0 || s.opt.Warm) {
		hot *= w.par["reheat"]
	}
	w.restore()
	work := s.next
	if left := s.opt.Horizon - s.done; s.opt.Horizon > 0 && left < 2*work {
		work = max(left, int64(w.p.NumCustomers()))
	}
	s.cycle = cycle{work: work, hot: hot}
	if w.bestCost != noCost {
		s.next = 2 * work
	}
}

func (s *Search) offer(offer func(facility.Solution)) {
	if sol, ok := s.w.bestSolution(); ok && s.w.bestCost < s.offered {
		s.offered = s.w.bestCost
		offer(sol.Clone())
	}
}

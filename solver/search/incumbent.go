package search

import (
	"fmt"
	"math"
	"sync"

	"polyclinic/solver/facility"
)

// NoBound is the bound before any is known.
const NoBound = math.MinInt64

// Event is one improvement, for logs and traces.
type Event struct {
	Method   string
	HasPlan  bool
	Cost     int64  // of the best solution
	Sites    int    // open in it
	Bound    int64  // NoBound if none
	Improved string // "plan" or "bound"
}

// Incumbent keeps the best solution and the best bound. It takes nobody's word:
// every offer is checked and priced again. It is safe for several goroutines.
type Incumbent struct {
	problem *facility.Problem
	observe func(Event)

	mu    sync.Mutex
	best  facility.Solution
	cost  int64
	by    string
	bound int64
	// boundBy names the method of the best bound.
	boundBy string
	errs    []error
	calls   map[string]*Tally
}

// Tally counts what one method offered.
type Tally struct{ Offers, Improvements int64 }

// NewIncumbent starts with nothing; observe may be nil.
func NewIncumbent(p *facility.Problem, observe func(Event)) *Incumbent {
	return &Incumbent{problem: p, observe: observe, bound: NoBound, calls: map[string]*Tally{}}
}

// Offer takes a solution, settled (facility.Settle), if it is feasible and better
// than the best. An infeasible offer is a bug of the method, kept as an error.
func (in *Incumbent) Offer(s facility.Solution, method string) bool {
	faults := facility.Check(in.problem, s)
	if len(faults) == 0 {
		s = facility.Settle(in.problem, s)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(faults) > 0 {
		in.errs = append(in.errs, fmt.Errorf("search: %s offered an infeasible solution: %s", method, faults[0]))
		return false
	}
	tally := in.tally(method)
	tally.Offers++
	cost := facility.Cost(in.problem, s)
	if !in.best.IsZero() && cost >= in.cost {
		return false
	}
	if cost < in.bound {
		in.errs = append(in.errs, fmt.Errorf("search: %s found cost %d below the bound %d of %s", method, cost, in.bound, in.boundBy))
		return false
	}
	tally.Improvements++
	in.best, in.cost, in.by = s.Clone(), cost, method
	in.event(method, "plan")
	return true
}

// OfferBound takes a proven lower bound if it is the best.
func (in *Incumbent) OfferBound(bound int64, method string) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	tally := in.tally(method)
	tally.Offers++
	if bound <= in.bound {
		return false
	}
	if !in.best.IsZero() && bound > in.cost {
		in.errs = append(in.errs, fmt.Errorf("search: %s claims bound %d above the cost %d of %s", method, bound, in.cost, in.by))
		return false
	}
	tally.Improvements++
	in.bound, in.boundBy = bound, method
	in.event(method, "bound")
	return true
}

func (in *Incumbent) tally(method string) *Tally {
	t := in.calls[method]
	if t == nil {
		t = &Tally{}
		in.calls[method] = t
	}
	return t
}

func (in *Incumbent) event(method, improved string) {
	if in.observe == nil {
		return
	}
	sites := 0
	for _, o := range in.best.Option {
		if o >= 0 {
			sites++
		}
	}
	in.observe(Event{Method: method, HasPlan: !in.best.IsZero(), Cost: in.cost, Sites: sites, Bound: in.bound, Improved: improved})
}

// Best returns the best solution and its cost; ok is false if there is none.
func (in *Incumbent) Best() (s facility.Solution, cost int64, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.best.IsZero() {
		return facility.Solution{}, 0, false
	}
	return in.best.Clone(), in.cost, true
}

// Cost returns the best cost, or false.
func (in *Incumbent) Cost() (int64, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.cost, !in.best.IsZero()
}

// Bound returns the best bound and the method that proved it.
func (in *Incumbent) Bound() (int64, string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.bound, in.boundBy
}

// Closed says whether the best solution is proven optimal.
func (in *Incumbent) Closed() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return !in.best.IsZero() && in.bound >= in.cost
}

// Err returns the first broken promise of a method.
func (in *Incumbent) Err() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.errs) == 0 {
		return nil
	}
	return in.errs[0]
}

// Tallies returns a copy of what each method offered and improved.
func (in *Incumbent) Tallies() map[string]Tally {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := make(map[string]Tally, len(in.calls))
	for k, v := range in.calls {
		out[k] = *v
	}
	return out
}

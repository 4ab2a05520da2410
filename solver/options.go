package solver

import (
	"time"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// Options of one Solve; the zero value runs until optimality is proved.
type Options struct {
	Seed      uint64
	Threads   int           // 0: all cores
	WorkLimit int64         // 0: none; one unit is one arc visited or one nonzero handled in a linear program
	TimeLimit time.Duration // 0: none
	Gap       float64       // stop at this gap; 0: at a proof

	// Uncontrollable is the part of a solution's objective that is much the same
	// in every solution; Gap then means (cost − bound) / (cost − that part).
	// nil: the gap is relative to |cost|.
	Uncontrollable func(facility.Solution) int64

	Start   *facility.Solution // a hint: repaired if it does not fit
	Warm    *Warm              // what an earlier solve of a similar problem left; nil: nothing
	Late    bool               // Start and Warm wait until the end: what is found is never worse than without them
	Without string             // one of Lines() that is left out; "": none
	Observe func(Event)        // called at every improvement, never concurrently
	Certify bool               // keep what a certificate needs
}

// Event is one line of a log.
type Event struct {
	search.Event
	Work int64 // done so far
}

// Status is what is known when the solver stops.
type Status string

// The four states of knowledge.
const (
	None       Status = "none"
	Feasible   Status = "feasible"
	Optimal    Status = "optimal"
	Infeasible Status = "infeasible"
)

// Stop is why the solver stopped.
type Stop string

// The reasons to stop. Spent is that nothing is left to do although nothing is
// proved, as where a line of the portfolio is left out.
const (
	Proved    Stop = "proved"
	GapMet    Stop = "gap"
	TimeUp    Stop = "time"
	WorkUp    Stop = "work"
	Spent     Stop = "spent"
	Cancelled Stop = "cancelled"
)

// Result of a Solve. Cost counts only with a Solution (not IsZero), and Bound
// only if HasBound.
type Result struct {
	Solution facility.Solution
	Cost     int64
	Bound    int64
	HasBound bool
	BoundBy  string // the method that proved Bound
	Status   Status
	Stop     Stop
	Work     int64
	Rounds   int
	Methods  map[string]search.Tally
	Conflict []int32 // rows that cannot hold together, if Status is Infeasible and they are known
	Beyond   *Beyond // nil unless Status is Infeasible, and this is why
	Warm     *Warm
	Proof    *certificate.Certificate // with Options.Certify; nil if nothing is proved
}

// Beyond is a row that all others keep beyond a limit: it comes to Reach at least
// where that exceeds its upper limit, and at most where it is below the lower.
type Beyond struct {
	Row   int32
	Reach int64
}

// Warm is what a later solve of a similar problem can use. Everything in it is a
// hint: it makes a solve faster, never wrong.
type Warm struct {
	Multipliers     *certificate.Multipliers
	Customers, Rows []string     // keys of the problem whose multipliers they are
	Work            int64        // of that solve and those that it went on from; 0: unknown
	Regions         *RegionsWarm // nil where the problem did not split
}

// Gap is (cost − bound) / max(1, |cost − uncontrollable|).
func Gap(cost, bound, uncontrollable int64) float64 {
	base := cost - uncontrollable
	if base < 0 {
		base = -base
	}
	return float64(cost-bound) / float64(max(1, base))
}

package results

import "math"

// Record is one run of one solver on one case. Values are in the instance's own
// units.
type Record struct {
	Collection string
	Instance   string
	Embed      string
	Solver     string
	Version    string
	Machine    string
	Threads    int
	Seed       uint64
	Limit      float64 // seconds
	WorkLimit  int64   // 0: none
	Without    string  // line of the portfolio that was left out; "": none
	Known      *float64
	KnownIs    string // optimal, best-known or none
	Objective  *float64
	Bound      *float64
	Base       *float64 // part of the objective that is much the same in every solution; nil: none
	Solution   string   // optimal, feasible, none, infeasible
	Stop       string
	Seconds    float64
	Work       int64
	RSS        float64 // megabytes at the peak
	Checked    string  // what of the answer was checked: ByCertificate, ByDefinition, or "" for nothing
	Error      string
	Trace      Trace
}

// What of an answer was checked: the solution by definition, or by the
// certificate's checker solution and bound.
const (
	ByDefinition  = "solution"
	ByCertificate = "certificate"
)

// Case names what was solved, the same for every solver.
func (r *Record) Case() string {
	name := r.Collection + "/" + r.Instance
	if r.Embed != "" {
		name += " " + r.Embed
	}
	return name
}

// Absent says that a solver was looked for and not found; such a record has no
// case.
func (r *Record) Absent() bool { return r.Instance == "" }

// Split parts records into runs that are compared by time, runs by a limit of
// work, which show what lines of the portfolio are worth, and solvers that were
// not found.
func Split(records []Record) (timed, worked []Record, absent []string) {
	for _, r := range records {
		switch {
		case r.Absent():
			absent = append(absent, r.Solver)
		case r.WorkLimit > 0:
			worked = append(worked, r)
		default:
			timed = append(timed, r)
		}
	}
	return timed, worked, absent
}

// Point is what was known after so many seconds; nil: nothing.
type Point struct {
	Seconds   float64  `json:"t"`
	Objective *float64 `json:"o,omitempty"`
	Bound     *float64 `json:"b,omitempty"`
}

// Trace is in the order of time.
type Trace []Point

// At is what was known after so many seconds.
func (t Trace) At(seconds float64) Point {
	p := Point{Seconds: seconds}
	for _, q := range t {
		if q.Seconds > seconds {
			break
		}
		if q.Objective != nil {
			p.Objective = q.Objective
		}
		if q.Bound != nil {
			p.Bound = q.Bound
		}
	}
	return p
}

// at is what the run knew after so many seconds; its last word counts from its
// end on.
func (r *Record) at(seconds float64) Point {
	if seconds >= r.Seconds {
		return Point{seconds, r.Objective, r.Bound}
	}
	return r.Trace.At(seconds)
}

// Gap is the proven gap after so many seconds, (objective − bound) / |objective −
// Base|: the controllable gap where Base is known. It is infinite without
// objective or bound, and zero for what is proved infeasible.
func (r *Record) Gap(seconds float64) float64 {
	p := r.at(seconds)
	switch {
	case r.Solution == "infeasible" && seconds >= r.Seconds:
		return 0
	case p.Objective == nil || p.Bound == nil:
		return math.Inf(1)
	}
	base := 0.0
	if r.Base != nil {
		base = *r.Base
	}
	return max(0, (*p.Objective-*p.Bound)/max(scale(*p.Objective-base), smallest))
}

// Excess is how far the objective lies above the reference value, as a share of
// it, after so many seconds; negative where it is better.
func (r *Record) Excess(reference, seconds float64) float64 {
	p := r.at(seconds)
	if p.Objective == nil {
		return math.Inf(1)
	}
	return (*p.Objective - reference) / max(scale(reference), smallest)
}

// PrimalIntegral is the mean excess over the first limit seconds, each at most
// 1 (Berthold 2013): 0 is the reference value at once, 1 nothing at all.
func (r *Record) PrimalIntegral(reference, limit float64) float64 {
	if limit <= 0 {
		return 0
	}
	sum, from, excess := 0.0, 0.0, 1.0
	until := func(to float64) {
		to = min(to, limit)
		if to > from {
			sum += (to - from) * excess
			from = to
		}
	}
	for _, p := range r.Trace {
		if p.Objective == nil || p.Seconds > r.Seconds {
			continue
		}
		until(p.Seconds)
		excess = clip(r.Excess(reference, p.Seconds))
	}
	until(r.Seconds)
	excess = clip(r.Excess(reference, r.Seconds))
	until(limit)
	return sum / limit
}

// Proven says whether the run ended with a proof: a gap of at most one in a
// million, or infeasibility. Peers that stop at a looser gap do not count.
func (r *Record) Proven() bool {
	return r.Error == "" && r.Gap(math.Inf(1)) <= ProvenGap
}

// ProvenGap is the gap that counts as a proof, for every solver alike.
const ProvenGap = 1e-6

// smallest keeps ratios finite at objectives near nought.
const smallest = 1e-9

func scale(v float64) float64 { return math.Abs(v) }

func clip(v float64) float64 { return min(max(v, 0), 1) }

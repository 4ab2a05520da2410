package local

import (
	"maps"
	"math"
	"math/rand/v2"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// walk is one annealing search: a state, its temperature, and the best feasible
// solution it has passed.
type walk struct {
	p      *facility.Problem
	s      *search.State
	rng    *rand.Rand
	budget *search.Budget
	near   []int32   // arcs of each customer, the cheapest first
	nearTo []int32   // their options
	octave []float64 // [n] log2(n+1), for ranks

	par map[string]float64
	ops []operator

	temperature                    float64
	attention                      float64   // share of draws that look for broken options
	worth                          []float64 // [option] estimated cost per demand
	candidates, settlePasses, look int

	broken []int32   // options that were broken when last looked for
	often  []float64 // [option] Options.Open

	rowStress, sizeStress []float64 // [row], [option] factors of weights

	steered []steered

	// The best feasible solution is the state at the journal's start, until the
	// journal grows long; then it is in best.
	bestCost int64
	best     facility.Solution
	fresh    bool // the journal starts at the best solution

	bank  []int32 // scratch: customers to place
	moved []int32 // scratch: customers to settle
	sites []int32 // scratch
}

const noCost = math.MaxInt64

func newWalk(p *facility.Problem, rng *rand.Rand, tune map[string]float64) *walk {
	w := &walk{p: p, s: search.NewState(p), rng: rng, bestCost: noCost, par: maps.Clone(parameters)}
	maps.Copy(w.par, tune)
	w.rowStress, w.sizeStress = ones(len(p.Rows)), ones(p.NumOptions())
	w.ops = w.operators()
	w.steered = steeredRows(p)
	w.candidates, w.settlePasses = int(w.par["cand"]), int(w.par["settle"])
	w.attention = w.par["attention"]
	w.look = int(w.par["look"])
	w.worth = worth(p)
	w.near = p.ArcsByCost()
	w.nearTo = make([]int32, len(w.near))
	most := int32(0)
	for k, a := range w.near {
		w.nearTo[k] = p.ArcOption[a]
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		most = max(most, last-first)
	}
	w.octave = make([]float64, most+1)
	for n := range w.octave {
		w.octave[n] = math.Log2(float64(n + 1))
	}
	return w
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for k := range out {
		out[k] = 1
	}
	return out
}

// accepts is the Metropolis rule.
func (w *walk) accepts(delta int64) bool {
	return delta <= 0 || float64(delta) < w.temperature*w.rng.ExpFloat64()
}

// record notes the state if it is the best feasible one.
func (w *walk) record() bool {
	if !w.s.Feasible() {
		if w.s.Mark() > 4*w.p.NumCustomers()+1000 {
			w.rebase()
		}
		return false
	}
	cost := w.s.Cost()
	if cost < w.bestCost {
		w.bestCost, w.fresh = cost, true
		w.s.Commit()
		return true
	}
	if w.s.Mark() > 4*w.p.NumCustomers()+1000 {
		w.rebase()
	}
	return false
}

// rebase copies the best solution out of the journal and empties the journal.
func (w *walk) rebase() {
	if w.fresh {
		w.best, w.fresh = w.s.SolutionAt(0), false
	}
	w.s.Commit()
}

// restore returns to the best feasible solution, or stays where there is none.
func (w *walk) restore() {
	switch {
	case w.bestCost == noCost:
		w.s.Commit()
	case w.fresh:
		w.s.UndoTo(0)
	default:
		w.s.Load(w.best)
		w.fresh = true
	}
}

// bestSolution is the best feasible solution so far, or none.
func (w *walk) bestSolution() (facility.Solution, bool) {
	if w.bestCost == noCost {
		return facility.Solution{}, false
	}
	if w.fresh {
		w.rebase()
	}
	return w.best, true
}

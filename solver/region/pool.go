package region

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/solver/facility"
)

// Choice is one solution of a region as the whole sees it: its cost without the
// coupling rows, and what it adds to each of them.
type Choice struct {
	Solution facility.Solution // of the part
	Cost     int64             // in the whole's units
	Acts     []int64           // [coupling row]
	State    int               // of the counted rows
}

// Pool keeps the best distinct choices of one region.
type Pool struct {
	part    *Part
	Choices []Choice // by reduced cost at the part's multipliers
	reduced []int64
	size    int
}

// poolSize is enough for exchanges between regions to find their way.
const poolSize = 200

// Merge puts pools of one region, in several states, together.
func Merge(pools ...*Pool) *Pool {
	out := &Pool{part: pools[0].part, size: math.MaxInt}
	for _, l := range pools {
		for k, c := range l.Choices {
			at, _ := slices.BinarySearchFunc(out.reduced, l.reduced[k], cmp.Compare[int64])
			out.reduced = slices.Insert(out.reduced, at, l.reduced[k])
			out.Choices = slices.Insert(out.Choices, at, c)
		}
	}
	return out
}

// NewPool starts empty.
func NewPool(part *Part) *Pool { return &Pool{part: part, size: poolSize} }

// Add takes a feasible solution of the part.
func (l *Pool) Add(s facility.Solution) {
	l.add(s)
}

// add returns where the solution is, or one like it; l.size: it is too dear.
func (l *Pool) add(s facility.Solution) (at int, c Choice, reduced int64) {
	reduced = facility.Cost(l.part.Problem, s)
	c = l.part.choice(s, reduced)
	at, _ = slices.BinarySearchFunc(l.reduced, reduced, cmp.Compare[int64])
	for k := at; k < len(l.reduced) && l.reduced[k] == reduced; k++ {
		if slices.Equal(l.Choices[k].Acts, c.Acts) {
			return k, c, reduced
		}
	}
	l.reduced = slices.Insert(l.reduced, at, reduced)
	l.Choices = slices.Insert(l.Choices, at, c)
	if len(l.Choices) > l.size {
		l.Choices, l.reduced = l.Choices[:l.size], l.reduced[:l.size]
	}
	return at, c, reduced
}

// Place adds a feasible solution of the part, in the last place if it is too dear
// for the pool, and returns where it is, or where one like it is.
func (l *Pool) Place(s facility.Solution) int {
	at, c, reduced := l.add(s)
	if at == l.size {
		at--
		l.Choices[at], l.reduced[at] = c, reduced
	}
	return at
}

// State is the state of a solution of the part.
func (q *Part) State(s facility.Solution) int { return q.choice(s, 0).State }

// choice prices a solution without the coupling rows.
func (q *Part) choice(s facility.Solution, reduced int64) Choice {
	w := q.split
	p := w.Problem
	c := Choice{Solution: s, Acts: make([]int64, len(w.Coupling))}
	add := func(terms []facility.Term) {
		for _, t := range terms {
			if k, ok := index(w.Coupling, t.Index); ok {
				c.Acts[k] += t.Coef
			}
		}
	}
	for i, a := range s.Arc {
		if a < 0 {
			add(p.OutTerms.Of(q.region.Customers[i]))
		} else {
			add(p.ArcTerms.Of(q.arc[a]))
		}
	}
	loads := facility.Loads(q.Problem, s)
	for _, o := range s.Option {
		if o >= 0 {
			k := q.Problem.CheapestStep(o, loads[o])
			add(p.StepTerms.Of(p.StepStart[q.option[o]] + k - q.Problem.StepStart[o]))
		}
	}
	for k, r := range w.Coupling {
		reduced += q.mu[r] * c.Acts[k]
	}
	c.Cost = reduced >> q.Shift
	c.State = w.Counts.ofActs(c.Acts)
	return c
}

package facilitytest

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// TestBruteForceAgainstPlainEnumeration protects the oracle itself: it must
// agree with an odometer over all arcs and options that cuts nothing.
func TestBruteForceAgainstPlainEnumeration(t *testing.T) {
	for seed := range uint64(40) {
		shape := TinyShape(rand.New(rand.NewPCG(seed, 7)))
		shape.Customers, shape.Sites = 3, 2
		p := Random(rand.New(rand.NewPCG(seed, 1)), shape)
		want := int64(math.MaxInt64)
		s := facility.NewSolution(p)
		var walk func(place int)
		walk = func(place int) {
			if place == p.NumSites()+p.NumCustomers() {
				if len(facility.Check(p, s)) == 0 {
					want = min(want, facility.Cost(p, s))
				}
				return
			}
			slot, first, last := &s.Arc[0], int32(0), int32(0)
			if place < p.NumSites() {
				slot = &s.Option[place]
				first, last = p.Options(int32(place))
			} else {
				slot = &s.Arc[place-p.NumSites()]
				first, last = p.Arcs(int32(place - p.NumSites()))
			}
			for v := first; v < last; v++ {
				*slot = v
				walk(place + 1)
			}
			*slot = -1
			walk(place + 1)
		}
		walk(0)
		got, cost, ok := BruteForce(p)
		require.Equal(t, want < math.MaxInt64, ok, "seed %d", seed)
		if ok {
			require.Equal(t, want, cost, "seed %d", seed)
			require.Empty(t, facility.Check(p, got))
			require.Equal(t, cost, facility.Cost(p, got))
		}
	}
}

// TestTinyPartsBite protects the tests that rely on tiny problems: dropping any
// one part must change the optimum often.
func TestTinyPartsBite(t *testing.T) {
	full := Shape{Customers: 5, Sites: 3, Modes: 2, Steps: 2, Lower: true, Counts: true, Weights: true, ArcDemands: true,
		Parallel: true, Tied: true, LeaveOut: true, Coverage: true, Range: true, Budgets: true, Apart: true}
	parts := map[string]func(*facility.Problem){
		"lower":  func(p *facility.Problem) { eachStep(p, func(s *facility.Step) { s.MinDemand, s.MinCount = 0, 0 }) },
		"counts": func(p *facility.Problem) { eachStep(p, func(s *facility.Step) { s.MaxCount = facility.Unbounded }) },
		"weights": func(p *facility.Problem) {
			eachStep(p, func(s *facility.Step) { s.MaxWeight = facility.Infinity })
		},
		"capacity": func(p *facility.Problem) {
			eachStep(p, func(s *facility.Step) { s.MaxDemand = facility.Infinity })
		},
		"tied":     func(p *facility.Problem) { p.ArcTied = nil },
		"leave":    func(p *facility.Problem) { p.CanLeave = make([]bool, p.NumCustomers()) },
		"coverage": func(p *facility.Problem) { dropRows(p, "coverage", "coverage first", "coverage second") },
		"range":    func(p *facility.Problem) { dropRows(p, "range") },
		"sites":    func(p *facility.Problem) { dropRows(p, "sites") },
		"budget":   func(p *facility.Problem) { dropRows(p, "budget") },
		"mean":     func(p *facility.Problem) { dropRows(p, "mean") },
		"apart":    func(p *facility.Problem) { dropRows(p, "apart") },
	}
	const draws = 40
	changed := map[string]int{}
	feasible := 0
	for seed := range uint64(draws) {
		p := Random(rand.New(rand.NewPCG(seed, 3)), full)
		_, cost, ok := BruteForce(p)
		if ok {
			feasible++
		}
		for name, drop := range parts {
			q := *p
			q.Steps, q.Rows = slices.Clone(p.Steps), slices.Clone(p.Rows)
			drop(&q)
			if _, c, k := BruteForce(&q); k != ok || c != cost {
				changed[name]++
			}
		}
	}
	require.Greater(t, feasible, draws/3, "too few feasible problems")
	require.Less(t, feasible, draws, "no infeasible problem")
	for name := range parts {
		require.Greaterf(t, changed[name], 0, "%s never bites: %v", name, changed)
	}
	t.Logf("feasible %d of %d; optimum changed without: %v", feasible, draws, changed)
}

func eachStep(p *facility.Problem, f func(*facility.Step)) {
	for k := range p.Steps {
		f(&p.Steps[k])
	}
}

// dropRows frees the named rows, keeping their numbers.
func dropRows(p *facility.Problem, names ...string) {
	for r := range p.Rows {
		if slices.Contains(names, p.Rows[r].Name) {
			p.Rows[r].Lower, p.Rows[r].Upper = -facility.Infinity, facility.Infinity
		}
	}
}

// TestRandomIsRepeatable protects seeds as names of instances.
func TestRandomIsRepeatable(t *testing.T) {
	draw := func(seed uint64) *facility.Problem { return Tiny(rand.New(rand.NewPCG(seed, 0))) }
	require.Equal(t, draw(5), draw(5))
	require.NotEqual(t, draw(5), draw(6))
}

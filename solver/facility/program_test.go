package facility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// eachSolution calls visit with every choice of options and arcs.
func eachSolution(p *facility.Problem, visit func(facility.Solution)) {
	s := facility.NewSolution(p)
	var customer func(i int32)
	customer = func(i int32) {
		if int(i) == p.NumCustomers() {
			visit(s)
			return
		}
		s.Arc[i] = -1
		customer(i + 1)
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			s.Arc[i] = a
			customer(i + 1)
		}
		s.Arc[i] = -1
	}
	var site func(j int32)
	site = func(j int32) {
		if int(j) == p.NumSites() {
			customer(0)
			return
		}
		s.Option[j] = -1
		site(j + 1)
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			s.Option[j] = o
			site(j + 1)
		}
	}
	site(0)
}

// The program and the problem must mean the same: a choice is feasible in one
// if it is in the other, at the same cost, implied rows included; and reading
// the values back gives the same choice.
func TestProgramMeansTheProblem(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 1))
	feasible, implied, choices := 0, 0, 0
	for range 500 {
		shape := facilitytest.TinyShape(rng)
		shape.Customers, shape.Sites = 3, 2
		p := facilitytest.Random(rng, shape)
		g := facility.NewProgram(p, facility.ProgramOptions{})
		for _, row := range g.Rows {
			if row.Kind.Implied() {
				implied++
			}
			if row.Kind == facility.RowChoice {
				choices++
			}
		}
		eachSolution(p, func(s facility.Solution) {
			ok := len(facility.Check(p, s)) == 0
			values, sayable := g.Values(s)
			if !sayable {
				require.False(t, ok)
				return
			}
			index, isRow := broken(g, values)
			if ok != (index < 0) {
				t.Fatalf("Check says %v, the program breaks %d (row: %v)", facility.Check(p, s), index, isRow)
			}
			if !ok {
				return
			}
			feasible++
			require.Equal(t, facility.Cost(p, s), g.Objective(values))
			require.Equal(t, s, g.Solution(values))
		})
	}
	require.Greater(t, feasible, 2000)
	require.Greater(t, implied, 50)
	require.Greater(t, choices, 50)
}

// broken is the first row or column of a program that values break, as its number
// and whether it is a row; -1 where they break none.
func broken(g *facility.Program, values []int64) (index int, isRow bool) {
	for c := range g.Columns {
		if values[c] < g.Columns[c].Lower || values[c] > g.Columns[c].Upper {
			return c, false
		}
	}
	for r, row := range g.Rows {
		sum := int64(0)
		for _, t := range g.Row(r) {
			sum += t.Coef * values[t.Index]
		}
		if sum < row.Lower || sum > row.Upper {
			return r, true
		}
	}
	return -1, false
}

package solver

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// Protects the place of ejection chains in the portfolio: on an assignment to full
// agents they find solutions, and what is found holds and is repeatable on any
// number of threads.
func TestFullAgents(t *testing.T) {
	p := agents(rand.New(rand.NewPCG(1, 46)), 60, 6)
	solve := func(threads int) *Result {
		res, err := Solve(context.Background(), p, Options{Seed: 1, Threads: threads, WorkLimit: 6_000_000})
		require.NoError(t, err)
		return res
	}
	one, two := solve(1), solve(2)
	require.Empty(t, facility.Check(p, one.Solution))
	require.Positive(t, one.Methods[lineEjection].Improvements)
	require.Equal(t, one.Solution, two.Solution)
	require.Equal(t, one.Work, two.Work)
}

// agents draws a generalised assignment problem in which what is cheap takes up much
// (type d of Chu and Beasley, Computers & Operations Research 24, 1997).
func agents(rng *rand.Rand, jobs, agents int) *facility.Problem {
	b := facility.NewBuilder("agents")
	total := int64(0)
	loads := make([]int64, jobs*agents)
	for k := range loads {
		loads[k] = 1 + rng.Int64N(100)
		total += loads[k]
	}
	for i := range jobs {
		least := loads[i*agents]
		for _, l := range loads[i*agents : (i+1)*agents] {
			least = min(least, l)
		}
		b.AddCustomer("", least, 1, false, 0)
	}
	for range agents {
		b.AddSite("")
		capacity := total * 8 / 10 / int64(agents*agents)
		b.AddOption(0, facility.Step{MaxDemand: capacity, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
	}
	for i := range jobs {
		for j := range agents {
			load := loads[i*agents+j]
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: 111 - load + rng.Int64N(21) - 10, Demand: load})
		}
	}
	return b.Build()
}

package facilitytest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCapitalShape protects the size and sparsity that method tests rely on.
func TestCapitalShape(t *testing.T) {
	p := Capital(rand.New(rand.NewPCG(1, 1)), LondonShape())
	require.Equal(t, 1534, p.NumCustomers())
	require.Equal(t, 3*460, p.NumOptions())
	require.Less(t, p.NumArcs(), 150_000)
	shape := LondonShape()
	shape.CrossBorder = true
	q := Capital(rand.New(rand.NewPCG(1, 1)), shape)
	require.Greater(t, q.NumArcs(), 2*p.NumArcs())
	t.Logf("arcs: own area %d, across borders %d", p.NumArcs(), q.NumArcs())
}

// TestClassicIsDense protects Classic's contract that every arc exists and that
// capacity is ratio times demand.
func TestClassicIsDense(t *testing.T) {
	p := Classic(rand.New(rand.NewPCG(1, 1)), 40, 10, 2)
	require.Equal(t, 400, p.NumArcs())
	var demand, capacity int64
	for _, d := range p.Demand {
		demand += d
	}
	for _, s := range p.Steps {
		capacity += s.MaxDemand
	}
	require.InDelta(t, 2*demand, capacity, 10)
}

package facilitytest

import (
	"math"
	"math/rand/v2"

	"polyclinic/solver/facility"
)

// MedianShape is how large Median's problem is.
type MedianShape struct {
	Nodes, Open int
	Side        float64              // of the square that holds the nodes
	Room        int64                // tenths of all demand that the open sites have room for; each holds the largest
	Demand      func(node int) int64 // may draw from the same random numbers
}

// Median draws a capacitated median problem: every node is a customer, who must be
// placed, and a site, and exactly Open sites are open.
func Median(rng *rand.Rand, shape MedianShape) *facility.Problem {
	n, open := shape.Nodes, int64(shape.Open)
	b := facility.NewBuilder("median")
	x, y := make([]float64, n), make([]float64, n)
	total, largest := int64(0), int64(0)
	for i := range n {
		x[i], y[i] = shape.Side*rng.Float64(), shape.Side*rng.Float64()
		demand := shape.Demand(i)
		total, largest = total+demand, max(largest, demand)
		b.AddCustomer("", demand, 1, false, 0)
	}
	row := facility.Row{Name: "open", Lower: open, Upper: open}
	for j := range n {
		b.AddSite("")
		b.AddOption(0, facility.Step{MaxDemand: max(largest, total*shape.Room/10/open), MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
		row.Steps = append(row.Steps, facility.Term{Index: int32(j), Coef: 1})
	}
	for i := range n {
		for j := range n {
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(math.Hypot(x[i]-x[j], y[i]-y[j])), Demand: -1})
		}
	}
	b.AddRow(row)
	return b.Build()
}

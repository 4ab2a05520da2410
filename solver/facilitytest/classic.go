package facilitytest

import (
	"math"
	"math/rand/v2"

	"polyclinic/solver/facility"
)

// Classic draws a single-source capacitated problem in the unit square, in the
// manner of Cornuéjols, Sridharan and Thizy (EJOR 50, 1991): demands 5–35,
// capacities 10–160 scaled so that they add up to ratio times the demand, fixed
// costs 0–90 + 100–110 · √capacity, costs 10 per unit of demand and distance.
// Every arc exists.
func Classic(rng *rand.Rand, customers, sites int, ratio float64) *facility.Problem {
	b := facility.NewBuilder("classic")
	var total int64
	demand := make([]int64, customers)
	for i := range demand {
		demand[i] = 5 + rng.Int64N(31)
		total += demand[i]
		b.AddCustomer("", demand[i], 1, false, 0)
	}
	capacity := make([]float64, sites)
	sum := 0.0
	for j := range capacity {
		capacity[j] = float64(10 + rng.IntN(151))
		sum += capacity[j]
	}
	for j := range capacity {
		capacity[j] = math.Floor(capacity[j] * ratio * float64(total) / sum)
		fixed := float64(rng.IntN(91)) + float64(100+rng.IntN(11))*math.Sqrt(capacity[j])
		b.AddSite("")
		b.AddOption(0, facility.Step{Cost: int64(fixed), MaxDemand: int64(capacity[j]), MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
	}
	points := func(n int) [][2]float64 {
		out := make([][2]float64, n)
		for k := range out {
			out[k] = [2]float64{rng.Float64(), rng.Float64()}
		}
		return out
	}
	from, to := points(customers), points(sites)
	for i := range from {
		for j := range to {
			d := math.Hypot(from[i][0]-to[j][0], from[i][1]-to[j][1])
			b.AddArc(facility.Arc{Customer: int32(i), Option: int32(j), Cost: int64(10 * d * float64(demand[i])), Demand: -1})
		}
	}
	return b.Build()
}

package london

import (
	"math"
	"math/rand/v2"
)

// field is a smooth random surface of mean 0 and deviation 1: a sum of plane
// waves. It gives neighbouring places similar density or deprivation.
type field struct{ east, north, phase []float64 }

// newField draws a field whose waves are between shortest and longest metres
// long.
func newField(rng *rand.Rand, waves int, shortest, longest float64) field {
	var f field
	for range waves {
		length := shortest + (longest-shortest)*rng.Float64()
		sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
		f.east = append(f.east, 2*math.Pi*cos/length)
		f.north = append(f.north, 2*math.Pi*sin/length)
		f.phase = append(f.phase, 2*math.Pi*rng.Float64())
	}
	return f
}

func (f field) at(p point) float64 {
	sum := 0.0
	for k := range f.phase {
		sum += math.Cos(f.east[k]*p.X + f.north[k]*p.Y + f.phase[k])
	}
	return round(sum*math.Sqrt(2/float64(len(f.phase))), 6)
}

package suite

import (
	"fmt"
	"math"
	"slices"
)

// points are coordinates in whole units of 10^-places, from the least one.
type points struct {
	x, y []int64
	unit int64 // 10^places
}

// Limits of the extent in units: squares fit into int64 for floor, numbers into
// a float64 for scaled.
const (
	exactExtent = 2_100_000_000
	floatExtent = 1 << 50
)

func (t *text) points(xs, ys []decimal, extent int64) points {
	places := 0
	for i := range xs {
		places = max(places, xs[i].places, ys[i].places)
	}
	return points{t.coordinates(xs, places, extent), t.coordinates(ys, places, extent), pow10(places)}
}

func (t *text) coordinates(list []decimal, places int, extent int64) []int64 {
	out := t.scaled(list, places, "coordinate")
	if len(out) == 0 {
		return out
	}
	least := slices.Min(out)
	for i := range out {
		out[i] -= least
	}
	if widest := slices.Max(out); widest > extent {
		t.faultOfAll("coordinates", fmt.Sprintf("are up to %d apart in units of 10^-%d", widest, places), fmt.Sprintf("at most %d", extent))
	}
	return out
}

// floor is the distance rounded down, exactly: floor(sqrt(s)/unit) is
// floor(floor(sqrt(s))/unit).
func (p points) floor(i, j int) int64 {
	dx, dy := p.x[i]-p.x[j], p.y[i]-p.y[j]
	return root(dx*dx+dy*dy) / p.unit
}

// scaled is the distance times factor, rounded to the nearest. The conversions
// keep products apart, so that machines with fused arithmetic agree.
func (p points) scaled(i, j int, factor float64) int64 {
	dx, dy := float64(p.x[i]-p.x[j]), float64(p.y[i]-p.y[j])
	distance := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	return int64(math.Round(float64(distance*factor) / float64(p.unit)))
}

// root is the square root rounded down; the floating-point root may be one off
// for large s.
func root(s int64) int64 {
	r := int64(math.Sqrt(float64(s)))
	for r*r > s {
		r--
	}
	for (r+1)*(r+1) <= s {
		r++
	}
	return r
}

// table fills a customer-major square.
func table(n int, cost func(i, j int) int64) []int64 {
	out := make([]int64, n*n)
	for i := range n {
		for j := range n {
			out[i*n+j] = cost(i, j)
		}
	}
	return out
}

package outline

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A chequered land of two areas side by side: each outline holds its own points
// and none of the other's, and together they cover the land and little more.
func TestOutlinesHoldTheirOwnPoints(t *testing.T) {
	var points []Point
	for x := range 40 {
		for y := range 20 {
			area := 0
			if x >= 20 {
				area = 1
			}
			points = append(points, Point{At: orb.Point{float64(x), float64(y)}, Area: area})
		}
	}
	rings := Of(points, 3)
	require.Len(t, rings, 3)
	assert.Empty(t, rings[2], "an area without points has no outline")
	for _, p := range points {
		for area := range 2 {
			assert.Equal(t, area == p.Area, inside(rings[area], p.At), "%v in %d", p.At, area)
		}
	}
	// 39 × 19 km, and around it the reach: 1.3 times the distance to the ninth
	// neighbour, itself counted: √2 inside, up to √5 at the edge.
	total := 0.0
	for area := range 2 {
		for _, ring := range rings[area] {
			total += math.Abs(planar.Area(ring))
		}
	}
	assert.Greater(t, total, (39+2*1.3*math.Sqrt2)*(19+2*1.3*math.Sqrt2)-16)
	assert.Less(t, total, (39+2*1.3*math.Sqrt(5))*(19+2*1.3*math.Sqrt(5)))
	assert.Equal(t, rings, Of(points, 3))
}

// An area around another has a hole there.
func TestOutlinesHaveHoles(t *testing.T) {
	var points []Point
	for x := range 21 {
		for y := range 21 {
			area := 0
			if x > 6 && x < 14 && y > 6 && y < 14 {
				area = 1
			}
			points = append(points, Point{At: orb.Point{float64(x), float64(y)}, Area: area})
		}
	}
	rings := Of(points, 2)
	require.Len(t, rings[0], 2)
	require.Len(t, rings[1], 1)
	assert.False(t, inside(rings[0], orb.Point{10, 10}))
	assert.True(t, inside(rings[1], orb.Point{10, 10}))
}

// inside counts rings by the even-odd rule.
func inside(rings []orb.Ring, p orb.Point) bool {
	n := 0
	for _, r := range rings {
		if planar.RingContains(r, p) {
			n++
		}
	}
	return n%2 == 1
}

// Land has no gaps that nobody lives in.
func TestOutlinesFillGaps(t *testing.T) {
	var points []Point
	for x := range 30 {
		for y := range 30 {
			if x < 8 || x > 21 || y < 8 || y > 21 {
				points = append(points, Point{At: orb.Point{float64(x), float64(y)}})
			}
		}
	}
	rings := Of(points, 1)
	require.Len(t, rings[0], 1)
	assert.True(t, inside(rings[0], orb.Point{14.5, 14.5}))
}

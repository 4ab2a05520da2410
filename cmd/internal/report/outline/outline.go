// Package outline draws areas whose boundaries are not in the data: every place
// belongs to the area of the nearest small area, and to none where none is near.
// Outlines are for the eye only; nothing is computed from them.
package outline

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/quadtree"
	"github.com/paulmach/orb/simplify"
)

// Point is a place of an area, in km.
type Point struct {
	At   orb.Point
	Area int

	reach float64
}

// Point makes it an orb.Pointer.
func (p Point) Point() orb.Point { return p.At }

// cells is about how many cells the longer side of the raster has.
const cells = 420

// A place belongs to an area where it lies within some multiple of the distance
// from the nearest point to its neighbours: near in a town, further in the country.
const (
	neighbours = 9
	reaching   = 1.3
)

// Of outlines areas 0 to n−1: rings of each, outer ones and holes alike, to be
// filled by the even-odd rule. The same points give the same rings.
func Of(points []Point, n int) [][]orb.Ring {
	out := make([][]orb.Ring, n)
	if len(points) == 0 {
		return out
	}
	r := newRaster(points)
	for area := range n {
		for _, ring := range r.rings(area) {
			if line := simplify.DouglasPeucker(0.6 * r.size).LineString(orb.LineString(ring)); len(line) > 3 {
				out[area] = append(out[area], orb.Ring(line))
			}
		}
	}
	return out
}

// raster holds the area of every cell, −1 outside.
type raster struct {
	origin        orb.Point
	size          float64
	width, height int
	area          []int
}

func newRaster(points []Point) *raster {
	var all orb.MultiPoint
	for _, p := range points {
		all = append(all, p.At)
	}
	bound := all.Bound()
	near, furthest := newTree(points, bound)
	bound = bound.Pad(furthest + 1e-3)
	r := &raster{origin: bound.Min, size: max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]) / cells}
	r.width = int(math.Ceil((bound.Max[0]-bound.Min[0])/r.size)) + 2
	r.height = int(math.Ceil((bound.Max[1]-bound.Min[1])/r.size)) + 2
	r.area = make([]int, r.width*r.height)
	nearest := make([]int, len(r.area))
	for y := range r.height {
		for x := range r.width {
			at := r.centre(x, y)
			p := near.Find(at).(Point)
			r.area[y*r.width+x], nearest[y*r.width+x] = -1, p.Area
			if distance(at, p.At) <= p.reach {
				r.area[y*r.width+x] = p.Area
			}
		}
	}
	r.border()
	r.fill(nearest)
	return r
}

// border keeps the outermost cells outside, so that every ring closes.
func (r *raster) border() {
	for x := range r.width {
		r.area[x], r.area[(r.height-1)*r.width+x] = -1, -1
	}
	for y := range r.height {
		r.area[y*r.width], r.area[y*r.width+r.width-1] = -1, -1
	}
}

// newTree finds the nearest point; furthest is the greatest reach of any.
func newTree(points []Point, bound orb.Bound) (tree *quadtree.Quadtree, furthest float64) {
	add := func(tree *quadtree.Quadtree, p Point) {
		if err := tree.Add(p); err != nil {
			panic("outline: " + err.Error()) // the bound holds every point
		}
	}
	plain := quadtree.New(bound)
	for _, p := range points {
		add(plain, p)
	}
	tree = quadtree.New(bound)
	for _, p := range points {
		p.reach = 1
		for _, other := range plain.KNearest(nil, p.At, neighbours) {
			p.reach = max(p.reach, reaching*distance(p.At, other.Point()))
		}
		furthest = max(furthest, p.reach)
		add(tree, p)
	}
	return tree, furthest
}

// fill gives places that land surrounds to the nearest area.
func (r *raster) fill(nearest []int) {
	outside := make([]bool, len(r.area))
	queue := []int{0}
	outside[0] = true
	for len(queue) > 0 {
		at := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, step := range []int{1, -1, r.width, -r.width} {
			to := at + step
			if to < 0 || to >= len(r.area) || outside[to] || r.area[to] >= 0 {
				continue
			}
			outside[to] = true
			queue = append(queue, to)
		}
	}
	for i := range r.area {
		if r.area[i] < 0 && !outside[i] {
			r.area[i] = nearest[i]
		}
	}
}

func distance(a, b orb.Point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// centre is the middle of a cell.
func (r *raster) centre(x, y int) orb.Point {
	return orb.Point{r.origin[0] + (float64(x)-0.5)*r.size, r.origin[1] + (float64(y)-0.5)*r.size}
}

// corner is the lower left corner of a cell.
func (r *raster) corner(c [2]int) orb.Point {
	return orb.Point{r.origin[0] + float64(c[0]-1)*r.size, r.origin[1] + float64(c[1]-1)*r.size}
}

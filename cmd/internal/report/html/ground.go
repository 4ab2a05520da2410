package html

import (
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"

	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/outline"
)

// ground is the land of an instance in km east and north of its south-west corner.
type ground struct {
	origin orb.Point // longitude, latitude
	scale  orb.Point // km a degree
	rings  [][]orb.Ring
	bound  orb.Bound
}

const kmPerDegree = 111.195 // of a sphere with the radius of model.Distance

// newGround outlines areas by their small areas, or by practices and sites where
// the instance has none.
func newGround(f *findings.Findings) *ground {
	if f.Boundaries != nil {
		return givenGround(f)
	}
	var places orb.MultiPoint
	var areas []int
	add := func(lon, lat float64, code string) {
		if a, ok := f.In.AreaIndex(code); ok {
			places, areas = append(places, orb.Point{lon, lat}), append(areas, int(a))
		}
	}
	for i := range f.In.Data.Zones {
		z := &f.In.Data.Zones[i]
		add(z.Lon, z.Lat, z.Area)
	}
	if len(places) == 0 {
		for i := range f.In.Data.Sites {
			s := &f.In.Data.Sites[i]
			add(s.Lon, s.Lat, s.Area)
		}
		for i := range f.Practices {
			add(f.Practices[i].Lon, f.Practices[i].Lat, f.Practices[i].Area)
		}
	}
	if len(places) == 0 {
		return &ground{}
	}
	g := groundAt(places.Bound())
	points := make([]outline.Point, len(places))
	for i, p := range places {
		points[i] = outline.Point{At: g.at(p[0], p[1]), Area: areas[i]}
	}
	g.rings = outline.Of(points, f.In.NumAreas())
	g.embrace(f)
	return g
}

// groundAt is a ground without areas.
func groundAt(b orb.Bound) *ground {
	return &ground{origin: b.Min, scale: orb.Point{kmPerDegree * math.Cos(b.Center()[1]*math.Pi/180), kmPerDegree}}
}

// simplified is how far a drawn boundary may lie from the given one, in km.
const simplified = 0.04

// givenGround has the boundaries that were given.
func givenGround(f *findings.Findings) *ground {
	var all orb.Collection
	for _, p := range f.Boundaries {
		all = append(all, p)
	}
	g := groundAt(all.Bound())
	g.rings = make([][]orb.Ring, len(f.Boundaries))
	for a, polygons := range f.Boundaries {
		for _, polygon := range polygons {
			for _, ring := range polygon {
				line := make(orb.LineString, len(ring))
				for i, p := range ring {
					line[i] = g.at(p[0], p[1])
				}
				if line = simplify.DouglasPeucker(simplified).LineString(line); len(line) > 3 {
					g.rings[a] = append(g.rings[a], orb.Ring(line))
				}
			}
		}
	}
	g.embrace(f)
	return g
}

// embrace makes the bound hold areas, practices and sites.
func (g *ground) embrace(f *findings.Findings) {
	var all orb.MultiPoint
	for _, rings := range g.rings {
		for _, r := range rings {
			all = append(all, r...)
		}
	}
	for i := range f.Practices {
		all = append(all, g.at(f.Practices[i].Lon, f.Practices[i].Lat))
	}
	for i := range f.Sites {
		all = append(all, g.at(f.Sites[i].Lon, f.Sites[i].Lat))
	}
	g.bound = all.Bound()
}

func (g *ground) at(lon, lat float64) orb.Point {
	return orb.Point{(lon - g.origin[0]) * g.scale[0], (lat - g.origin[1]) * g.scale[1]}
}

// heart is where an area's name goes: the middle of its largest ring.
func (g *ground) heart(area int) (orb.Point, bool) {
	best, largest := orb.Point{}, 0.0
	for _, r := range g.rings[area] {
		if centre, size := planar.CentroidArea(r); math.Abs(size) > largest {
			best, largest = centre, math.Abs(size)
		}
	}
	return best, largest > 0
}

// view is a window on the ground, north up.
type view struct {
	bound orb.Bound
	scale float64 // units a km
}

// newView fits a window into a width and a height; the height is what is needed.
func newView(bound orb.Bound, width, height float64) (view, float64) {
	bound = bound.Pad(0.02*max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]) + 0.1)
	scale := min(width/(bound.Max[0]-bound.Min[0]), height/(bound.Max[1]-bound.Min[1]))
	used := (bound.Max[1] - bound.Min[1]) * scale
	spare := width/scale - (bound.Max[0] - bound.Min[0])
	bound.Min[0] -= spare / 2
	return view{bound, scale}, used
}

func (v view) xy(p orb.Point) (x, y float64) {
	return (p[0] - v.bound.Min[0]) * v.scale, (v.bound.Max[1] - p[1]) * v.scale
}

// outlinePath is rings as a path, filled by the even-odd rule.
func (v view) outlinePath(rings []orb.Ring) string {
	var b strings.Builder
	for _, r := range rings {
		for i, p := range r[:len(r)-1] {
			command := "L"
			if i == 0 {
				command = "M"
			}
			x, y := v.xy(p)
			b.WriteString(command + short(x) + " " + short(y))
		}
		b.WriteString("Z")
	}
	return b.String()
}

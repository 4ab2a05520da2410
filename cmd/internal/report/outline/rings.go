package outline

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// rings follows the edges of an area's cells, the area to the left, and joins the
// middles of edges: that turns stairs into slopes. Every edge is walked once; at
// a corner where two cells touch, the walk turns left first.
func (r *raster) rings(area int) []orb.Ring {
	next := map[[2]int][][2]int{}
	edge := func(from, to [2]int) { next[from] = append(next[from], to) }
	for y := range r.height {
		for x := range r.width {
			if r.at(x, y) != area {
				continue
			}
			if r.at(x, y-1) != area {
				edge([2]int{x, y}, [2]int{x + 1, y})
			}
			if r.at(x+1, y) != area {
				edge([2]int{x + 1, y}, [2]int{x + 1, y + 1})
			}
			if r.at(x, y+1) != area {
				edge([2]int{x + 1, y + 1}, [2]int{x, y + 1})
			}
			if r.at(x-1, y) != area {
				edge([2]int{x, y + 1}, [2]int{x, y})
			}
		}
	}
	starts := make([][2]int, 0, len(next))
	for c := range next {
		starts = append(starts, c)
	}
	slices.SortFunc(starts, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	var out []orb.Ring
	for _, start := range starts {
		for len(next[start]) > 0 {
			out = append(out, r.walk(next, start))
		}
	}
	return out
}

func (r *raster) at(x, y int) int {
	if x < 0 || y < 0 || x >= r.width || y >= r.height {
		return -1
	}
	return r.area[y*r.width+x]
}

// walk takes edges out of next until it is back at the start.
func (r *raster) walk(next map[[2]int][][2]int, start [2]int) orb.Ring {
	var ring orb.Ring
	at, came := start, [2]int{}
	for {
		choice := leftmost(came, at, next[at])
		to := next[at][choice]
		next[at] = slices.Delete(next[at], choice, choice+1)
		a, b := r.corner(at), r.corner(to)
		ring = append(ring, orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
		came, at = [2]int{to[0] - at[0], to[1] - at[1]}, to
		if at == start {
			return append(ring, ring[0])
		}
	}
}

// leftmost is the edge that turns left, coming in a direction.
func leftmost(came, at [2]int, edges [][2]int) int {
	for i, to := range edges {
		if d := [2]int{to[0] - at[0], to[1] - at[1]}; came[0]*d[1]-came[1]*d[0] > 0 {
			return i
		}
	}
	return 0
}

package london

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// A made-up land has a plan under the default rules: hubs as findHubs finds them
// cover these shares of patients at least, with something to spare above the 95 %
// and 85 % that the rules ask for.
const (
	coveredEverywhere = 0.965
	coveredInArea     = 0.94
	coveredWhenMended = 0.97
	mendingRounds     = 6

	hubFill   = 0.95  // of a hub's room, as far as mending fills it
	besideHub = 1_200 // metres from a hub to a practice that moved there, deviation of each axis
	openWith  = 1.15  // times the fewest patients of a hub, that a new one gathers
)

// land is one area of a made-up country on the plane.
type land struct {
	practices []point
	lists     []int64 // [practice]
	patients  int64   // sum of lists
	hospital  point
	sites     []point
	kinds     []string // [site]
}

// settleHubs mends the areas that hubs cover least, until all areas and the whole
// are covered as far as they should be. Lands that are stay as they were drawn.
func settleHubs(rng *rand.Rand, lands []*land) {
	covered, order := make([]int64, len(lands)), make([]int, len(lands))
	var all, allCovered int64
	for a, l := range lands {
		order[a], covered[a] = a, findHubs(l).covered
		all += l.patients
		allCovered += covered[a]
	}
	share := func(a int) float64 { return float64(covered[a]) / float64(lands[a].patients) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(share(a), share(b)) })
	for _, a := range order {
		if share(a) >= coveredInArea && float64(allCovered) >= coveredEverywhere*float64(all) {
			return
		}
		allCovered += lands[a].mend(rng) - covered[a]
	}
}

// mend moves practices that no hub can take to hubs with room, and sites that
// nobody can fill to practices without one. It returns the patients covered.
func (l *land) mend(rng *rand.Rand) int64 {
	h := findHubs(l)
	for range mendingRounds {
		if float64(h.covered) >= coveredWhenMended*float64(l.patients) {
			break
		}
		l.gather(rng, &h)
		h = findHubs(l)
	}
	return h.covered
}

// gather finds every practice that is left a hub, as far as there is room.
func (l *land) gather(rng *rand.Rand, h *hubs) {
	for len(h.left) > 0 {
		i := h.left[0]
		j := l.nearestHub(h, i)
		if j >= 0 {
			l.practices[i] = beside(rng, l.sites[j])
			h.add(l, i, j)
			h.left = h.left[1:]
			continue
		}
		if !l.openHub(rng, h) {
			return
		}
	}
}

// nearestHub is the open site nearest to a practice that has room for it, -1 for
// none.
func (l *land) nearestHub(h *hubs, i int) int {
	best := -1
	for j, site := range l.sites {
		if h.patients[j] > 0 && h.practices[j] < hubMostJoins &&
			float64(h.patients[j]+l.lists[i]) <= hubFill*float64(hubRoom(l.kinds[j])) &&
			(best < 0 || l.practices[i].squared(site) < l.practices[i].squared(l.sites[best])) {
			best = j
		}
	}
	return best
}

// openHub moves a closed site to the first practice that is left and gathers the
// nearest others there. It reports whether they fill it.
func (l *land) openHub(rng *rand.Rand, h *hubs) bool {
	j := slices.Index(h.patients, 0)
	if j < 0 {
		return false
	}
	at := l.practices[h.left[0]]
	near := slices.Clone(h.left)
	slices.SortStableFunc(near, func(a, b int) int {
		return cmp.Compare(l.practices[a].squared(at), l.practices[b].squared(at))
	})
	patients, n := int64(0), 0
	for n < len(near) && (n < hubLeastPractices || float64(patients) < openWith*hubLeastPatients) {
		patients += l.lists[near[n]]
		n++
	}
	if n < hubLeastPractices || float64(patients) < openWith*hubLeastPatients || patients > hubRoom(l.kinds[j]) {
		return false
	}
	l.sites[j] = at
	for _, i := range near[:n] {
		if l.practices[i].squared(at) > villageSpread*villageSpread {
			l.practices[i] = beside(rng, at)
		}
		h.add(l, i, j)
	}
	h.left = slices.DeleteFunc(h.left, func(i int) bool { return h.of[i] >= 0 })
	return true
}

// beside is a place in the neighbourhood of a hub.
func beside(rng *rand.Rand, hub point) point {
	for {
		at := wholePoint(hub.X+besideHub*rng.NormFloat64(), hub.Y+besideHub*rng.NormFloat64())
		if at.squared(hub) <= villageSpread*villageSpread {
			return at
		}
	}
}

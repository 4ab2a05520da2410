package london

import (
	"cmp"
	"slices"
)

// Limits of a federated hub under the default rules (model.md §5 and §11). hubWay
// is below the 10 km of `reach`, since the plane stretches distances far from its
// meridian.
const (
	hubWay                          = 9_000 // metres
	hubLeastPatients                = 20_000
	hubMostPatients, smallHubsMost  = 70_000, 50_000
	hubLeastPractices, hubMostJoins = 3, 21
)

// hubs is a plan of federated hubs for one area.
type hubs struct {
	of        []int   // [practice]: its site, -1 for none
	patients  []int64 // [site], 0: closed
	practices []int   // [site]
	left      []int   // practices without a site
	covered   int64   // patients
}

// findHubs joins practices to sites in the simplest way: nearest pairs first, all
// sites open; then the emptiest hub below a minimum closes, until none is below.
func findHubs(l *land) hubs {
	closed := make([]bool, len(l.sites))
	pairs := l.pairs()
	for {
		h := l.join(pairs, closed)
		emptiest := -1
		for j := range l.sites {
			if !closed[j] && (h.patients[j] < hubLeastPatients || h.practices[j] < hubLeastPractices) &&
				(emptiest < 0 || h.patients[j] < h.patients[emptiest]) {
				emptiest = j
			}
		}
		if emptiest < 0 {
			return h
		}
		closed[emptiest] = true
	}
}

// pair is a practice and a site within hubWay of it.
type pair struct {
	i, j    int
	squared float64
}

func (l *land) pairs() []pair {
	var pairs []pair
	for i, at := range l.practices {
		for j, site := range l.sites {
			if s := at.squared(site); s <= hubWay*hubWay {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.squared, b.squared), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	return pairs
}

// join takes pairs in turn as far as hubs have room.
func (l *land) join(pairs []pair, closed []bool) hubs {
	h := hubs{of: make([]int, len(l.practices)), patients: make([]int64, len(l.sites)), practices: make([]int, len(l.sites))}
	for i := range h.of {
		h.of[i] = -1
	}
	for _, x := range pairs {
		if !closed[x.j] && h.of[x.i] < 0 && h.practices[x.j] < hubMostJoins &&
			h.patients[x.j]+l.lists[x.i] <= hubRoom(l.kinds[x.j]) {
			h.add(l, x.i, x.j)
		}
	}
	for i, j := range h.of {
		if j < 0 {
			h.left = append(h.left, i)
		}
	}
	return h
}

func (h *hubs) add(l *land, i, j int) {
	h.of[i] = j
	h.patients[j] += l.lists[i]
	h.practices[j]++
	h.covered += l.lists[i]
}

// hubRoom is the most patients of a hub on a site of this kind.
func hubRoom(kind string) int64 {
	if kind == clinic || kind == practicePremises {
		return smallHubsMost
	}
	return hubMostPatients
}

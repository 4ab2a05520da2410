package model

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// strip finds places near a point: they stand sorted by latitude, and no two
// places are nearer than their latitudes are.
type strip struct {
	places []position
	order  []int32   // places by latitude, then number
	lats   []float64 // [order]
}

func newStrip(places []position) *strip {
	s := &strip{places: places, order: make([]int32, len(places)), lats: make([]float64, len(places))}
	for i := range s.order {
		s.order[i] = int32(i)
	}
	slices.SortFunc(s.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(places[a].lat, places[b].lat), cmp.Compare(a, b))
	})
	for i, place := range s.order {
		s.lats[i] = places[place].lat
	}
	return s
}

// within appends the places at most limit away, in the order of their numbers.
func (s *strip) within(from position, limit Metres, into []int32) []int32 {
	span := (float64(limit) + 1) / earthRadius
	first := sort.SearchFloat64s(s.lats, from.lat-span)
	start := len(into)
	for i := first; i < len(s.order) && s.lats[i] <= from.lat+span; i++ {
		place := s.order[i]
		if s.surelyBeyond(from, place, span) {
			continue
		}
		if from.to(s.places[place]) <= limit {
			into = append(into, place)
		}
	}
	slices.Sort(into[start:])
	return into
}

// surelyBeyond is a cheap lower bound: a place at latitude φ lies asin(cos φ sin
// Δλ) from the other's meridian, hence at least that far from the other.
func (s *strip) surelyBeyond(from position, place int32, span float64) bool {
	to := &s.places[place]
	east := math.Abs(to.lon - from.lon)
	return east < math.Pi/2 && math.Sin(min(east, math.Pi/2))*min(from.cosLat, to.cosLat) > span*1.001
}

// nearest is the place nearest to from, the one that is lesser by less on ties,
// or -1 where there are no places.
func (s *strip) nearest(from position, less func(a, b int32) bool) int32 {
	best, bestMetres := int32(-1), Metres(math.MaxInt64)
	try := func(i int) bool { // false: everything further on is further away
		gap := math.Abs(s.lats[i] - from.lat)
		if best >= 0 && gap*earthRadius > float64(bestMetres)+1 {
			return false
		}
		place := s.order[i]
		d := from.to(s.places[place])
		if d < bestMetres || d == bestMetres && less(place, best) {
			best, bestMetres = place, d
		}
		return true
	}
	middle := sort.SearchFloat64s(s.lats, from.lat)
	for i := middle; i < len(s.lats) && try(i); i++ {
	}
	for i := middle - 1; i >= 0 && try(i); i-- {
	}
	return best
}

package model

import (
	"cmp"
	"math"
	"slices"
)

// Parameters of the gravity estimate of who is registered where.
const (
	gravityFall      = 0.29  // registration falls by this share per extra car minute (Haynes 2003)
	gravityReach     = 6_000 // metres; from there on less than 2 % of the pull is left
	gravityRounds    = 25    // of balancing
	gravityTolerance = 0.002 // of a zone's people
)

// Gravity estimates registrations where the file is missing: a doubly
// constrained gravity model, balanced to list sizes and to zone populations
// (scaled to the same sum), in whole patients that add up to each list. Zones
// out of everyone's reach belong to the nearest practice. The same data give the
// same rows, by practice, then zone.
func Gravity(d *Data) []Registration {
	g := newGravity(d)
	for range gravityRounds {
		if g.balance() < gravityTolerance {
			break
		}
	}
	var out []Registration
	for p := range d.Practices {
		cells := g.round(p, d.Practices[p].List)
		for i, n := range cells {
			if n > 0 {
				zone := g.zone[g.start[p]+int32(i)]
				out = append(out, Registration{Practice: d.Practices[p].Code, Zone: d.Zones[zone].Code, Patients: n})
			}
		}
	}
	return out
}

// gravity is the matrix practice × zone, sparse by practice:
// patients = pull × byPractice × byZone.
type gravity struct {
	start      []int32
	zone       []int32
	pull       []float64
	byPractice []float64
	byZone     []float64
	list       []float64
	people     []float64 // scaled to the sum of the lists
	sums       []float64 // [zone] scratch
}

func newGravity(d *Data) *gravity {
	practices, zones := make([]position, len(d.Practices)), make([]position, len(d.Zones))
	g := &gravity{
		start: make([]int32, len(practices)+1), list: make([]float64, len(practices)), byPractice: make([]float64, len(practices)),
		people: make([]float64, len(zones)), byZone: make([]float64, len(zones)), sums: make([]float64, len(zones)),
	}
	lists, population := 0.0, 0.0
	for p := range practices {
		practices[p] = newPosition(d.Practices[p].Lat, d.Practices[p].Lon)
		g.list[p], g.byPractice[p] = float64(d.Practices[p].List), 1
		lists += g.list[p]
	}
	for z := range zones {
		zones[z] = newPosition(d.Zones[z].Lat, d.Zones[z].Lon)
		population += float64(d.Zones[z].Population)
	}
	for z := range zones {
		g.people[z] = float64(d.Zones[z].Population) * lists / max(population, 1)
	}
	g.connect(practices, zones)
	return g
}

// connect lists the cells of the matrix.
func (g *gravity) connect(practices, zones []position) {
	pull := pullByMetre()
	far := g.farZones(practices, zones)
	near := newStrip(zones)
	var list []int32
	for p := range practices {
		list = near.within(practices[p], gravityReach, list[:0])
		list = append(list, far[p]...)
		if len(list) == 0 {
			list = append(list, near.nearest(practices[p], func(a, b int32) bool { return a < b }))
		}
		slices.Sort(list)
		for _, z := range list {
			g.zone = append(g.zone, z)
			g.pull = append(g.pull, pull(practices[p].to(zones[z])))
		}
		g.start[p+1] = int32(len(g.zone))
	}
}

// farZones gives zones beyond everyone's reach to the nearest practice.
func (g *gravity) farZones(practices, zones []position) map[int][]int32 {
	out := map[int][]int32{}
	near := newStrip(practices)
	for z := range zones {
		p := near.nearest(zones[z], func(a, b int32) bool { return a < b })
		if practices[p].to(zones[z]) > gravityReach {
			out[int(p)] = append(out[int(p)], int32(z))
		}
	}
	return out
}

// pullByMetre tabulates (1 − fall)^(car minutes).
func pullByMetre() func(Metres) float64 {
	rate := math.Log(1 - gravityFall)
	pull := func(d Metres) float64 { return math.Exp(rate * CarMinutes(d)) }
	table := make([]float64, gravityReach+1)
	for d := range table {
		table[d] = pull(Metres(d))
	}
	return func(d Metres) float64 {
		if d <= gravityReach {
			return table[d]
		}
		return pull(d)
	}
}

// balance fits zones, then practices, and returns the greatest relative error
// of a zone before.
func (g *gravity) balance() float64 {
	clear(g.sums)
	for p := range g.byPractice {
		factor := g.byPractice[p]
		for k := g.start[p]; k < g.start[p+1]; k++ {
			g.sums[g.zone[k]] += g.pull[k] * factor
		}
	}
	worst := 0.0
	for z, sum := range g.sums {
		if sum > 0 && g.people[z] > 0 {
			next := g.people[z] / sum
			worst = max(worst, math.Abs(g.byZone[z]/next-1))
			g.byZone[z] = next
		}
	}
	for p := range g.byPractice {
		sum := 0.0
		for k := g.start[p]; k < g.start[p+1]; k++ {
			sum += g.pull[k] * g.byZone[g.zone[k]]
		}
		if sum > 0 {
			g.byPractice[p] = g.list[p] / sum
		}
	}
	return worst
}

// round gives whole patients by largest remainder; the lower zone wins ties.
func (g *gravity) round(p int, list int64) []int64 {
	first, last := g.start[p], g.start[p+1]
	shares := make([]float64, last-first)
	for k := first; k < last; k++ {
		shares[k-first] = g.pull[k] * g.byZone[g.zone[k]] * g.byPractice[p]
	}
	return apportion(list, shares)
}

// apportion splits a whole number in proportion to shares, by largest remainder.
// Shares that are all nothing leave everything to the first.
func apportion(total int64, shares []float64) []int64 {
	out := make([]int64, len(shares))
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	if sum <= 0 {
		out[0] = total
		return out
	}
	rest := total
	order := make([]int, len(shares))
	remainder := make([]float64, len(shares))
	for i, s := range shares {
		exact := float64(total) * s / sum
		out[i] = int64(exact)
		remainder[i] = exact - float64(out[i])
		rest -= out[i]
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(-cmp.Compare(remainder[a], remainder[b]), cmp.Compare(a, b))
	})
	for _, i := range order[:max(rest, 0)] {
		out[i]++
	}
	return out
}

package suite

import "fmt"

// readKong reads Kong's real geographies (2021); units with a capacity are
// sites, and serving unit i at site j costs demand · Euclid / 1000.
//
//	heading
//	number demand x y candidature fixed capacity, one line a unit
func readKong(t *text, _ Request) *layout {
	t.skipLine()
	n := t.left() / kongColumns
	if n == 0 || t.left()%kongColumns != 0 {
		t.fault("the file", fmt.Sprintf("has %d numbers after its heading", t.left()), fmt.Sprintf("%d a line", kongColumns), familyMaybe)
		return nil
	}
	xs, ys := make([]decimal, n), make([]decimal, n)
	demand := make([]decimal, n)
	var fixed, capacity []decimal
	var sites []int
	for i := range n {
		demand[i] = t.amounts(2, "number and demand")[1]
		place := t.decimals(2, "coordinate")
		xs[i], ys[i] = place[0], place[1]
		if site := t.amounts(3, "candidature, fixed cost and capacity"); site[2].digits > 0 {
			sites = append(sites, i)
			fixed, capacity = append(fixed, site[1]), append(capacity, site[2])
		}
	}
	if len(sites) == 0 {
		t.fault("the file", "has no unit with a capacity", "at least one", familyMaybe)
	}
	if !t.dense(len(sites), n) {
		return nil
	}
	l := &layout{places: maxPlaces}
	l.demand, l.capacity = t.quantities(demand, capacity)
	l.fixed = t.scaled(fixed, l.places, "fixed cost")
	points := t.points(xs, ys, floatExtent)
	for i, d := range demand {
		factor := float64(d.digits) / float64(pow10(d.places)) / 1000 * float64(pow10(maxPlaces))
		for _, j := range sites {
			l.cost = append(l.cost, points.scaled(i, j, factor))
		}
	}
	return l
}

const kongColumns = 7

package london

import "math"

// square is a piece of land, cellSide wide; at is its middle.
type square struct {
	at   point
	area int
	out  float64 // squared distance from its district's centre, 1 at the rim of a round one
}

const cellSide = 500 // metres

// territories gives every area its land: the cells of a power diagram around the
// centres of its districts, each as large as the district's published area.
// Cells are bounded by circles where they have no neighbour, which is the
// cheapest transport of that much land to the centres (Aurenhammer, Hoffmann and
// Aronov 1998, doi:10.1007/PL00009187). Real outlines differ; sizes and
// neighbourhoods do not much.
func territories(f *figures, p plane) []square {
	owner := map[string]int{}
	for a, area := range f.areas {
		owner[area.code] = a
	}
	centres := make([]point, len(f.districts))
	size := make([]float64, len(f.districts)) // m²
	for d, district := range f.districts {
		centres[d] = p.point(district.lat, district.lon)
		size[d] = district.hectares * 10_000
	}
	land := newLattice(centres, size)
	land.fitPowers(centres, size)
	var squares []square
	for k, d := range land.owner {
		if d >= 0 {
			at := land.at(k)
			squares = append(squares, square{at, owner[f.districts[d].area],
				at.squared(centres[d]) * math.Pi / size[d]})
		}
	}
	return squares
}

// lattice is a rectangle of cells, row by row from the south-west, and the
// district that owns each, -1 for none.
type lattice struct {
	west, south   float64
	columns, rows int
	owner         []int
}

// newLattice covers every cell that a district could own.
func newLattice(centres []point, size []float64) *lattice {
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for d, c := range centres {
		reach := math.Sqrt(size[d])
		west, east = min(west, c.X-reach), max(east, c.X+reach)
		south, north = min(south, c.Y-reach), max(north, c.Y+reach)
	}
	l := &lattice{west: math.Floor(west), south: math.Floor(south),
		columns: int((east-west)/cellSide) + 1, rows: int((north-south)/cellSide) + 1}
	l.owner = make([]int, l.columns*l.rows)
	return l
}

// at is the middle of cell k.
func (l *lattice) at(k int) point {
	return point{l.west + float64(k%l.columns)*cellSide, l.south + float64(k/l.columns)*cellSide}
}

// fitPowers finds the power (squared radius) of every centre under which its
// cells have the wanted size, and the owner of each cell. 40 rounds bring sizes
// within about 2 %.
func (l *lattice) fitPowers(centres []point, size []float64) {
	const rounds, step = 40, 0.5
	power := make([]float64, len(centres))
	for d := range power {
		power[d] = size[d] / math.Pi
	}
	excess := make([]float64, len(l.owner)) // squared distance less power, of the owner
	for range rounds {
		for k := range l.owner {
			l.owner[k], excess[k] = -1, 0
		}
		for d, c := range centres {
			l.eachWithin(c, math.Sqrt(power[d]), func(k int, at point) {
				if e := at.squared(c) - power[d]; e < excess[k] {
					l.owner[k], excess[k] = d, e
				}
			})
		}
		got := make([]float64, len(centres))
		for _, d := range l.owner {
			if d >= 0 {
				got[d] += cellSide * cellSide
			}
		}
		for d := range power {
			power[d] = max(0, math.Round(power[d]+step*(size[d]-got[d])/math.Pi))
		}
	}
}

// eachWithin calls visit for every cell of the box around a circle.
func (l *lattice) eachWithin(c point, radius float64, visit func(k int, at point)) {
	first := func(x, origin float64) int { return max(0, int((x-radius-origin)/cellSide)) }
	last := func(x, origin float64, n int) int { return min(n-1, int((x+radius-origin)/cellSide)) }
	for row := first(c.Y, l.south); row <= last(c.Y, l.south, l.rows); row++ {
		for column := first(c.X, l.west); column <= last(c.X, l.west, l.columns); column++ {
			k := row*l.columns + column
			visit(k, l.at(k))
		}
	}
}

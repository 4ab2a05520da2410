package london

import (
	"math"
	"math/rand/v2"
	"sort"
)

// crowd is a sample of the people of one area: where they live, one point for
// about the same number of people each.
type crowd []point

// Density, calibrated to the real spacing of practices and small areas
// (README.md).
const (
	charingCrossLat, charingCrossLon = 51.507, -0.128

	centrePlateau = 6_000  // metres around the centre without a fall in density
	centreFall    = 10_000 // metres in which density falls by e beyond it

	londonCore       = 0.58 // fall of log density from a borough's centre to its rim
	londonUnevenness = 0.40 // deviation of log density: estates, offices

	// Open land, where hardly anyone lives: parks inside, the green belt outside.
	innerOpen, outerOpen = 0.02, 0.10 // share of land, inside the plateau and at the edge
	openRise             = 0.008      // of that share per km outwards
	openResidents        = 0.03       // density there, to that of other land

	surreyUnevenness = 1.50
	townPeak         = 6_000 // people per km² in the middle of a Surrey town
)

// settle draws perPoint people to a point for every area, denser where its land
// is denser.
func settle(rng *rand.Rand, f *figures, p plane, land []square, perPoint float64) []crowd {
	cumulated := make([][]float64, len(f.areas))
	squares := make([][]point, len(f.areas))
	d := newDensity(rng, f, p)
	for _, s := range land {
		sum := 0.0
		if n := len(cumulated[s.area]); n > 0 {
			sum = cumulated[s.area][n-1]
		}
		weight := d.london(s)
		if f.areas[s.area].regime == "surrey" {
			weight = d.surrey(s.at)
		}
		cumulated[s.area] = append(cumulated[s.area], sum+round(weight, 6))
		squares[s.area] = append(squares[s.area], s.at)
	}
	crowds := make([]crowd, len(f.areas))
	for a, area := range f.areas {
		c := cumulated[a]
		for range int(math.Round(float64(area.population) / perPoint)) {
			k := min(sort.SearchFloat64s(c, rng.Float64()*c[len(c)-1]), len(c)-1)
			at := squares[a][k]
			crowds[a] = append(crowds[a], wholePoint(
				at.X+(rng.Float64()-0.5)*cellSide, at.Y+(rng.Float64()-0.5)*cellSide))
		}
	}
	return crowds
}

// density is people per unit of land: relative within an area.
type density struct {
	centre point
	uneven field
	open   field
	towns  []settlement
	rural  float64 // people per km² outside towns, Surrey
}

type settlement struct {
	at     point
	people float64
	spread float64 // metres, deviation of a round normal
}

func newDensity(rng *rand.Rand, f *figures, p plane) density {
	d := density{
		centre: p.point(charingCrossLat, charingCrossLon),
		uneven: newField(rng, 40, 1_200, 5_000),
		open:   newField(rng, 40, 2_000, 8_000),
	}
	var people, km2, inTowns float64
	for _, area := range f.areas {
		if area.regime == "surrey" {
			people += float64(area.population)
		}
	}
	for _, district := range f.districts {
		if district.area == surrey {
			km2 += district.hectares / 100
		}
	}
	for _, t := range f.towns {
		s := settlement{at: p.point(t.lat, t.lon), people: 1_000 * t.thousands}
		s.spread = math.Round(1_000 * math.Sqrt(s.people/(2*math.Pi*townPeak)))
		inTowns += s.people
		d.towns = append(d.towns, s)
	}
	d.rural = (people - inTowns) / km2
	return d
}

// london falls outwards beyond the centre, unevenly.
func (d *density) london(s square) float64 {
	at := s.at
	out := max(0, at.distance(d.centre)-centrePlateau)
	people := math.Exp(-out/centreFall - londonCore*s.out + londonUnevenness*d.uneven.at(at))
	share := min(innerOpen+openRise*out/1_000, outerOpen)
	if d.open.at(at) > math.Sqrt2*math.Erfinv(1-2*share) {
		people *= openResidents
	}
	return people
}

// surrey is towns in thinly settled country.
func (d *density) surrey(at point) float64 {
	sum := d.rural * math.Exp(surreyUnevenness*d.uneven.at(at)-surreyUnevenness*surreyUnevenness/2)
	for _, t := range d.towns {
		variance := t.spread * t.spread
		sum += 1e6 * t.people / (2 * math.Pi * variance) * math.Exp(-at.squared(t.at)/(2*variance))
	}
	return sum
}

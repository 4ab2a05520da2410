package london

import (
	"fmt"
	"math"
	"math/rand/v2"

	"polyclinic/model"
)

// country is a kind of made-up land: practices in towns of Zipf sizes, a few
// between them, areas of about the same number of practices.
type country struct {
	name, regime    string
	lat, lon        float64 // of the middle
	landPerPractice float64 // km², where land is 0
	land            float64 // km²; 0: grows with the number of practices
	townPractices   int     // mean practices of a town
	rural           float64 // share of practices in villages around towns
	density         float64 // practices per km² in the middle of a town
	areaPractices   int     // practices of an area
}

// Random makes a dense made-up region, as London is.
func Random(practices, sites int, seed uint64) (*model.Data, error) {
	return country{name: "random", regime: "london", lat: 52.5, lon: -1.3, landPerPractice: 1.2,
		townPractices: 50, rural: 0.1, density: 1.2, areaPractices: 50}.make(practices, sites, seed)
}

// England makes a made-up country of England's size.
func England(practices, sites int, seed uint64) (*model.Data, error) {
	return country{name: "england", regime: "surrey", lat: 52.5, lon: -1.3, land: 130_000,
		townPractices: 40, rural: 0.03, density: 0.8, areaPractices: 53}.make(practices, sites, seed)
}

// Continent makes a larger, sparse made-up land.
func Continent(practices, sites int, seed uint64) (*model.Data, error) {
	return country{name: "continent", regime: "surrey", lat: 48, lon: 10, landPerPractice: 60,
		townPractices: 60, rural: 0.02, density: 0.8, areaPractices: 60}.make(practices, sites, seed)
}

const (
	meanList      = 6_600 // patients of a practice
	villageSpread = 4_000 // metres from a town practice to one outside, deviation of each axis
)

// make draws the instance. It has no zones: a practice counts as one zone at its
// own place.
func (c country) make(practices, sites int, seed uint64) (*model.Data, error) {
	if practices < 1 || sites < 1 {
		return nil, fmt.Errorf("%d practices and %d sites, want at least 1 of each. Maybe a number was left out", practices, sites)
	}
	rng := rand.New(rand.NewPCG(seed, uint64(practices)<<32|uint64(sites)))
	p := plane{lat: c.lat, lon: c.lon}
	places := c.places(rng, practices)
	lists := listSizes(rng, practices, int64(practices)*meanList, londonLists)
	groups := bisect(places, nil, max(1, (practices+c.areaPractices/2)/c.areaPractices))
	d := &model.Data{
		Name:        fmt.Sprintf("%s-%d-%d-seed-%d", c.name, practices, sites, seed),
		Description: "A made-up land: all places and numbers are generated.",
		Source:      "generated",
		Bounds:      c.bounds(practices),
	}
	weights := make([]float64, len(groups))
	for a, group := range groups {
		weights[a] = float64(len(group))
	}
	lands := make([]*land, len(groups))
	for a, n := range apportion(int64(sites), weights) {
		lands[a] = newLand(rng, places, lists, groups[a], int(n))
	}
	settleHubs(rng, lands)
	for _, l := range lands {
		c.addArea(d, p, l)
	}
	return d, nil
}

// newLand is the land of one group of practices, with n sites and a hospital.
func newLand(rng *rand.Rand, places []point, lists []int64, group []int, n int) *land {
	l := &land{practices: make([]point, len(group)), lists: make([]int64, len(group)), kinds: make([]string, n)}
	for k, i := range group {
		l.practices[k], l.lists[k] = places[i], lists[i]
		l.patients += lists[i]
	}
	l.hospital = middle(l.practices, bisect(l.practices, nil, 1)[0])
	l.sites = medians(rng, l.practices, n)
	kinds := []string{acuteHospital, healthCentre, practicePremises, clinic, practicePremises,
		sharedPremises, communityHospital, builtPolyclinic, newBuild, practicePremises}
	for k := range l.kinds {
		l.kinds[k] = kinds[k%len(kinds)]
	}
	return l
}

// addArea adds the area on a land.
func (c country) addArea(d *model.Data, p plane, l *land) {
	code := fmt.Sprintf("A%04d", len(d.Areas)+1)
	d.Areas = append(d.Areas, model.Area{Code: code, Name: "Area " + code[1:], Population: &l.patients, Regime: c.regime})
	for k, at := range l.practices {
		lat, lon := p.coordinate(at)
		d.Practices = append(d.Practices, model.Practice{Code: fmt.Sprintf("%sP%03d", code, k+1),
			Name: fmt.Sprintf("Practice %d of %s", k+1, code), Area: code, Lat: lat, Lon: lon, List: l.lists[k]})
	}
	lat, lon := p.coordinate(l.hospital)
	d.Hospitals = append(d.Hospitals, model.Hospital{Code: code + "H", Name: "Hospital of " + code,
		Lat: lat, Lon: lon, Acute: true, Stroke: len(d.Hospitals)%4 == 0, Trauma: len(d.Hospitals)%8 == 0})
	for k, at := range l.sites {
		lat, lon := p.coordinate(at)
		d.Sites = append(d.Sites, model.Site{Code: fmt.Sprintf("%sS%03d", code, k+1),
			Name: fmt.Sprintf("Site %d of %s", k+1, code), Area: code, Lat: lat, Lon: lon, Kind: l.kinds[k]})
	}
}

// middle is the point of a group nearest to the middle of its neighbours: the
// least sum of distances to the others.
func middle(points []point, group []int) point {
	best, least := points[group[0]], math.Inf(1)
	for _, k := range group {
		sum := 0.0
		for _, other := range group {
			sum += points[k].distance(points[other])
		}
		if sum = math.Round(sum); sum < least {
			best, least = points[k], sum
		}
	}
	return best
}

// medians picks n of the points in turn, each where it shortens the way from all
// points to the nearest picked one most; once all are picked, any again.
func medians(rng *rand.Rand, points []point, n int) []point {
	way := make([]float64, len(points))
	for i := range way {
		way[i] = 1e6
	}
	picked := make([]point, n)
	for k := range picked {
		best, most := rng.IntN(len(points)), 0.0
		for i, at := range points {
			gain := 0.0
			for j, other := range points {
				gain += max(0, way[j]-math.Round(at.distance(other)))
			}
			if gain > most {
				best, most = i, gain
			}
		}
		picked[k] = points[best]
		for j, other := range points {
			way[j] = min(way[j], math.Round(picked[k].distance(other)))
		}
	}
	return picked
}

// side is the side of the land in metres.
func (c country) side(practices int) float64 {
	land := c.land
	if land == 0 {
		land = c.landPerPractice * float64(practices)
	}
	return 1_000 * math.Sqrt(land)
}

// places draws where practices are.
func (c country) places(rng *rand.Rand, practices int) []point {
	side := c.side(practices)
	anywhere := func() point { return wholePoint((rng.Float64()-0.5)*side, (rng.Float64()-0.5)*side) }
	weights := make([]float64, max(1, practices/c.townPractices))
	for k := range weights {
		weights[k] = 1 / math.Pow(float64(k+3), 0.8)
	}
	rural := int(c.rural * float64(practices))
	places := make([]point, 0, practices)
	for _, n := range apportion(int64(practices-rural), weights) {
		at, spread := anywhere(), 1_000*math.Sqrt(float64(n)/(2*math.Pi*c.density))
		for range n {
			places = append(places, wholePoint(at.X+spread*rng.NormFloat64(), at.Y+spread*rng.NormFloat64()))
		}
	}
	for range rural {
		near := places[rng.IntN(practices-rural)]
		places = append(places, wholePoint(near.X+villageSpread*rng.NormFloat64(), near.Y+villageSpread*rng.NormFloat64()))
	}
	return places
}

// bounds is a box around the land with a margin of two degrees.
func (c country) bounds(practices int) model.Bounds {
	half := c.side(practices) / 2 / metresPerDegree
	south, north := math.Floor(c.lat-half-2), math.Ceil(c.lat+half+2)
	wide := half / math.Cos(north*math.Pi/180)
	return model.Bounds{South: south, North: north, West: math.Floor(c.lon - wide - 2), East: math.Ceil(c.lon + wide + 2)}
}

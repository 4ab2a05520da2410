package london

import (
	"fmt"
	"math"
	"math/rand/v2"

	"polyclinic/model"
)

const (
	zonePeople   = 1_560 // mean small area: London's and Surrey's of 2001 held about that many in 2008
	pointsInZone = 8     // sample points that a small area is made of

	zoneUnevenness = 0.16 // deviation of log population

	// Deprivation within a PCT varies smoothly over a kilometre or two and by
	// chance; together as much as IMD 2007 scores do (deviation 10 in London, 6 in
	// Surrey).
	smoothDeprivation, chanceDeprivation = 0.30, 0.25 // share of the PCT's mean, plus:
	baseDeprivation                      = 8.0        // points that vary in every PCT
)

// smallAreas divides the people of an area into compact zones of about zonePeople.
func smallAreas(rng *rand.Rand, area areaFigures, people crowd, p plane) []model.Zone {
	n := int(math.Round(float64(area.population) / zonePeople))
	parts := bisect(people, nil, n)
	size := make([]float64, n)
	for k := range size {
		size[k] = round(math.Exp(zoneUnevenness*rng.NormFloat64()), 6)
	}
	populations := apportion(area.population, size)
	places := make([]point, n)
	for k, part := range parts {
		places[k] = centre(people, part)
	}
	scores := deprivation(rng, area.deprivation, places, populations)
	zones := make([]model.Zone, n)
	for k, at := range places {
		lat, lon := p.coordinate(at)
		zones[k] = model.Zone{
			Code: fmt.Sprintf("%sZ%04d", area.code, k+1), Area: area.code,
			Lat: lat, Lon: lon, Population: populations[k], Deprivation: &scores[k],
		}
	}
	return zones
}

// deprivation draws scores around a mean that holds for the people of the area.
func deprivation(rng *rand.Rand, mean float64, places []point, populations []int64) []float64 {
	smooth := newField(rng, 40, 1_500, 5_000)
	scores := make([]float64, len(places))
	var sum, people float64
	for k, at := range places {
		scale := baseDeprivation + mean*0.5
		scores[k] = max(1, mean+scale*(smoothDeprivation*smooth.at(at)+chanceDeprivation*rng.NormFloat64()))
		sum += scores[k] * float64(populations[k])
		people += float64(populations[k])
	}
	for k := range scores {
		scores[k] = round(scores[k]*mean*people/sum, 1)
	}
	return scores
}

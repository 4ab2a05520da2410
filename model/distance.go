package model

import "math"

// earthRadius in metres (model.md §2).
const earthRadius = 6_371_009

// position is a place with the parts of the haversine that belong to it alone.
type position struct{ lat, lon, cosLat float64 } // radians

func newPosition(lat, lon float64) position {
	phi := lat * math.Pi / 180
	return position{lat: phi, lon: lon * math.Pi / 180, cosLat: math.Cos(phi)}
}

// to is the great-circle distance, rounded once; every formula uses the
// rounded metres.
func (a position) to(b position) Metres {
	if a == b {
		return 0
	}
	north := math.Sin((b.lat - a.lat) / 2)
	east := math.Sin((b.lon - a.lon) / 2)
	h := north*north + a.cosLat*b.cosLat*east*east
	return Metres(math.Round(2 * earthRadius * math.Asin(math.Sqrt(min(h, 1)))))
}

// Distance is the straight-line distance of two places in degrees.
func Distance(lat1, lon1, lat2, lon2 float64) Metres {
	return newPosition(lat1, lon1).to(newPosition(lat2, lon2))
}

package london

import "math"

// earthRadius is in metres, as everywhere in the program.
const earthRadius = 6_371_009

// metresPerDegree is the length of a degree of latitude.
const metresPerDegree = earthRadius * math.Pi / 180

// point is a place on a plane, in whole metres east and north of its origin.
type point struct{ X, Y float64 }

// plane is a sinusoidal map around a meridian: areas are true everywhere, and
// distances are true to 1 % within a degree of the meridian's longitude.
type plane struct{ lat, lon float64 } // of the origin

// point is where a coordinate lies on the plane.
func (p plane) point(lat, lon float64) point {
	return wholePoint((lon-p.lon)*metresPerDegree*math.Cos(lat*math.Pi/180), (lat-p.lat)*metresPerDegree)
}

// coordinate is the latitude and longitude of a point, to six decimals.
func (p plane) coordinate(at point) (lat, lon float64) {
	lat = p.lat + at.Y/metresPerDegree
	lon = p.lon + at.X/(metresPerDegree*math.Cos(lat*math.Pi/180))
	return round(lat, 6), round(lon, 6)
}

func wholePoint(x, y float64) point { return point{math.Round(x), math.Round(y)} }

// squared is the squared distance in m².
func (p point) squared(q point) float64 {
	return float64((p.X-q.X)*(p.X-q.X)) + float64((p.Y-q.Y)*(p.Y-q.Y))
}

// distance is in metres.
func (p point) distance(q point) float64 { return math.Sqrt(p.squared(q)) }

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

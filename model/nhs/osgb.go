package nhs

import "math"

// Ellipsoids, semi-axes in metres; the National Grid is on Airy 1830, satellites
// and the instance are on WGS84.
const (
	airyA, airyB = 6377563.396, 6356256.909
	wgsA, wgsB   = 6378137.0, 6356752.3141
)

// National Grid: transverse Mercator on Airy 1830, true origin 49° N 2° W.
const (
	gridScale    = 0.9996012717
	gridEasting  = 400000.0
	gridNorthing = -100000.0
	gridLat      = 49 * math.Pi / 180
	gridLon      = -2 * math.Pi / 180
)

// fromGrid turns OSGB36 easting and northing, metres, into WGS84 latitude and
// longitude, degrees: the inverse projection and the seven-parameter Helmert
// transformation of Ordnance Survey's "A guide to coordinate systems in Great
// Britain" (annexes B and C, and section 6.6). Within 5 m of the definitive
// OSTN15 grid at its test points, within 3 m at those in England but Cornwall's; height is taken as 0, which moves
// nothing by more than centimetres.
func fromGrid(easting, northing float64) (lat, lon float64) {
	phi, lambda := unproject(easting, northing)
	x, y, z := cartesian(phi, lambda, airyA, airyB)
	x, y, z = helmert(x, y, z)
	phi, lambda = geodetic(x, y, z, wgsA, wgsB)
	return phi * 180 / math.Pi, lambda * 180 / math.Pi
}

// unproject inverts the National Grid's projection, radians on Airy 1830.
func unproject(easting, northing float64) (phi, lambda float64) {
	n := (airyA - airyB) / (airyA + airyB)
	e2 := 1 - airyB*airyB/(airyA*airyA)
	phi = gridLat
	for range 20 { // millimetres after five
		left := northing - gridNorthing - meridian(phi, n)
		if math.Abs(left) < 1e-5 {
			break
		}
		phi += left / (airyA * gridScale)
	}
	sin, cos, tan := math.Sin(phi), math.Cos(phi), math.Tan(phi)
	nu := airyA * gridScale / math.Sqrt(1-e2*sin*sin)
	rho := airyA * gridScale * (1 - e2) / math.Pow(1-e2*sin*sin, 1.5)
	eta2 := nu/rho - 1
	t2, t4, t6 := tan*tan, math.Pow(tan, 4), math.Pow(tan, 6)
	d := easting - gridEasting
	vii := tan / (2 * rho * nu)
	viii := tan / (24 * rho * math.Pow(nu, 3)) * (5 + 3*t2 + eta2 - 9*t2*eta2)
	ix := tan / (720 * rho * math.Pow(nu, 5)) * (61 + 90*t2 + 45*t4)
	x := 1 / (cos * nu)
	xi := 1 / (cos * 6 * math.Pow(nu, 3)) * (nu/rho + 2*t2)
	xii := 1 / (cos * 120 * math.Pow(nu, 5)) * (5 + 28*t2 + 24*t4)
	xiia := 1 / (cos * 5040 * math.Pow(nu, 7)) * (61 + 662*t2 + 1320*t4 + 720*t6)
	phi = phi - vii*d*d + viii*math.Pow(d, 4) - ix*math.Pow(d, 6)
	lambda = gridLon + x*d - xi*math.Pow(d, 3) + xii*math.Pow(d, 5) - xiia*math.Pow(d, 7)
	return phi, lambda
}

// meridian is the arc from the true origin's latitude to phi, scaled, metres.
func meridian(phi, n float64) float64 {
	n2, n3 := n*n, n*n*n
	less, sum := phi-gridLat, phi+gridLat
	return airyB * gridScale * ((1+n+5*n2/4+5*n3/4)*less -
		(3*n+3*n2+21*n3/8)*math.Sin(less)*math.Cos(sum) +
		(15*n2/8+15*n3/8)*math.Sin(2*less)*math.Cos(2*sum) -
		35*n3/24*math.Sin(3*less)*math.Cos(3*sum))
}

func cartesian(phi, lambda, a, b float64) (x, y, z float64) {
	e2 := 1 - b*b/(a*a)
	nu := a / math.Sqrt(1-e2*math.Sin(phi)*math.Sin(phi))
	return nu * math.Cos(phi) * math.Cos(lambda), nu * math.Cos(phi) * math.Sin(lambda), nu * (1 - e2) * math.Sin(phi)
}

// helmert goes from OSGB36 to WGS84: the published parameters of the other
// direction with their signs turned.
func helmert(x, y, z float64) (float64, float64, float64) {
	const (
		tx, ty, tz = 446.448, -125.157, 542.060
		scale      = -20.4894e-6
		second     = math.Pi / 180 / 3600
		rx         = 0.1502 * second
		ry         = 0.2470 * second
		rz         = 0.8421 * second
	)
	return tx + (1+scale)*x - rz*y + ry*z,
		ty + rz*x + (1+scale)*y - rx*z,
		tz - ry*x + rx*y + (1+scale)*z
}

func geodetic(x, y, z, a, b float64) (phi, lambda float64) {
	e2 := 1 - b*b/(a*a)
	p := math.Hypot(x, y)
	phi = math.Atan2(z, p*(1-e2))
	for range 10 {
		nu := a / math.Sqrt(1-e2*math.Sin(phi)*math.Sin(phi))
		next := math.Atan2(z+e2*nu*math.Sin(phi), p)
		if math.Abs(next-phi) < 1e-13 {
			return next, math.Atan2(y, x)
		}
		phi = next
	}
	return phi, math.Atan2(y, x)
}

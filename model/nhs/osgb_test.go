package nhs

import (
	"math"
	"testing"
)

// Ordnance Survey's own test points of OSTN15 (developer pack, 2016): ETRS89
// latitude and longitude beside OSGB36 easting and northing, from Scilly and
// St Kilda, where the transformation is at its worst (4.9 m), to Shetland.
var ostn15 = []struct {
	name                  string
	lat, lon, east, north float64
}{
	{"TP01 St Mary's", 49.92226394, -6.29977752, 91492.146, 11318.804},
	{"TP02 Lizard", 49.96006138, -5.20304610, 170370.718, 11572.405},
	{"TP03 Plymouth", 50.43885826, -4.10864564, 250359.811, 62016.569},
	{"TP04 St Catherine's", 50.57563665, -1.29782277, 449816.371, 75335.861},
	{"TP05 Southampton", 50.93127938, -1.45051434, 438710.920, 114792.250},
	{"TP06 Nash Point", 51.40078220, -3.55128349, 292184.870, 168003.465},
	{"TP07 North Foreland", 51.37447026, 1.44454730, 639821.835, 169565.858},
	{"TP08 Brislington", 51.42754743, -2.54407618, 362269.991, 169978.690},
	{"TP09 Lambeth", 51.48936565, -0.11992557, 530624.974, 178388.464},
	{"TP10 Carmarthen", 51.85890896, -4.30852477, 241124.584, 220332.641},
	{"TP11 Colchester", 51.89436637, 0.89724327, 599445.590, 225722.826},
	{"TP12 Droitwich", 52.25529382, -2.15458614, 389544.190, 261912.153},
	{"TP14 King's Lynn", 52.75136687, 0.40153547, 562180.547, 319784.995},
	{"TP16 Daresbury", 53.34480280, -2.64049321, 357455.843, 383290.436},
	{"TP20 Horsforth", 53.80021520, -1.66379168, 422242.186, 433818.701},
	{"TP24 Carlisle", 54.89542340, -2.93827741, 339921.145, 556034.761},
	{"TP25 Newcastle", 54.97912274, -1.61657685, 424639.355, 565012.703},
	{"TP30 Inverness", 57.48625001, -4.21926399, 267056.768, 846176.972},
	{"TP31 St Kilda", 57.81351838, -8.57854456, 9587.909, 899448.996},
	{"TP40 Shetland", 60.13308092, -2.07382823, 395999.668, 1138728.951},
}

// Protects the coordinates of every practice that Code-Point places.
func TestFromGridIsWithinFiveMetresOfOrdnanceSurvey(t *testing.T) {
	for _, p := range ostn15 {
		lat, lon := fromGrid(p.east, p.north)
		north := (lat - p.lat) * 111_195
		east := (lon - p.lon) * 111_195 * math.Cos(p.lat*math.Pi/180)
		if off := math.Hypot(north, east); off > 5 {
			t.Errorf("%s is %.2f m off, want within 5", p.name, off)
		}
	}
}

// Ordnance Survey's worked example of the inverse projection alone: Caister
// water tower, 52°39'27.2531" N 1°43'4.5177" E on Airy 1830.
func TestUnprojectWorkedExample(t *testing.T) {
	phi, lambda := unproject(651409.903, 313177.270)
	wantLat := 52 + 39.0/60 + 27.2531/3600
	wantLon := 1 + 43.0/60 + 4.5177/3600
	if math.Abs(phi*180/math.Pi-wantLat) > 1e-7 || math.Abs(lambda*180/math.Pi-wantLon) > 1e-7 {
		t.Errorf("unproject gives %.8f %.8f, want %.8f %.8f", phi*180/math.Pi, lambda*180/math.Pi, wantLat, wantLon)
	}
}

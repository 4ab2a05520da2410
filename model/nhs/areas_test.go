package nhs

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// boxes is a boundary file of rectangles on the grid, from easting to easting.
func boxes(name, codeKey, nameKey string, grid bool, edges map[string][2]int) File {
	var features []string
	for _, code := range sortedKeys(edges) {
		var ring []string
		for _, c := range [][2]int{{edges[code][0], 335000}, {edges[code][1], 335000}, {edges[code][1], 355000}, {edges[code][0], 355000}, {edges[code][0], 335000}} {
			x, y := float64(c[0]), float64(c[1])
			if !grid {
				y, x = fromGrid(x, y)
			}
			ring = append(ring, fmt.Sprintf("[%f,%f]", x, y))
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"%s":"%s","%s":"Area %s","population_2019":50000,"FID":1},"geometry":{"type":"Polygon","coordinates":[[%s]]}}`,
			codeKey, code, nameKey, code, strings.Join(ring, ",")))
	}
	return text(name, `{"type":"FeatureCollection","features":[`+strings.Join(features, ",")+`]}`)
}

// The practices of plainFiles stand on eastings 440,000 to 467,300.
var halves = map[string][2]int{"W1": {430000, 450100}, "E1": {450100, 467200}}

// Areas by boundary, in degrees and on the grid, whatever ONS calls the columns.
func TestAreasByBoundary(t *testing.T) {
	for name, f := range map[string]File{
		"degrees": boxes("areas.geojson", "code", "name", false, halves),
		"grid":    boxes("ICB_April_2023.geojson", "ICB23CD", "ICB23NM", true, halves),
	} {
		t.Run(name, func(t *testing.T) {
			d, r := good(t, Options{}, append(plainFiles(40), f)...)
			require.Len(t, d.Areas, 2)
			assert.Equal(t, "E1", d.Areas[0].Code)
			assert.Equal(t, "Area E1", d.Areas[0].Name)
			assert.Equal(t, int64(50000), *d.Areas[0].Population)
			assert.Equal(t, "W1", d.Practices[14].Area)
			assert.Equal(t, "E1", d.Practices[15].Area)
			assert.Equal(t, []string{"practice A81039"}, of(r, Guessed, "just outside"), "100 m off the edge")
			d, _ = good(t, Options{Areas: []string{"W1"}}, append(plainFiles(40), f)...)
			assert.Len(t, d.Practices, 15)
			d, _ = good(t, Options{AreasBy: "commissioner"}, append(plainFiles(40), f)...)
			assert.Equal(t, "01A", d.Practices[0].Area)
		})
	}
}

// Broken boundary files are named with the feature that breaks.
func TestBrokenBoundaries(t *testing.T) {
	whole := mustText(t, boxes("areas.geojson", "code", "name", false, halves))
	assert.Contains(t, bad(t, Options{}, append(plainFiles(40), text("areas.geojson", whole[:len(whole)-200]))...), "areas.geojson: feature 2 cannot be read")
	assert.Contains(t, bad(t, Options{}, append(plainFiles(40), text("areas.geojson", strings.ReplaceAll(whole, `"Polygon"`, `"MultiPolygon"`)))...), "feature 1 has coordinates that cannot be read")
	assert.Contains(t, bad(t, Options{}, append(plainFiles(40), text("areas.geojson", `{"type":"FeatureCollection","features":[]}`))...), "holds no polygon")
	assert.Contains(t, bad(t, Options{}, append(plainFiles(40), text("areas.geojson", `{"type":"FeatureCollection"}`))...), "is no GeoJSON")
}

// A table of commissioners decides before boundaries do; who stands across the
// border is remarked on; commissioners outside the table are left out.
func TestAreasByTable(t *testing.T) {
	table := text("pct.csv", "pct_code,pct_name,successor_ccg_2013\nW1,West PCT,01A;09Z\n")
	d, r := good(t, Options{}, append(plainFiles(40), table, boxes("areas.geojson", "code", "name", false, halves))...)
	require.Len(t, d.Areas, 1)
	assert.Equal(t, "West PCT", d.Areas[0].Name)
	assert.Len(t, d.Practices, 20)
	assert.Len(t, of(r, Dropped, "commissioner outside the areas"), 20)
	assert.Len(t, of(r, Doubtful, "outside its area's boundary"), 5, "practices 15 to 19")
}

func TestSelections(t *testing.T) {
	files := append(plainFiles(40), boxes("inside.geojson", "code", "name", false, map[string][2]int{"X": {439000, 442500}}))
	d, r := good(t, Options{Within: "inside", AreasBy: "commissioner"}, files...)
	assert.Len(t, d.Practices, 4)
	assert.Len(t, of(r, Dropped, "outside the boundary asked for"), 36)
	assert.Len(t, of(r, Dropped, ""), 36)
	d, _ = good(t, Options{Areas: []string{"02B"}}, plainFiles(40)...)
	assert.Len(t, d.Practices, 20)
	d, _ = good(t, Options{Practices: []string{"A81004", "A81009", "A81005"}}, plainFiles(40)...)
	assert.Len(t, d.Practices, 3)
	for _, o := range []Options{{Within: "inside", AreasBy: "boundary"}, {Within: "inside", AreasBy: "boundary", Boundary: "inside"}} {
		d, _ = good(t, o, files...) // one file for both
		assert.Len(t, d.Practices, 4)
		require.Len(t, d.Areas, 1)
		assert.Equal(t, "X", d.Areas[0].Code)
	}
	assert.Contains(t, bad(t, Options{Within: "absent"}, files...), `"absent" is not there`)
	assert.Contains(t, bad(t, Options{AreasBy: "county"}, files...), "commissioner or boundary")
}

// Areas that can have no site of their own are an alarm.
func TestSmallArea(t *testing.T) {
	_, r := good(t, Options{Practices: []string{"A81004", "A81025", "A81026", "A81027", "A81028", "A81029", "A81030"}}, plainFiles(40)...)
	assert.Equal(t, []string{"area 01A"}, of(r, Alarm, "too small"))
}

// 700 m apart is nearer to Surrey's spacing than to London's.
func TestRegimeGuess(t *testing.T) {
	d, r := good(t, Options{Regimes: map[string]string{"02B": "london"}}, plainFiles(40)...)
	assert.Equal(t, "surrey", d.Areas[0].Regime)
	assert.Equal(t, "london", d.Areas[1].Regime)
	assert.Equal(t, []string{"area 01A"}, of(r, Guessed, "travel regime"))
}

// Zones take their area from the boundaries; those outside count with the
// instance's patients only, or are spread where not wanted.
func TestZonesAndTheirAreas(t *testing.T) {
	only := map[string][2]int{"W1": {430000, 450100}}
	files := append(append(plainFiles(40), zonesFile(), boxes("areas.geojson", "code", "name", false, only)), layouts()["2018 all"]...)
	d, r := good(t, Options{}, files...)
	require.Len(t, d.Zones, 2)
	assert.Equal(t, int64(1636), d.Zones[0].Population)
	assert.Equal(t, []string{"LSOA " + east}, of(r, Guessed, "LSOA outside the areas"))
	patients := int64(0)
	for _, row := range d.Registered {
		if row.Zone == east {
			patients += row.Patients
		}
	}
	assert.Equal(t, patients, d.Zones[1].Population)
	d, _ = good(t, Options{DropZonesOutside: true}, files...)
	require.Len(t, d.Zones, 1)
	assert.Len(t, d.Registered, len(d.Practices))
}

// Without a file of centroids an LSOA stands at the centre of its boundary, or
// at the mean of its postcodes.
func TestPlacesOfLSOAs(t *testing.T) {
	release := layouts()["2018 all"]
	shapes := boxes("lsoa.geojson", "LSOA11CD", "LSOA11NM", false, map[string][2]int{west: {440000, 450000}, east: {450000, 460000}})
	d, r := good(t, Options{}, append(append(plainFiles(40), shapes), release...)...)
	lat, lon := fromGrid(445000, 345000)
	assert.Less(t, metres(lat, lon, d.Zones[0].Lat, d.Zones[0].Lon), 50.0)
	assert.Len(t, of(r, Guessed, "centre of its boundary"), 2)
	assert.Len(t, of(r, Guessed, "population of an LSOA"), 2)

	files := plainFiles(40)
	files[2] = text("ONSPD.csv", directory(editions["ONSPD 2023"], unchanged))
	d, r = good(t, Options{}, append(files, release...)...)
	lat, lon = fromGrid(440000+700*19/2, 340000)
	assert.Less(t, metres(lat, lon, d.Zones[0].Lat, d.Zones[0].Lon), 400.0)
	assert.Len(t, of(r, Guessed, "mean of its postcodes"), 2)
}

// Zones without registrations are those near the practices, for the gravity
// model to fill.
func TestZonesWithoutRegistrations(t *testing.T) {
	far := "E01000003,Far,600000,341000,1500\n"
	zones := text("lsoa.csv", mustText(t, zonesFile())+far)
	d, _ := good(t, Options{}, append(plainFiles(40), zones)...)
	require.Len(t, d.Zones, 2)
	assert.Empty(t, d.Registered)
	assert.Equal(t, "01A", d.Zones[0].Area)
	assert.Equal(t, "02B", d.Zones[1].Area)
}

// Candidate sites: shared buildings first, then large practices, and none so
// far that a practice has nowhere to go.
func TestCandidateSites(t *testing.T) {
	files := plainFiles(40)
	files[2] = text("codepo.csv", strings.Replace(codePointOf(40), "\"NG1 0EB\",10,442800", "\"NG1 0EB\",10,442120", 1)) // 4 moves in with 3
	d, _ := good(t, Options{PatientsPerSite: 30_000}, files...)
	sites, shared := map[string]int{}, 0
	for _, s := range d.Sites {
		sites[s.Area]++
		if s.Kind == "shared_premises" {
			shared++
			assert.Contains(t, []string{"P_A81003", "P_A81004"}, s.Code)
			assert.Contains(t, s.Name, "(2 practices)")
		}
	}
	assert.Equal(t, 1, shared)
	patients := map[string]int64{}
	for _, p := range d.Practices {
		patients[p.Area] += p.List
		nearest := 1e9
		for _, s := range d.Sites {
			if s.Area == p.Area {
				nearest = min(nearest, metres(s.Lat, s.Lon, p.Lat, p.Lon))
			}
		}
		assert.LessOrEqual(t, nearest, 3000.0, p.Code)
	}
	for area, n := range patients {
		assert.GreaterOrEqual(t, int64(sites[area])*30_000, n, area)
	}
	for i, a := range d.Sites {
		for _, b := range d.Sites[:i] {
			assert.Greater(t, metres(a.Lat, a.Lon, b.Lat, b.Lon), apartMetres, "two candidates would share a building")
		}
	}
}

// Sites and hospitals of files: kinds and places are checked, hospitals inside
// the areas are candidates.
func TestSitesAndHospitalsOfFiles(t *testing.T) {
	lat, lon := fromGrid(445000, 340300)
	sites := text("sites.csv", fmt.Sprintf("code,name,area,lat,lon,kind\nS1,Centre,,%f,%f,Health centre\nS2,Castle,,%f,%f,castle\nS3,Elsewhere,ZZ,%f,%f,clinic\nS4,Nowhere,,,,clinic\n",
		lat, lon, lat, lon, lat, lon))
	hospitals := text("hospitals.csv", fmt.Sprintf("code,name,trust,lat,lon,acute_ae_2008,hasu_2010\nH1,General,T,%f,%f,1,1\nH2,Far away,T,55.9,-3.2,1,0\nH1,Again,T,1,1,0,0\n", lat+0.05, lon))
	d, r := good(t, Options{NoPracticeSites: true}, append(plainFiles(40), sites, hospitals)...)
	require.Len(t, d.Sites, 1)
	assert.Equal(t, "health_centre", d.Sites[0].Kind)
	assert.Equal(t, "01A", d.Sites[0].Area)
	require.Len(t, d.Hospitals, 2)
	assert.True(t, d.Hospitals[0].Acute && d.Hospitals[0].Stroke && !d.Hospitals[1].Stroke)
	assert.Equal(t, []string{"site S2", "site S3", "site S4", "hospital H1"}, append(append(append(of(r, Dropped, "unknown kind"), of(r, Dropped, "site outside")...), of(r, Dropped, "site without")...), of(r, Dropped, "hospital that stands twice")...))
	near := text("hospitals.csv", fmt.Sprintf("code,name,trust,lat,lon,acute\nH3,Near,T,%f,%f,0\n", lat, lon))
	d, _ = good(t, Options{NoPracticeSites: true}, append(plainFiles(40), near)...)
	assert.Equal(t, "community_hospital", d.Sites[0].Kind)
	assert.Contains(t, bad(t, Options{NoPracticeSites: true}, plainFiles(40)...), "hold no candidate sites")
}

func TestKindsAreWrittenAsTheModelDoes(t *testing.T) {
	for in, want := range map[string]string{"health centre": "health_centre", "Acute Hospital": "hospital", "community clinic": "clinic",
		"co-located practices": "shared_premises", "large practice": "practice_premises", "new_build": "new_build"} {
		assert.Equal(t, want, siteKind(in))
	}
}

// The text shows counts and a few examples, the csv every item.
func TestReport(t *testing.T) {
	rows := people(40)
	for i := range 10 {
		rows[i].setting = "25"
	}
	files := append(plainFiles(40), text("notes.csv", "some,thing\n1,2\n"))
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	_, r := good(t, Options{}, files...)
	var b bytes.Buffer
	require.NoError(t, r.WriteText(&b))
	assert.Contains(t, b.String(), "dropped: no GP practice: another prescribing setting: 10\n    practice A81000: setting 25, ")
	assert.Contains(t, b.String(), "(epraccur_2021-01-15.csv:1)\n")
	assert.Contains(t, b.String(), "    and 6 more\n")
	assert.Contains(t, b.String(), "file notes.csv")
	assert.Contains(t, b.String(), "30 practices with ")
	b.Reset()
	require.NoError(t, r.WriteCSV(&b))
	records, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	assert.Len(t, records, 1+len(r.Items))
	assert.Equal(t, []string{"dropped", "no GP practice: another prescribing setting", "practice A81000"}, records[1][:3])
}

// The same files give the same instance: nothing depends on the order of a map.
func TestImportIsRepeatable(t *testing.T) {
	files := append(append(plainFiles(40), zonesFile()), layouts()["2018 all"]...)
	d, r := good(t, Options{}, files...)
	for range 5 {
		again, report := good(t, Options{}, files...)
		assert.Equal(t, d, again)
		assert.Equal(t, r, report)
	}
}

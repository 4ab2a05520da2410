package nhs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polyclinic/model"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// realData is files of the folder of real data, or a skipped test.
func realData(t *testing.T, names ...string) []File {
	t.Helper()
	root := os.Getenv("POLYCLINIC_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	var paths []string
	for _, name := range names {
		path := filepath.Join(root, "data", name)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("no real data: %v", err)
		}
		paths = append(paths, path)
	}
	files, err := Files(paths...)
	require.NoError(t, err)
	return files
}

// Protects the folder as users have it: an instance of the 32 PCTs, and the
// file whose lists do not belong to its practices noticed.
func TestRealFolder(t *testing.T) {
	d, r := good(t, Options{}, realData(t, "nhs-files")...)
	assert.Len(t, d.Areas, 32)
	assert.InDelta(t, 1500, len(d.Practices), 60)
	assert.InDelta(t, 10.3e6, float64(total(d)), 0.3e6)
	alarms := of(r, Alarm, "")
	require.Len(t, alarms, 1)
	assert.Contains(t, alarms[0], "BAD_EXAMPLE")
	regimes := map[string]string{}
	for _, a := range d.Areas {
		regimes[a.Code] = a.Regime
	}
	assert.Equal(t, "surrey", regimes["5P5"])
	assert.Equal(t, "london", regimes["5C5"])
	assert.Len(t, of(r, Dropped, "dormant, though it has a list"), 27, "as counted in this edition by others")
}

// The bad example alone, and beside one other file, is noticed too.
func TestRealBadExample(t *testing.T) {
	files := realData(t, "nhs-files/epraccur_2015-11-27.csv", "nhs-files/codepoint_open_2014-08_london_surrey.csv.gz", "nhs-files/pct_borough_ccg_2008.csv",
		"nhs-files/BAD_EXAMPLE_gp_pop_london_mapped_final_2022-06.csv", "nhs-files/gp-reg-pat-prac-all_2021-01.csv")
	_, r := good(t, Options{}, files[:4]...)
	require.Len(t, of(r, Alarm, "may not belong"), 1)
	_, r = good(t, Options{}, files...)
	require.Len(t, of(r, Alarm, "file set aside"), 1)
	assert.Contains(t, of(r, Alarm, "file set aside")[0], "BAD_EXAMPLE")
}

// Practices stand where an independent placing of the same postcodes has them.
func TestRealPlaces(t *testing.T) {
	d, _ := good(t, Options{}, realData(t, "nhs-files")...)
	known := map[string][2]float64{}
	in, err := sniff(realData(t, "london/practices.csv")[0])
	require.NoError(t, err)
	c := in.columns()
	_, err = in.walk(func(s *sheet) {
		lat, _ := number(s.at(c["lat"]))
		lon, _ := number(s.at(c["lon"]))
		known[strings.Clone(s.at(c["code"]))] = [2]float64{lat, lon}
	})
	require.NoError(t, err)
	both, off := 0, 0
	for _, p := range d.Practices {
		if k, ok := known[p.Code]; ok {
			both++
			if metres(k[0], k[1], p.Lat, p.Lon) > 10 {
				off++
			}
		}
	}
	require.Greater(t, both, 1400)
	assert.Less(t, off, both/100, "practices more than 10 m away, of %d", both)
}

// Boundaries, LSOAs, registrations and hospitals together.
func TestRealFilesTogether(t *testing.T) {
	d, r := good(t, Options{}, realData(t, "nhs-files", "boundaries/pct_2008_london_surrey.geojson", "london/zones.csv", "london/registrations_modelled.csv", "london/hospitals.csv")...)
	assert.Len(t, d.Zones, 5544)
	assert.Greater(t, len(d.Registered), 180_000)
	assert.Len(t, d.Hospitals, 74)
	assert.NotEmpty(t, of(r, Doubtful, "outside its area's boundary"))
	sums := map[string]int64{}
	for _, row := range d.Registered {
		sums[row.Practice] += row.Patients
	}
	for _, p := range d.Practices {
		if n, ok := sums[p.Code]; ok {
			assert.Equal(t, p.List, n, p.Code)
		}
	}
}

func total(d *model.Data) int64 {
	sum := int64(0)
	for _, p := range d.Practices {
		sum += p.List
	}
	return sum
}

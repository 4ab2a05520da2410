package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readSmall(t *testing.T, change map[string]string) *Data {
	folder := fstest.MapFS{}
	for name, text := range soundFolder {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range change {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, warnings, err := Read(folder, ".")
	require.NoError(t, err)
	require.Empty(t, warnings)
	return d
}

func ptr[V any](v V) *V { return &v }

// Every column arrives where it belongs; an empty cell is the default, not
// zero.
func TestReadEveryColumn(t *testing.T) {
	d := readSmall(t, map[string]string{
		"instance.yaml": "name: small\nformat: 1\ndescription: |\n  two\n  lines\nsource: \"a: b\"\ndate: 2008\n" +
			"regimes: {surrey: {car: 0.9}, rural: {bus_wait: 20}}\nbounds: {north: 70}\n",
		"areas.csv": "code,name,population,regime,models,neighbours,min_sites,max_sites,min_merged,max_federated,capital_budget,revenue_budget,leadership,support_merged,responses\n" +
			"A1,North,60000,rural,federated; merged,A2,1,4,1,3,1000.5,-2,2,0.25,120\nA2,,,,,,,,,,,,,,\n",
		"practices.csv": "code,name,area,lat,lon,list_size,gps,staff,rent,models,willing\nP1,Oak,A1,51.60,-0.15,9000,4.5,11,60000,federated,0\n" +
			"P2,,A1,51.61,-0.16,8000,,,,,\nP3,Ash,A2,51.40,-0.20,7000,0,,,,yes\n",
		"zones.csv": "code,area,lat,lon,population,deprivation,hospital,weight\nZ1,A1,51.60,-0.15,20000,12.5,H1,1.5\nZ2,A2,51.41,-0.21,15000,,,\n",
		"sites.csv": "code,name,area,lat,lon,kind,models\nS1,Oak Centre,A1,51.60,-0.15,health_centre,merged;federated;colocated\nS2,,A2,51.40,-0.20,hospital,\n",
		"tiers.csv": "site,model,tier,capital,running,min_patients,max_patients,min_practices,max_practices,area_m2,gps,services\n" +
			"S1,merged,S,1000,10.5,1,30000,2,9,1400,15,outpatients;x-ray\nS1,federated,S,1000,10,,30000,,,,,\nS1,colocated,S,1000,10,,30000,,,,,\n",
		"hospitals.csv": "code,name,trust,lat,lon,acute,stroke,trauma,stroke_capable,trauma_capable,outpatient_income\n" +
			"H1,General,T1,51.50,-0.10,1,1,0,,0,5000\nH2,,,51.42,-0.22,,,,,,\nH3,,,51.42,-0.22,0,,,,,\n",
		"travel.csv": "zone,place,minutes,weighted_minutes\nZ1,S1,4.25,6\nZ1,P1,0,\n",
	})
	assert.Equal(t, "two\nlines", d.Description)
	assert.Equal(t, []string{"a: b", "2008"}, []string{d.Source, d.Date})
	surrey, rural := DefaultRegimes()["surrey"], DefaultRegimes()["london"]
	surrey.Car, rural.BusWait = 0.9, 20
	assert.Equal(t, map[string]Regime{"surrey": surrey, "rural": rural}, d.Regimes)
	assert.Equal(t, Bounds{South: 49.8, North: 70, West: -8.7, East: 1.8}, d.Bounds)
	assert.Equal(t, []Area{
		{Code: "A1", Name: "North", Population: ptr(int64(60000)), Regime: "rural", Models: []string{"federated", "merged"}, Neighbours: []string{"A2"},
			MinSites: ptr(1), MaxSites: ptr(4), MinModel: map[string]int{"merged": 1}, MaxModel: map[string]int{"federated": 3}, CapitalBudget: ptr(1000.5),
			RevenueBudget: ptr(-2.0), Leadership: ptr(2), Support: map[string]float64{"merged": 0.25}, SupportResponse: ptr(120)},
		{Code: "A2", Name: "A2"}}, d.Areas)
	assert.Equal(t, []Practice{
		{Code: "P1", Name: "Oak", Area: "A1", Lat: 51.60, Lon: -0.15, List: 9000, GPs: ptr(4.5), Staff: ptr(11.0), Rent: ptr(60000.0), Models: []string{"federated"}, Willing: ptr(false)},
		{Code: "P2", Name: "P2", Area: "A1", Lat: 51.61, Lon: -0.16, List: 8000},
		{Code: "P3", Name: "Ash", Area: "A2", Lat: 51.40, Lon: -0.20, List: 7000, GPs: ptr(0.0), Willing: ptr(true)}}, d.Practices)
	assert.Equal(t, []Zone{{Code: "Z1", Area: "A1", Lat: 51.60, Lon: -0.15, Population: 20000, Deprivation: ptr(12.5), Hospital: "H1", Weight: ptr(1.5)},
		{Code: "Z2", Area: "A2", Lat: 51.41, Lon: -0.21, Population: 15000}}, d.Zones)
	assert.Equal(t, []Site{{Code: "S1", Name: "Oak Centre", Area: "A1", Lat: 51.60, Lon: -0.15, Kind: "health_centre", Models: []string{"merged", "federated", "colocated"}},
		{Code: "S2", Name: "S2", Area: "A2", Lat: 51.40, Lon: -0.20, Kind: "hospital"}}, d.Sites)
	assert.Equal(t, []Tier{
		{Site: "S1", Model: "merged", Name: "S", Capital: 1000, Running: 10.5, MinPatients: 1, MaxPatients: 30000, MinPractices: 2, MaxPractices: 9, AreaM2: 1400, GPs: 15, Services: []string{"outpatients", "x-ray"}},
		{Site: "S1", Model: "federated", Name: "S", Capital: 1000, Running: 10, MinPatients: 20000, MaxPatients: 30000, MinPractices: 3, MaxPractices: 21},
		{Site: "S1", Model: "colocated", Name: "S", Capital: 1000, Running: 10, MinPatients: 20000, MaxPatients: 30000, MinPractices: 3, MaxPractices: 15}}, d.Tiers)
	assert.Equal(t, []Hospital{
		{Code: "H1", Name: "General", Trust: "T1", Lat: 51.50, Lon: -0.10, Acute: true, Stroke: true, TraumaCapable: ptr(false), Income: ptr(5000.0)},
		{Code: "H2", Name: "H2", Lat: 51.42, Lon: -0.22, Acute: true}, {Code: "H3", Name: "H3", Lat: 51.42, Lon: -0.22}}, d.Hospitals)
	assert.Equal(t, []TravelTime{{Zone: "Z1", Place: "S1", Minutes: 4.25, Weighted: ptr(6.0)}, {Zone: "Z1", Place: "P1"}}, d.Travel)
	assert.Equal(t, []int{2, 3, 4}, d.Origin.Lines["practices.csv"])
}

// Layout is not content: a byte-order mark, quotes, spaces, carriage returns,
// blank lines and the order of rows, columns and lists change nothing.
func TestLayoutChangesNothing(t *testing.T) {
	plainHash := readSmall(t, map[string]string{"scenario.yaml": "rules: {range: {merged: 2, federated: 1}}"}).Hash()
	messy := readSmall(t, map[string]string{
		"practices.csv": "\ufefflist_size,lon,lat,area,name,code\r\n7000,-0.2,51.4,A2,Ash Street,P3\r\n\r\n\"9000\", -0.150 ,51.6,A1,\"Oak Road\",P1\r\n" +
			"8000,-0.16,51.61,A1,\"Elm, Lane\",P2\r\n,,,,,\r\n",
		"registrations.csv": "zone,practice,patients\nZ2,P3,7000\nZ2,P2,3000\nZ1,P2,5000\nZ1,P1,9000",
		"instance.yaml":     "# a comment\nformat: 1\nname: 'small'\n",
		"scenario.yaml":     "# a comment\nrules:\n  range:\n    federated: 1\n    merged: 2\n",
	})
	assert.Equal(t, plainHash, messy.Hash())
}

// Content is: every one of these changes makes another instance.
func TestEveryChangeChangesTheHash(t *testing.T) {
	seen := map[string]string{readSmall(t, nil).Hash(): "unchanged"}
	change := func(name, old, new string) {
		text := strings.Replace(soundFolder[name], old, new, 1)
		require.NotEqual(t, soundFolder[name], text)
		h := readSmall(t, map[string]string{name: text}).Hash()
		assert.NotContains(t, seen, h, "%s: %s", name, new)
		seen[h] = name + new
	}
	change("instance.yaml", "small", "large")
	change("instance.yaml", "1\n", "1\nregimes: {london: {car: 0.5}}\n")
	change("instance.yaml", "1\n", "1\nbounds: {north: 70}\n")
	change("areas.csv", "60000", "60001")
	change("areas.csv", ",,A2", ",merged,A2")
	change("areas.csv", "london", "surrey")
	change("practices.csv", "51.60", "51.601")
	change("practices.csv", "Oak", "Elm")
	change("zones.csv", "12.5", "")
	change("zones.csv", "20000", "20001")
	change("registrations.csv", "P1,Z1", "P1,Z2")
	change("sites.csv", "health_centre", "clinic")
	change("hospitals.csv", ",0\n", ",1\n")
	h := readSmall(t, map[string]string{"scenario.yaml": "weights: {cash: 2}"}).Hash()
	assert.NotContains(t, seen, h)
}

// The real data have no fault and no remark.
func TestReadRealData(t *testing.T) {
	shared := os.Getenv("POLYCLINIC_DATA")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	fsys := os.DirFS(filepath.Join(shared, "data"))
	if _, err := os.Stat(filepath.Join(shared, "data", "london-real")); err != nil {
		t.Skipf("no real data in %s; set POLYCLINIC_DATA", shared)
	}
	d, warnings, err := Read(fsys, "london-real")
	require.NoError(t, err)
	assert.Empty(t, warnings)
	assert.Equal(t, []int{32, 1_534, 5_544, 191_609, 460, 74},
		[]int{len(d.Areas), len(d.Practices), len(d.Zones), len(d.Registered), len(d.Sites), len(d.Hospitals)})
	_, warnings, err = Resolve(d)
	require.NoError(t, err)
	assert.Empty(t, warnings)

	folder := filepath.Join(t.TempDir(), "copy")
	require.NoError(t, Write(folder, d))
	again, _, err := Read(os.DirFS(folder), ".")
	require.NoError(t, err)
	again.Origin = d.Origin
	assert.True(t, assert.ObjectsAreEqual(d, again), "what is written reads as it was")
	assert.Equal(t, d.Hash(), again.Hash())
}

package model

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Whatever an instance holds, writing and reading give it back.
func TestWriteReadsBack(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "instance")
	rapid.Check(t, func(t *rapid.T) {
		d := drawData(t)
		require.NoError(t, Write(folder, d))
		back, _, err := Read(os.DirFS(folder), ".")
		require.NoError(t, err)
		back.Origin = Origin{}
		assert.Equal(t, d, back)
		assert.Equal(t, d.Hash(), back.Hash())
	})
}

func drawData(t *rapid.T) *Data {
	name := rapid.SampledFrom([]string{"Oak", `Elm, "the" Lane`, "St John's; No 5", "two\nlines", "café", "-", "5E1", "null"})
	models := rapid.SampledFrom([][]string{nil, {"merged"}, {"colocated", "federated"}})
	lat, lon := rapid.Float64Range(50, 60), rapid.Float64Range(-6, 1)
	count := rapid.Ptr(rapid.IntRange(0, 9), true)
	amount := rapid.Ptr(rapid.Float64Range(0, 1e9), true)
	d := &Data{Name: name.Draw(t, "name"), Description: name.Draw(t, "description"), Date: rapid.SampledFrom([]string{"", "2008"}).Draw(t, "date")}
	if rapid.Bool().Draw(t, "regime") {
		d.Regimes = map[string]Regime{"rural": {Car: 0.9, WalkKM: 1, WalkKMH: 4, WalkRoad: 1.1, RoadRatio: 1.2, BusWait: 20, BusPerKM: 3}}
		d.Bounds = Bounds{South: 40, North: 70, West: -10, East: 10}
	}
	d.Areas = []Area{{Code: "A1", Name: name.Draw(t, "area"), Models: models.Draw(t, "models"), MinSites: ptr(0), MaxSites: ptr(9), Leadership: count.Draw(t, "leadership"),
		CapitalBudget: amount.Draw(t, "budget"), Neighbours: []string{"A2"}}, {Code: "A2", Name: "South", Regime: "surrey", MaxModel: map[string]int{"merged": 3}, Support: map[string]float64{"federated": 0.25}}}
	for _, code := range []string{"P1", "P2", "P3"} {
		d.Practices = append(d.Practices, Practice{Code: code, Name: name.Draw(t, "practice"), Area: "A1", Lat: lat.Draw(t, "lat"), Lon: lon.Draw(t, "lon"),
			List: rapid.Int64Range(1, 30_000).Draw(t, "list"), Rent: amount.Draw(t, "rent"), Models: models.Draw(t, "models"), Willing: rapid.Ptr(rapid.Bool(), true).Draw(t, "willing")})
	}
	if rapid.Bool().Draw(t, "zones") {
		d.Zones = []Zone{{Code: "Z1", Area: "A1", Lat: 51, Lon: 0, Population: 5, Deprivation: amount.Draw(t, "deprivation")}}
		d.Registered = []Registration{{"P1", "Z1", d.Practices[0].List}, {"P2", "Z1", d.Practices[1].List}, {"P3", "Z1", d.Practices[2].List}}
		d.Travel = []TravelTime{{Zone: "Z1", Place: "S1", Minutes: 2.5, Weighted: ptr(0.1)}}
	}
	d.Sites = []Site{{Code: "S1", Name: name.Draw(t, "site"), Area: "A2", Lat: 51, Lon: 0, Kind: "clinic"}}
	if rapid.Bool().Draw(t, "tiers") {
		services := rapid.SampledFrom([][]string{nil, {"outpatients", "x-ray"}}).Draw(t, "services")
		d.Tiers = []Tier{{Site: "S1", Model: "merged", Name: "M", Capital: 0.1, MaxPatients: 5, MinPatients: 0, MaxPractices: 5, Services: services},
			{Site: "S1", Model: "merged", Name: "L", Capital: 1e9, MaxPatients: 5, MaxPractices: 5, Services: services}}
	}
	if rapid.Bool().Draw(t, "base") {
		d.Base = Overlay{Source: "scenario.yaml", Text: []byte("weights: {cash: 2}\n")}
	}
	d.Hospitals = []Hospital{{Code: "H1", Name: "General", Lat: 51, Lon: 0, Acute: true, Stroke: rapid.Bool().Draw(t, "stroke"), StrokeCapable: ptr(true), Income: amount.Draw(t, "income")}}
	return d
}

// A folder with other things in it is left alone; one that cannot be written
// leaves the old one as it was, and nothing besides.
func TestWriteIsWholeOrNotAtAll(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, "instance")
	d := readSmall(t, nil)
	require.NoError(t, Write(folder, d))
	require.NoError(t, Write(folder, d), "an instance is replaced")

	broken := readSmall(t, nil)
	broken.Base = Overlay{Set: []string{"no such=thing"}}
	require.Error(t, Write(folder, broken))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("mine"), 0o600))
	require.ErrorContains(t, Write(folder, d), "notes.txt")

	entries, err := os.ReadDir(parent)
	require.NoError(t, err)
	assert.Len(t, entries, 1, "no temporary folder is left")
	require.NoError(t, os.Remove(filepath.Join(folder, "notes.txt")))
	back, _, err := Read(os.DirFS(folder), ".")
	require.NoError(t, err)
	assert.Equal(t, d.Hash(), back.Hash())
}

// Settings and locks of a base have no place in a file; what they come to has.
func TestWriteKeepsSettingsOfTheBase(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "instance")
	d := readSmall(t, nil)
	d.Base = Overlay{Source: "draft", Set: []string{"weights.cash=2", "areas.A1.budget.capital=5"}, Lock: []string{"site S1 required"}}
	want, _, err := Resolve(d)
	require.NoError(t, err)
	require.NoError(t, Write(folder, d))
	back, _, err := Read(os.DirFS(folder), ".")
	require.NoError(t, err)
	got, _, err := Resolve(back)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

package london

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// Protects the face validity of the built-in instance: published totals are kept,
// and measured figures of the places are near the real ones.
func TestFaceValidity(t *testing.T) {
	d, err := Data()
	require.NoError(t, err)
	p := plane{lat: 51.4, lon: -0.2}
	regime, target := map[string]string{}, 0
	for _, a := range d.Areas {
		regime[a.Code] = a.Regime
		if a.Regime == "london" {
			target += int(math.Round(float64(*a.Population) / 50_000))
		}
	}
	require.Len(t, d.Areas, 32)
	require.Equal(t, 151, target, "one polyclinic per 50,000 people of each London PCT")

	people := map[string]int64{}
	lists := map[string]int64{}
	practices := make([]point, len(d.Practices))
	for i, practice := range d.Practices {
		practices[i] = p.point(practice.Lat, practice.Lon)
		lists[practice.Area] += practice.List
	}
	var sum, weight float64
	for _, z := range d.Zones {
		people[z.Area] += z.Population
		if regime[z.Area] != "london" {
			continue
		}
		at, near := p.point(z.Lat, z.Lon), math.Inf(1)
		for _, practice := range practices {
			near = min(near, at.squared(practice))
		}
		sum += float64(z.Population) * math.Sqrt(near) / 1_000
		weight += float64(z.Population)
	}
	for _, a := range d.Areas {
		require.Equal(t, *a.Population, people[a.Code], a.Code)
		require.Equal(t, *a.Population, lists[a.Code], a.Code)
	}
	require.InDelta(t, 0.46, sum/weight, 0.03, "km to the nearest practice in London")

	shared, all := 0, 0
	for i, at := range practices {
		if regime[d.Practices[i].Area] != "london" {
			continue
		}
		all++
		for j, other := range practices {
			if i != j && at.squared(other) <= 50*50 {
				shared++
				break
			}
		}
	}
	t.Logf("%d London practices, %.1f %% share, %.3f km", all, 100*float64(shared)/float64(all), sum/weight)
	require.InDelta(t, 0.18, float64(shared)/float64(all), 0.03, "London practices that share premises")

	kinds := map[string]int{}
	for _, s := range d.Sites {
		kinds[s.Kind]++
	}
	t.Log(kinds)
	for _, kind := range []string{acuteHospital, communityHospital, builtPolyclinic, healthCentre, clinic,
		sharedPremises, practicePremises, newBuild} {
		require.Positive(t, kinds[kind], kind)
	}
	require.Len(t, d.Sites, 460)
	require.Equal(t, 37, kinds[acuteHospital])
}

// Protects that a seed makes one London and another seed another.
func TestSeeds(t *testing.T) {
	first, err := Generate(7)
	require.NoError(t, err)
	again, err := Generate(7)
	require.NoError(t, err)
	other, err := Generate(8)
	require.NoError(t, err)
	require.Equal(t, first, again)
	require.NotEqual(t, first.Practices, other.Practices)
	require.Equal(t, first.Areas, other.Areas)
}

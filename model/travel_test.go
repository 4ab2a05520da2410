package model

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func londonMeans() means {
	return means{Regime: DefaultRegimes()["london"], waitWeight: 2, carAdded: 5}
}

// By hand, 800 m: walking 1.04 road km takes 13 minutes. The bus takes 8 + 4.5 ×
// 1.12 = 13.04, weighted 21.04; the car 5.67 + 2.95 × 0.8^0.8 = 8.138, weighted
// 13.138. Walking is least weighted for both groups.
func TestShortTripsAreWalked(t *testing.T) {
	m := londonMeans()
	j := m.journey(800)
	assert.InDelta(t, 13, j.weighted, 1e-9)
	assert.InDelta(t, 13, j.car, 1e-9)
	assert.InDelta(t, 13, j.foot, 1e-9)
	assert.False(t, beyond(j.foot, 13), "beyond is strictly more")
	assert.True(t, beyond(j.foot, 12.999))
}

// By hand, 5 km: too far to walk; bus 8 + 4.5 × 7 = 39.5, weighted 47.5; car
// 5.67 + 2.95 × 5^0.8 = 16.361, weighted 21.361.
func TestLongTripsByGroup(t *testing.T) {
	m := londonMeans()
	j := m.journey(5000)
	drive := 5.67 + 2.95*math.Pow(5, 0.8)
	assert.InDelta(t, 39.5, j.foot, 1e-9)
	assert.InDelta(t, drive, j.car, 1e-9)
	assert.InDelta(t, 0.62*drive+0.38*39.5, j.plain, 1e-9)
	assert.InDelta(t, 0.62*(drive+5)+0.38*47.5, j.weighted, 1e-9)
}

// Walking is possible up to 1.2 road km, 923 m as the crow flies, inclusive.
func TestWalkingHasALimit(t *testing.T) {
	m := londonMeans()
	assert.InDelta(t, 0.923*1.3/4.8*60, m.journey(923).foot, 1e-9)
	assert.InDelta(t, 8+4.5*0.924*1.4, m.journey(924).foot, 1e-9)
	m.WalkKM = 1.3
	assert.InDelta(t, 1.3/4.8*60, m.journey(1000).foot, 1e-9, "the limit itself is walked")
}

// From 12 km on every further km takes two minutes, without a step.
func TestCarMinutesAreContinuous(t *testing.T) {
	assert.InDelta(t, CarMinutes(12_000), CarMinutes(11_999), 0.003)
	assert.InDelta(t, 2, CarMinutes(13_000)-CarMinutes(12_000), 1e-9)
}

// One degree of latitude on a sphere of 6,371,009 m is 111,195 m; a degree of
// longitude at 60° is half of that, less 2 m that the great circle saves.
func TestDistance(t *testing.T) {
	assert.Equal(t, Metres(111_195), Distance(51, 0, 52, 0))
	assert.InDelta(t, 55_597, float64(Distance(60, 0, 60, 1)), 3)
	assert.Equal(t, Metres(0), Distance(51.5, -0.1, 51.5, -0.1))
}

// The strip finds what looking at every place finds.
func TestStripFindsAllNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	places := make([]position, 300)
	for i := range places {
		places[i] = newPosition(51+r.Float64(), -0.5+r.Float64())
	}
	s := newStrip(places)
	for range 50 {
		from, limit := newPosition(51+r.Float64(), -0.5+r.Float64()), Metres(r.IntN(40_000))
		var want []int32
		best := int32(0)
		for i := range places {
			d := from.to(places[i])
			if d <= limit {
				want = append(want, int32(i))
			}
			if d < from.to(places[best]) {
				best = int32(i)
			}
		}
		assert.Equal(t, want, s.within(from, limit, nil))
		assert.Equal(t, best, s.nearest(from, func(a, b int32) bool { return a < b }))
	}
}

// Estimated registrations add up to every list, leave zones near their
// population, and thin out with distance.
func TestGravityIsDoublyConstrained(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	d := &Data{}
	total := int64(0)
	for i := range 12 {
		list := int64(2000 + r.IntN(6000))
		total += list
		d.Practices = append(d.Practices, Practice{Code: string(rune('A' + i)), Lat: 51.5 + 0.04*r.Float64(), Lon: -0.1 + 0.06*r.Float64(), List: list})
	}
	const zones = 60
	for i := range zones {
		d.Zones = append(d.Zones, Zone{Code: string(rune('a'+i/26)) + string(rune('a'+i%26)), Lat: 51.5 + 0.04*r.Float64(), Lon: -0.1 + 0.06*r.Float64(), Population: total / zones})
	}
	rows := Gravity(d)
	lists, people := map[string]int64{}, map[string]int64{}
	near, far := 0.0, 0.0 // patients by distance: mean metres of the registered, and of all pairs
	at := newCodes(d, nil)
	for _, row := range rows {
		require.Positive(t, row.Patients)
		lists[row.Practice] += row.Patients
		people[row.Zone] += row.Patients
		p, z := d.Practices[at.practices[row.Practice]], d.Zones[at.zones[row.Zone]]
		near += float64(row.Patients) * float64(Distance(p.Lat, p.Lon, z.Lat, z.Lon)) / float64(total)
	}
	for i := range d.Practices {
		assert.Equal(t, d.Practices[i].List, lists[d.Practices[i].Code])
		for k := range d.Zones {
			far += float64(Distance(d.Practices[i].Lat, d.Practices[i].Lon, d.Zones[k].Lat, d.Zones[k].Lon)) / float64(len(d.Practices)*zones)
		}
	}
	for i := range d.Zones {
		assert.InDelta(t, float64(d.Zones[i].Population), float64(people[d.Zones[i].Code]), 0.02*float64(total/zones)+12)
	}
	assert.Less(t, near, 0.9*far)
	assert.Equal(t, rows, Gravity(d), "the same data give the same rows")
}

// The real London compiles to the face validity of model.md §10, point 6: two
// fifths of own-area pairs remain for co-location in London, a quarter in Surrey.
func TestRealLondonKeepsPairsUnderTheCap(t *testing.T) {
	folder := os.Getenv("POLYCLINIC_DATA")
	if folder == "" {
		folder = "../../shared"
	}
	if _, err := os.Stat(folder + "/data/london-real"); err != nil {
		t.Skip("the folder of real data is not here: ", err)
	}
	d, _, err := Read(os.DirFS(folder), "data/london-real")
	require.NoError(t, err)
	in, _, err := New(d)
	require.NoError(t, err)
	surrey, ok := in.AreaIndex("5P5")
	require.True(t, ok)
	var federated, colocated [2]float64
	for i := range int32(in.NumArcs()) {
		a := in.Arc(i)
		k := 0
		if in.Practices[a.Practice].Area == surrey {
			k = 1
		}
		switch in.Models()[a.Model].Code {
		case "federated":
			federated[k]++
		case "colocated":
			colocated[k]++
		}
	}
	assert.InDelta(t, 0.4, colocated[0]/federated[0], 0.06, "London")
	assert.InDelta(t, 0.25, colocated[1]/federated[1], 0.08, "Surrey")
}

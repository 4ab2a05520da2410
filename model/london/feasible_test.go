package london

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// metres is the haversine distance, written out again for the tests.
func metres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := math.Pi / 180
	a := math.Sin((lat2 - lat1) * rad / 2)
	b := math.Sin((lon2 - lon1) * rad / 2)
	h := a*a + math.Cos(lat1*rad)*math.Cos(lat2*rad)*b*b
	return 2 * earthRadius * math.Asin(math.Sqrt(h))
}

// hubPlan covers an area by federated hubs in the simplest way: nearest pairs
// first within 10 km and capacity, all sites open; then the emptiest hub below
// the minimum closes, until none is below. It returns the patients covered. What
// it covers is feasible; what it does not may still be.
func hubPlan(practices []model.Practice, sites []model.Site) (covered int64) {
	type pair struct {
		i, j     int
		distance float64
	}
	var pairs []pair
	for i, p := range practices {
		for j, s := range sites {
			if d := metres(p.Lat, p.Lon, s.Lat, s.Lon); d <= 10_000 {
				pairs = append(pairs, pair{i, j, d})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	closed := make([]bool, len(sites))
	for {
		patients, count := make([]int64, len(sites)), make([]int, len(sites))
		placed := make([]bool, len(practices))
		covered = 0
		for _, x := range pairs {
			capacity := int64(70_000)
			if k := sites[x.j].Kind; k == clinic || k == practicePremises {
				capacity = 50_000
			}
			if closed[x.j] || placed[x.i] || count[x.j] == 21 || patients[x.j]+practices[x.i].List > capacity {
				continue
			}
			placed[x.i] = true
			patients[x.j] += practices[x.i].List
			count[x.j]++
			covered += practices[x.i].List
		}
		emptiest := -1
		for j := range sites {
			if !closed[j] && (patients[j] < 20_000 || count[j] < 3) && (emptiest < 0 || patients[j] < patients[emptiest]) {
				emptiest = j
			}
		}
		if emptiest < 0 {
			return covered
		}
		closed[emptiest] = true
	}
}

// assertFeasible protects that the default rules of coverage, size, reach and
// boundary can hold: 95 % in all and 85 % in every area.
func assertFeasible(t *testing.T, d *model.Data) {
	t.Helper()
	practices, sites := map[string][]model.Practice{}, map[string][]model.Site{}
	for _, p := range d.Practices {
		practices[p.Area] = append(practices[p.Area], p)
	}
	for _, s := range d.Sites {
		sites[s.Area] = append(sites[s.Area], s)
	}
	var all, allCovered int64
	for _, a := range d.Areas {
		var patients int64
		for _, p := range practices[a.Code] {
			patients += p.List
		}
		covered := hubPlan(practices[a.Code], sites[a.Code])
		assert.GreaterOrEqual(t, float64(covered), 0.85*float64(patients), "%s: patients covered in %s", d.Name, a.Name)
		all += patients
		allCovered += covered
	}
	assert.GreaterOrEqual(t, float64(allCovered), 0.95*float64(all), "%s: patients covered", d.Name)
}

// Protects that the built-in London and its seeds have a plan.
func TestDefaultRulesCanHold(t *testing.T) {
	for seed := range uint64(4) {
		d, err := Generate(Seed + seed)
		require.NoError(t, err)
		assertFeasible(t, d)
	}
}

// Protects that a made-up land has a plan, whatever its size and seed, as long as
// it has a site for six or seven practices.
func TestMadeUpLandsCanHold(t *testing.T) {
	for _, size := range []struct {
		practices, sites int
		seeds            uint64
	}{{60, 20, 3}, {200, 60, 4}, {300, 80, 4}, {2_000, 500, 3}, {8_000, 1_500, 2}, {50_000, 8_000, 1}} {
		for name, make := range map[string]func(int, int, uint64) (*model.Data, error){
			"random": Random, "england": England, "continent": Continent} {
			t.Run(fmt.Sprintf("%s %d", name, size.practices), func(t *testing.T) {
				if testing.Short() && size.practices > 8_000 {
					t.Skip("a large land")
				}
				for seed := range size.seeds {
					d, err := make(size.practices, size.sites, seed+1)
					require.NoError(t, err)
					require.Len(t, d.Practices, size.practices)
					require.Len(t, d.Sites, size.sites)
					assertFeasible(t, d)
				}
			})
		}
	}
}

// scattered is a land whose practices are 15 km from each other, so that hubs can
// take none.
func scattered(n, sites int) *land {
	l := &land{}
	for i := range n {
		l.practices = append(l.practices, point{15_000 * float64(i%8), 15_000 * float64(i/8)})
		l.lists = append(l.lists, 5_000+int64(i%5)*1_000)
		l.patients += l.lists[i]
	}
	for k := range sites {
		l.sites = append(l.sites, l.practices[k])
		l.kinds = append(l.kinds, []string{healthCentre, clinic}[k%2])
	}
	return l
}

// Protects that settling makes a land hold that cannot, keeps its practices, lists
// and sites, and leaves alone a land that holds.
func TestSettleHubs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	lost, held := scattered(40, 8), scattered(40, 8)
	require.Zero(t, findHubs(lost).covered)
	for i := range held.practices {
		held.practices[i] = point{float64(100 * i), 0}
	}
	for k := range held.sites {
		held.sites[k] = held.practices[5*k]
	}
	before := scattered(40, 8)
	before.practices, before.sites = slices.Clone(held.practices), slices.Clone(held.sites)
	settleHubs(rng, []*land{lost, held})
	assert.Equal(t, before, held)
	assert.Equal(t, before.lists, lost.lists)
	assert.Len(t, lost.practices, 40)
	assert.Len(t, lost.sites, 8)
	assert.GreaterOrEqual(t, float64(findHubs(lost).covered), coveredInArea*float64(lost.patients))
}

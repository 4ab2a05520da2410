package london

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"polyclinic/model"
)

// Kinds of sites (model.md §11).
const (
	acuteHospital     = "hospital"
	communityHospital = "community_hospital"
	builtPolyclinic   = "polyclinic"
	healthCentre      = "health_centre"
	clinic            = "clinic"
	sharedPremises    = "shared_premises"
	practicePremises  = "practice_premises"
	newBuild          = "new_build"
)

// siteCount is how many sites of each kind a region gets beside its hospitals
// and built polyclinics: the numbers found in the registers of real premises,
// and a plot for a new building in every PCT. Practice premises make up total.
type siteCount struct{ healthCentres, clinics, shared, newBuilds, total int }

var (
	londonSites = siteCount{healthCentres: 90, clinics: 55, shared: 81, newBuilds: 31, total: 393}
	surreySites = siteCount{healthCentres: 20, clinics: 15, shared: 2, newBuilds: 2, total: 67}
)

// Measured on the real sites: where a health centre or a clinic is, practices
// often are in the same building.
const (
	healthCentreHosts = 0.77
	clinicHosts       = 0.17
	groupInCentre     = 0.28 // of a health centre: that its practices are a group
)

// locality is what is known of one area while its sites are being found.
type locality struct {
	area     areaFigures
	people   crowd
	premises []premises
	lists    []int64 // patients by premises
	sites    []model.Site
	at       []point // of sites
	numbered int
}

// add makes a site; code "" is the next number of the area.
func (l *locality) add(p plane, code, name, kind string, at point) {
	if code == "" {
		l.numbered++
		code = fmt.Sprintf("%sS%02d", l.area.code, l.numbered)
		name = fmt.Sprintf("%s %s %d", shortName(l.area.name), name, l.numbered)
	}
	lat, lon := p.coordinate(at)
	l.sites = append(l.sites, model.Site{Code: code, Name: name, Area: l.area.code, Lat: lat, Lon: lon, Kind: kind})
	l.at = append(l.at, at)
}

// findSites adds the sites of a region to its localities, which have their
// hospitals and polyclinics already.
func findSites(rng *rand.Rand, region []*locality, count siteCount, p plane) {
	population := make([]float64, len(region))
	for a, l := range region {
		population[a] = float64(l.area.population)
		count.total -= len(l.sites)
	}
	for a, n := range apportion(int64(count.healthCentres), population) {
		region[a].addCentres(rng, p, int(n), "health centre", healthCentre, healthCentreHosts)
	}
	for a, n := range apportion(int64(count.clinics), population) {
		region[a].addCentres(rng, p, int(n), "clinic", clinic, clinicHosts)
	}
	groups := make([]float64, len(region))
	free := 0
	for a, l := range region {
		groups[a] = float64(len(l.untaken(isGroup)))
		free += int(groups[a])
	}
	for a, n := range apportion(int64(min(count.shared, free)), groups) {
		region[a].addPremises(p, int(n), isGroup, "shared premises", sharedPremises)
	}
	for a, n := range apportion(int64(count.newBuilds), population) {
		region[a].addNewBuilds(rng, p, int(n))
	}
	left := count.total
	for _, l := range region {
		left -= l.numbered
	}
	for a, n := range apportion(int64(left), population) {
		region[a].addPremises(p, int(n), isSingle, "practice", practicePremises)
	}
}

func isGroup(p premises) bool  { return p.practices > 1 }
func isSingle(p premises) bool { return p.practices == 1 }

// untaken is the indices of premises without a site that fit.
func (l *locality) untaken(fits func(premises) bool) []int {
	var found []int
	for i, p := range l.premises {
		if !p.taken && fits(p) {
			found = append(found, i)
		}
	}
	return found
}

// addCentres adds health centres or clinics; the share hosts of them stands where
// practices are.
func (l *locality) addCentres(rng *rand.Rand, p plane, n int, name, kind string, hosts float64) {
	for range n {
		fits := isSingle
		if kind == healthCentre && rng.Float64() < groupInCentre/healthCentreHosts {
			fits = isGroup
		}
		choice := l.untaken(fits)
		if rng.Float64() >= hosts || len(choice) == 0 {
			l.add(p, "", name, kind, l.awayFromPractices(rng))
			continue
		}
		i := choice[rng.IntN(len(choice))]
		l.premises[i].taken = true
		l.add(p, "", name, kind, l.premises[i].at)
	}
}

// awayFromPractices is a place among people where no practice is in the building.
func (l *locality) awayFromPractices(rng *rand.Rand) point {
	for {
		at := l.people[rng.IntN(len(l.people))]
		if !slices.ContainsFunc(l.premises, func(p premises) bool { return p.at.distance(at) < 100 }) {
			return at
		}
	}
}

// addPremises adds the premises with most patients that fit.
func (l *locality) addPremises(p plane, n int, fits func(premises) bool, name, kind string) {
	choice := l.untaken(fits)
	slices.SortStableFunc(choice, func(a, b int) int { return cmp.Compare(l.lists[b], l.lists[a]) })
	for _, i := range choice[:min(n, len(choice))] {
		l.premises[i].taken = true
		l.add(p, "", name, kind, l.premises[i].at)
	}
}

// addNewBuilds adds plots where sites are far: the farthest of a few places.
func (l *locality) addNewBuilds(rng *rand.Rand, p plane, n int) {
	for range n {
		var best point
		farthest := -1.0
		for range 6 {
			at := l.awayFromPractices(rng)
			near := 1e12
			for _, site := range l.at {
				near = min(near, site.squared(at))
			}
			if near > farthest {
				best, farthest = at, near
			}
		}
		l.add(p, "", "new building", newBuild, best)
	}
}

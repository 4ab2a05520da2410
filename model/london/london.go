package london

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"polyclinic/model"
)

// Name is the name of the built-in instance.
const Name = "london-2008"

// Seed is the seed of the built-in instance.
const Seed = 2008

const surrey = "5P5" // Surrey PCT

// Streams of the generator: each step has its own random numbers, so that a
// change to one leaves the others as they were.
const (
	peopleStream = iota + 1
	premisesStream
	listStream
	zoneStream
	siteStream
	registrationStream
)

// Deviation of the logarithm of list sizes, as measured in the real ones.
const londonLists, surreyLists = 0.60, 0.55

// Data is the built-in instance: London and Surrey as of 2008.
func Data() (*model.Data, error) { return Generate(Seed) }

// Generate makes a London with the published totals of 2008 and everything else
// drawn from the seed; seeds give Londons alike in all that is measured in
// README.md. An error means that the embedded figures do not read.
func Generate(seed uint64) (*model.Data, error) {
	f, err := published()
	if err != nil {
		return nil, err
	}
	stream := func(n uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, n)) }
	p := plane{lat: 51.4, lon: -0.2}
	land := territories(f, p)
	crowds := settle(stream(peopleStream), f, p, land, float64(zonePeople)/pointsInZone)
	d := describe(f, seed)
	localities := make([]*locality, len(f.areas))
	housing, lists, zones := stream(premisesStream), stream(listStream), stream(zoneStream)
	for a, area := range f.areas {
		l := &locality{area: area, people: crowds[a]}
		l.settlePractices(housing, f, p)
		d.Practices = append(d.Practices, l.practices(lists, p)...)
		d.Zones = append(d.Zones, smallAreas(zones, area, crowds[a], p)...)
		localities[a] = l
	}
	siting := stream(siteStream)
	findSites(siting, region(localities, "london"), londonSites, p)
	findSites(siting, region(localities, "surrey"), surreySites, p)
	for _, l := range localities {
		d.Sites = append(d.Sites, l.sites...)
	}
	d.Registered = register(stream(registrationStream), d, p)
	return d, nil
}

// describe is an instance with what is published: areas and hospitals.
func describe(f *figures, seed uint64) *model.Data {
	d := &model.Data{
		Name:        Name,
		Description: "London's 31 primary care trusts and Surrey in 2008: published totals and real hospitals; small areas, practices and other sites are generated.",
		Source:      "ONS mid-2008 population estimates; Hansard 21 October 2008 (practices, 30 September 2007); IMD 2007; NHS hospital sites. Contains Ordnance Survey and National Statistics data © Crown copyright and database right.",
		Date:        "2008",
	}
	if seed != Seed {
		d.Name = fmt.Sprintf("%s-seed-%d", Name, seed)
	}
	for _, area := range f.areas {
		population := area.population
		d.Areas = append(d.Areas, model.Area{Code: area.code, Name: area.name, Population: &population,
			Regime: area.regime, Neighbours: area.neighbours})
	}
	for _, h := range f.hospitals {
		d.Hospitals = append(d.Hospitals, model.Hospital{Code: h.code, Name: h.name, Trust: h.trust,
			Lat: h.lat, Lon: h.lon, Acute: h.acute, Stroke: h.stroke, Trauma: h.trauma})
	}
	return d
}

// settlePractices finds premises for the practices of the area, and puts
// hospitals and built polyclinics with some of them inside where they stand.
func (l *locality) settlePractices(rng *rand.Rand, f *figures, p plane) {
	sharing := londonSharing
	if l.area.code == surrey {
		sharing = surreySharing
	}
	l.premises = findPremises(rng, l.people, l.area.practices, sharing)
	for _, h := range f.hospitals {
		if h.area != l.area.code {
			continue
		}
		at := p.point(h.lat, h.lon)
		kind, practiceInside := communityHospital, 0.18
		if h.acute {
			kind, practiceInside = acuteHospital, 0.07
		}
		if rng.Float64() < practiceInside {
			l.premises = moveIn(l.premises, at, 1, 1_000)
		}
		l.add(p, "H_"+h.code, h.name, kind, at)
	}
	for _, b := range f.polyclinics {
		if b.area == l.area.code {
			at := p.point(b.lat, b.lon)
			l.premises = moveIn(l.premises, at, 2, 2_000)
			l.add(p, b.code, b.name, builtPolyclinic, at)
		}
	}
}

// practices draws list sizes that sum to the area's population and numbers the
// practices by premises.
func (l *locality) practices(rng *rand.Rand, p plane) []model.Practice {
	deviation := londonLists
	if l.area.code == surrey {
		deviation = surreyLists
	}
	lists := listSizes(rng, l.area.practices, l.area.population, deviation)
	l.lists = make([]int64, len(l.premises))
	practices := make([]model.Practice, 0, len(lists))
	for k, building := range l.premises {
		lat, lon := p.coordinate(building.at)
		for range building.practices {
			n := len(practices)
			l.lists[k] += lists[n]
			practices = append(practices, model.Practice{
				Code: fmt.Sprintf("%sP%03d", l.area.code, n+1),
				Name: fmt.Sprintf("%s practice %d", shortName(l.area.name), n+1),
				Area: l.area.code, Lat: lat, Lon: lon, List: lists[n],
			})
		}
	}
	return practices
}

func region(all []*locality, regime string) []*locality {
	var some []*locality
	for _, l := range all {
		if l.area.regime == regime {
			some = append(some, l)
		}
	}
	return some
}

// shortName is a PCT's name without its kind of trust.
func shortName(name string) string {
	for _, kind := range []string{" Teaching PCT", " Care Trust", " PCT"} {
		name = strings.TrimSuffix(name, kind)
	}
	return name
}

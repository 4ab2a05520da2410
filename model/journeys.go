package model

// What reports ask of travel and money beyond the sums that a plan's costs need:
// journeys zone by zone, and whole sums in place of annuities.

// Home is a zone where patients of a practice live. Zones from len(Data.Zones) on
// are places of practices without registrations.
type Home struct {
	Zone  int32
	Share float64 // of the practice's patients
}

// Homes are where the patients of a practice live; the shares add up to 1.
func (in *Instance) Homes(p int32) []Home {
	z := &in.zones
	out := make([]Home, 0, z.start[p+1]-z.start[p])
	for k := z.start[p]; k < z.start[p+1]; k++ {
		out = append(out, Home{z.zone[k], float64(z.patients[k]) / float64(z.all[p])})
	}
	return out
}

// Journey is one way from a zone to a place, in unweighted minutes of the means
// that people choose.
type Journey struct {
	Mean      float64 // of everybody
	Car, Foot float64 // people with a car, and without
	CarShare  float64 // people with a car
}

// Beyond is the share of people whose way takes strictly more than a limit.
func (j *Journey) Beyond(minutes float64) float64 {
	out := 0.0
	if beyond(j.Car, minutes) {
		out += j.CarShare
	}
	if beyond(j.Foot, minutes) {
		out += 1 - j.CarShare
	}
	return out
}

// JourneyToPractice is the way to a practice where it is now.
func (in *Instance) JourneyToPractice(zone, p int32) Journey {
	return in.journeyTo(zone, in.practicePlace(p), at(in.matrix.practices, p))
}

// JourneyToSite is the way to a site.
func (in *Instance) JourneyToSite(zone, s int32) Journey {
	return in.journeyTo(zone, in.sites[s], at(in.matrix.sites, s))
}

// JourneyToHospital is the way to the hospital where a zone's outpatients go now;
// hospital is -1 where there is none.
func (in *Instance) JourneyToHospital(zone int32) (hospital int32, j Journey) {
	h := in.zones.toward[zone]
	if h < 0 {
		return h, Journey{}
	}
	place := &in.Data.Hospitals[h]
	return h, in.journeyTo(zone, newPosition(place.Lat, place.Lon), at(in.matrix.hospitals, h))
}

func (in *Instance) journeyTo(zone int32, to position, given []override) Journey {
	j := in.journey(zone, to, given)
	return Journey{Mean: j.plain, Car: j.car, Foot: j.foot, CarShare: in.zones.means[in.zones.regime[zone]].Car}
}

// Capital is what an arc asks of a capital budget, once: premises and moving.
func (in *Instance) Capital(a *Arc) (premises, transition Pence) {
	if !a.Moves {
		return 0, 0
	}
	list := int64(in.Practices[a.Practice].List)
	premises = Pence(in.money.premisesOnce[a.Model][in.siteKind(a.Site)].times(list))
	return premises, Pence(in.money.transitionOnce.times(list))
}

// Revenue is what an arc asks of a yearly revenue budget: premises running less
// rent, overhead less staff economies.
func (in *Instance) Revenue(a *Arc) Pence { return Pence(in.revenue(a)) }

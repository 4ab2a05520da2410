package model

import "math"

// Link is a practice and a site: everything about the way between them that
// does not depend on the care model. Money and minutes are what a year costs
// all the practice's patients if it moves there (GP), and if its outpatients
// are seen there.
type Link struct {
	Practice, Site   int32
	Metres           Metres
	GPTravel         Pence // weighted
	OutpatientTravel Pence
	GPMinutes        int64 // unweighted, more than today
	OutMinutes       int64
	Beyond           int64 // patients beyond the limit of travel-cap, in 1/ShareScale of the practice's share
}

// linkExtra is what only some rules need of a Link.
type linkExtra struct {
	hubBeyond int64 // like Beyond, for hub-cap
	equity    int64 // minutes a year: those of the most deprived fifth less their share of all
}

// trip is one zone's way to a place.
type trip struct {
	travel
	beyond, hub int64 // people beyond the limits of travel-cap and hub-cap, in 1/groups
}

// travelSums add up a practice's patients' trips to one place.
type travelSums struct {
	weighted, plain float64 // patient-minutes one way
	fifth           float64 // plain, of the most deprived fifth
	usual           travel  // to the hospitals of today
	beyond, hub     int64
}

// journey is from a zone to a place, by the user's matrix where it has a value.
func (in *Instance) journey(zone int32, to position, given []override) journey {
	if j, ok := find(given, zone); ok {
		return j
	}
	z := &in.zones
	return z.means[z.regime[zone]].journey(z.place[zone].to(to))
}

// trip reduces a journey to what sums need.
func (in *Instance) trip(zone int32, j journey) trip {
	rules := &in.Scenario.Rules
	return trip{travel{j.weighted, j.plain}, in.late(zone, j, rules.TravelCap.Limit), in.late(zone, j, rules.HubCap.Limit)}
}

// late counts the groups of people whose minutes are beyond a limit.
func (in *Instance) late(zone int32, j journey, limit float64) int64 {
	cars := in.zones.cars[in.zones.regime[zone]]
	out := int64(0)
	if beyond(j.car, limit) {
		out += cars
	}
	if beyond(j.foot, limit) {
		out += in.groups - cars
	}
	return out
}

// sum adds up a practice's patients' trips.
func (in *Instance) sum(p int32, trips func(zone int32) *trip) travelSums {
	var s travelSums
	z := &in.zones
	for k := z.start[p]; k < z.start[p+1]; k++ {
		t, n := trips(z.zone[k]), z.patients[k]
		s.weighted += float64(n) * t.weighted
		s.plain += float64(n) * t.plain
		if z.inFifth[z.zone[k]] {
			s.fifth += float64(n) * t.plain
		}
		s.beyond += n * t.beyond
		s.hub += n * t.hub
	}
	return s
}

// sumTo is sum without a table of trips.
func (in *Instance) sumTo(p int32, to position, given []override) travelSums {
	var t trip
	return in.sum(p, func(zone int32) *trip {
		t = in.trip(zone, in.journey(zone, to, given))
		return &t
	})
}

// link finishes the sums of a practice's way to a site.
func (in *Instance) link(p, s int32, metres Metres, sums *travelSums) (Link, linkExtra) {
	t, m := &in.Practices[p], &in.money
	each := float64(t.List) / float64(in.zones.all[p])
	l := Link{Practice: p, Site: s, Metres: metres, Beyond: sums.beyond}
	further := each * (sums.weighted - t.today.weighted)
	l.GPTravel = Pence(math.Round(m.gpMinute * further))
	gp := m.gpTrips * each * (sums.plain - t.today.plain)
	l.GPMinutes = int64(math.Round(gp))
	if in.zones.allUsual {
		l.OutpatientTravel = Pence(math.Round(m.outMinute * each * (sums.weighted - t.today.usual.weighted)))
		l.OutMinutes = int64(math.Round(m.outTrips * each * (sums.plain - t.today.usual.plain)))
	}
	poor := m.gpTrips * each * (sums.fifth - t.today.fifth)
	equity := poor
	if in.Total > 0 {
		equity -= in.fifth.patients / float64(in.Total) * gp
	}
	return l, linkExtra{hubBeyond: sums.hub, equity: int64(math.Round(equity))}
}

// ShareScale is 1 as a share of a practice's patients, in the unit of
// Link.Beyond.
func (in *Instance) ShareScale(p int32) int64 { return in.zones.all[p] * in.groups }

// BeyondToday is the share of a practice's patients beyond the limit of
// travel-cap where it is now, in 1/ShareScale.
func (in *Instance) BeyondToday(p int32) int64 { return in.Practices[p].today.beyond }

// LinkOf is the way from a practice to any site, within reach or not.
func (in *Instance) LinkOf(p, s int32) Link {
	l, _ := in.linkOf(p, s)
	return l
}

func (in *Instance) linkOf(p, s int32) (Link, linkExtra) {
	if k := in.findLink(p, s); k >= 0 {
		return in.links[k], in.extraOf(k)
	}
	sums := in.sumTo(p, in.sites[s], at(in.matrix.sites, s))
	return in.link(p, s, in.practicePlace(p).to(in.sites[s]), &sums)
}

func (in *Instance) practicePlace(p int32) position {
	practice := &in.Data.Practices[p]
	return newPosition(practice.Lat, practice.Lon)
}

// findLink is the number of a stored link, or -1.
func (in *Instance) findLink(p, s int32) int32 {
	low, high := in.linkStart[p], in.linkStart[p+1]
	for low < high {
		middle := (low + high) / 2
		if in.links[middle].Site < s {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < in.linkStart[p+1] && in.links[low].Site == s {
		return low
	}
	return -1
}

func (in *Instance) extraOf(link int32) linkExtra {
	if in.extra == nil {
		return linkExtra{}
	}
	return in.extra[link]
}

package model

import "math"

// Car minutes by straight-line km, fitted to a London small-area matrix
// (model.md §11).
const (
	carStart       = 5.67
	carScale       = 2.95
	carPower       = 0.80
	carFarKM       = 12
	carFarMinutes  = 2.0 // per further km
	sameMinutes    = 1e-9
	minutesPerHour = 60
)

// CarMinutes is how long a car takes over a straight-line distance.
func CarMinutes(d Metres) float64 {
	km := float64(d) / 1000
	if km < carFarKM {
		return carStart + carScale*math.Pow(km, carPower)
	}
	return carStart + carScale*math.Pow(carFarKM, carPower) + carFarMinutes*(km-carFarKM)
}

// journey is one trip from a zone to a place: minutes of the means of travel
// that each group of people chooses.
type journey struct {
	weighted float64 // mean of both groups, as money values it
	plain    float64 // mean of both groups, as the clock runs
	car      float64 // people with a car, by the clock
	foot     float64 // people without
}

// means of travel of one regime under the scenario's weights.
type means struct {
	Regime
	waitWeight float64
	carAdded   float64
}

// journey chooses, for people with and without a car, the least weighted of
// walking, bus and car; the first named wins ties.
func (m *means) journey(d Metres) journey {
	km := float64(d) / 1000
	busRide := m.BusPerKM * km * m.RoadRatio
	foot := m.BusWait + busRide
	footWeighted := m.BusWait*m.waitWeight + busRide
	if walked := km * m.WalkRoad; walked <= m.WalkKM+1e-12 {
		if walk := walked / m.WalkKMH * minutesPerHour; walk <= footWeighted+sameMinutes {
			foot, footWeighted = walk, walk
		}
	}
	car, carWeighted := foot, footWeighted
	if drive := CarMinutes(d); drive+m.carAdded < footWeighted-sameMinutes {
		car, carWeighted = drive, drive+m.carAdded
	}
	return journey{
		weighted: m.Car*carWeighted + (1-m.Car)*footWeighted,
		plain:    m.Car*car + (1-m.Car)*foot,
		car:      car,
		foot:     foot,
	}
}

// given is a journey that the user's matrix states: it serves both groups.
func given(t *TravelTime) journey {
	j := journey{weighted: t.Minutes, plain: t.Minutes, car: t.Minutes, foot: t.Minutes}
	if t.Weighted != nil {
		j.weighted = *t.Weighted
	}
	return j
}

// beyond says whether a time is strictly more than a limit; a difference that
// is only the float's counts as none.
func beyond(minutes, limit float64) bool { return minutes > limit+sameMinutes }

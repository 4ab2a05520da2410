package answers

import "polyclinic/model"

// Interval is where a sum lies for certain, in pence a year. An end that is not
// known is open.
type Interval struct {
	Low, High       model.Pence
	HasLow, HasHigh bool
}

// Less is the interval of a − b, for a in i and b in other.
func (i Interval) Less(other Interval) Interval {
	return Interval{
		Low: i.Low - other.High, HasLow: i.HasLow && other.HasHigh,
		High: i.High - other.Low, HasHigh: i.HasHigh && other.HasLow,
	}
}

// AtLeast is the part of the interval from low up.
func (i Interval) AtLeast(low model.Pence) Interval {
	if !i.HasLow || i.Low < low {
		i.Low, i.HasLow = low, true
	}
	if i.HasHigh && i.High < low {
		i.High = low
	}
	return i
}

// Negated is the interval of −a.
func (i Interval) Negated() Interval {
	return Interval{Low: -i.High, HasLow: i.HasHigh, High: -i.Low, HasHigh: i.HasLow}
}

// Exact says whether both ends are the same.
func (i Interval) Exact() bool { return i.HasLow && i.HasHigh && i.Low == i.High }

// Contains says whether a sum may be the one.
func (i Interval) Contains(p model.Pence) bool {
	return (!i.HasLow || i.Low <= p) && (!i.HasHigh || p <= i.High)
}

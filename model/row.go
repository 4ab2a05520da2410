package model

// Row is a rule, or one of its limits, that is a sum over a plan:
// Lower ≤ Σ ≤ Upper in 1/Scale of Unit, over the places of practices, the open
// tiers and the practices that stay. Broken, it costs Price for every unit
// begun, or is not allowed (hard).
type Row struct {
	ID    string
	Area  int32 // -1: capital-wide
	State State
	Price int64 // pence per unit; counts where priced
	Unit  string
	Scale int64

	Lower, Upper int64

	// Of > 0: the sum counts what is missing from Of; reports turn it round.
	Of int64
	// OfPlaced > 0: the sum has this share of all placed patients, in 1/Scale,
	// taken off; reports put it back.
	OfPlaced int64
	// Worst: one of many alike, of which only the worst is reported.
	Worst bool

	// Where coefficients may differ from zero: practices of one area, or one
	// site, or everywhere (-1).
	OfArea, OfSite int32

	Arc  func(a *Arc, l *Link) int64 // nil: no coefficients
	Tier func(o *Option, t *TierTerms) int64
	Stay func(p int32) int64
}

// No limit on a row's side.
const (
	rowNoLower = -int64(1) << 60
	rowNoUpper = int64(1) << 60
)

// Violation is by how much an activity breaks the row, in whole units.
func (r *Row) Violation(activity int64) int64 {
	over := max(r.Lower-activity, activity-r.Upper, 0)
	return (over + r.Scale - 1) / r.Scale
}

// row starts a row without limits over everything.
func newRow(id string, area int32, state State, price int64, unit string) Row {
	return Row{ID: id, Area: area, State: state, Price: price, Unit: unit, Scale: 1,
		Lower: rowNoLower, Upper: rowNoUpper, OfArea: -1, OfSite: -1}
}

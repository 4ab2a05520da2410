package lp

// Problem is a whole linear program for OneShot: a batch of columns and the
// limits of its rows.
type Problem struct {
	Columns
	RowLower, RowUpper []float64 // [row]
}

// Answer is the outcome of OneShot; Status is Optimal, Infeasible or Unbounded,
// as Clp said it (unlike a Model's, it has no ray to prove it), and the rest is
// set for Optimal only.
type Answer struct {
	Status       Status
	Objective    float64
	Values       []float64 // x, [column]
	ReducedCosts []float64 // d, [column]
	Duals        []float64 // y, [row]
	Cost         []Range   // [column], the costs between which the basis stays optimal
}

// Range is an interval of a cost; ±Inf where there is no end.
type Range struct{ Lower, Upper float64 }

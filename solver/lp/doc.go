// Package lp solves linear programs with COIN-OR Clp and knows nothing but
// rows and columns:
//
//	minimise c·x  with  rowLower <= A x <= rowUpper,  lower <= x <= upper.
//
// Index letters: i is a row, j is a column. Row duals y and reduced costs
// d = c - yᵀA keep Clp's sign for minimisation: y_i >= 0 where row i rests on
// its lower limit, y_i <= 0 where it rests on its upper limit, and d_j likewise
// for columns.
//
// A Model lives across solves: columns and rows are added and deleted, bounds
// and costs change, and the next Dual or Primal starts from the last basis. It
// speaks to Clp through Clp's own C interface (coin/Clp_C_Interface.h), because
// the Go binding github.com/lanl/clp can load and solve, but cannot change
// bounds, add rows or columns to a live model, save a basis or return a ray.
// OneShot uses that binding for what it does: one relaxation with duals and
// ranging, and a second opinion on Model in tests.
//
// One Model belongs to one goroutine at a time; different Models are
// independent. This is the only package of the project with C in it. Built
// without cgo it compiles, Available is false and New fails with ErrAbsent.
//
// No answer leaves unchecked: the primal and dual solution of an optimal model
// and the ray of an infeasible or unbounded one are recomputed from the
// model's own matrix (see Status). They are floating-point answers all the
// same; a bound made of them has to be recomputed in whole numbers.
package lp

import (
	"errors"
	"math"
)

// ErrAbsent is what New returns in a program built without cgo.
var ErrAbsent = errors.New("lp: built without Clp (CGO_ENABLED=0)")

// ErrNumerical is returned, wrapped with Clp's codes, when no attempt gave an
// answer that stands the check. The model can be changed and solved again.
var ErrNumerical = errors.New("lp: Clp gave no answer that stands a check")

// Inf is the bound that does not bind; -Inf likewise. Anything beyond 1e27 is
// taken as infinite, as Clp does.
var Inf = math.Inf(1)

// Status is what a solve has shown.
type Status int8

// The outcomes of a solve.
const (
	// Unsolved: no solve since the last change of rows or columns, or it failed.
	Unsolved Status = iota
	// Optimal: x within all limits and d, y of the right sign, to a relative 1e-6.
	Optimal
	// Infeasible: Ray holds a Farkas proof.
	Infeasible
	// Unbounded: Ray holds a direction without end.
	Unbounded
	// ObjectiveLimit: the dual simplex passed the limit of SetObjectiveLimit;
	// the row duals prove it, the columns are meaningless.
	ObjectiveLimit
	// Stopped: by the context or the iteration limit; the basis is kept, so
	// that the next solve goes on from there.
	Stopped
)

// String names the status.
func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Infeasible:
		return "infeasible"
	case Unbounded:
		return "unbounded"
	case ObjectiveLimit:
		return "objective limit"
	case Stopped:
		return "stopped"
	}
	return "unsolved"
}

// Columns is a batch of columns, compressed by column: entries
// Starts[k]:Starts[k+1] of Rows and Values belong to column k, so Starts is one
// longer than Cost, Lower and Upper.
type Columns struct {
	Cost, Lower, Upper []float64 // [column]
	Starts             []int32   // [column + 1]
	Rows               []int32   // [entry]
	Values             []float64 // [entry]
}

// Append adds one column to the batch; its slices are copied.
func (c *Columns) Append(cost, lower, upper float64, rows []int32, values []float64) {
	if len(c.Starts) == 0 {
		c.Starts = append(c.Starts, 0)
	}
	c.Cost = append(c.Cost, cost)
	c.Lower = append(c.Lower, lower)
	c.Upper = append(c.Upper, upper)
	c.Rows = append(c.Rows, rows...)
	c.Values = append(c.Values, values...)
	c.Starts = append(c.Starts, int32(len(c.Rows)))
}

// Reset empties the batch and keeps its memory.
func (c *Columns) Reset() {
	c.Cost, c.Lower, c.Upper = c.Cost[:0], c.Lower[:0], c.Upper[:0]
	c.Starts, c.Rows, c.Values = c.Starts[:0], c.Rows[:0], c.Values[:0]
}

// Rows is a batch of rows, compressed by row as Columns is by column.
type Rows struct {
	Lower, Upper []float64 // [row]
	Starts       []int32   // [row + 1]
	Columns      []int32   // [entry]
	Values       []float64 // [entry]
}

// Append adds one row to the batch; its slices are copied.
func (r *Rows) Append(lower, upper float64, columns []int32, values []float64) {
	if len(r.Starts) == 0 {
		r.Starts = append(r.Starts, 0)
	}
	r.Lower = append(r.Lower, lower)
	r.Upper = append(r.Upper, upper)
	r.Columns = append(r.Columns, columns...)
	r.Values = append(r.Values, values...)
	r.Starts = append(r.Starts, int32(len(r.Columns)))
}

// Reset empties the batch and keeps its memory.
func (r *Rows) Reset() {
	r.Lower, r.Upper = r.Lower[:0], r.Upper[:0]
	r.Starts, r.Columns, r.Values = r.Starts[:0], r.Columns[:0], r.Values[:0]
}

// Basis says where every column and row variable stands, one byte each, in
// Clp's codes: 0 free, 1 basic, 2 at upper, 3 at lower, 4 superbasic, 5 fixed.
// The zero Basis is empty.
type Basis struct {
	Columns, Rows []byte
}

// Codes of a Basis that callers need to build or read one.
const (
	Basic   byte = 1
	AtUpper byte = 2
	AtLower byte = 3
)

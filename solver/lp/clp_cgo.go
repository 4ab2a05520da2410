//go:build cgo

package lp

/*
#cgo pkg-config: clp
#include "clp.h"
*/
import "C"

import (
	"math"
	"runtime"
	"unsafe"
)

// Model is a linear program on Clp, with its last solution and basis.
type Model struct {
	clp            unsafe.Pointer // Clp_Simplex, nil when closed
	cleanup        runtime.Cleanup
	rows, columns  int
	nonzeros       int64
	iterationLimit int
	scaling        int

	status     Status
	ray        []float64 // of the last solve, [row] or [column]
	iterations int
	work       int64

	activity, magnitude []float64 // scratch, [row]
	stamp               []int32   // scratch of entry checks, [row or column]
	stampNow            int32
}

// Available says whether this program was built with Clp.
func Available() bool { return true }

// Version is the version of the Clp library in use.
func Version() string { return C.GoString(C.Clp_Version()) }

// New returns an empty model. The caller closes it; a forgotten one is freed
// by the garbage collector in its own time.
func New() (*Model, error) {
	m := &Model{clp: C.lp_open(), iterationLimit: math.MaxInt32, scaling: scalingAuto}
	m.cleanup = runtime.AddCleanup(m, func(clp unsafe.Pointer) { C.Clp_deleteModel(clp) }, m.clp)
	return m, nil
}

// Close frees the model. Closing twice does nothing; any other use of a closed
// model panics.
func (m *Model) Close() {
	if m.clp == nil {
		return
	}
	m.cleanup.Stop()
	C.Clp_deleteModel(m.clp)
	m.clp = nil
}

// open returns the Clp object of a model that is not closed.
func (m *Model) open() unsafe.Pointer {
	if m.clp == nil {
		panic("lp: the model is closed")
	}
	return m.clp
}

// NumRows is the number of rows.
func (m *Model) NumRows() int { return m.rows }

// NumColumns is the number of columns.
func (m *Model) NumColumns() int { return m.columns }

// NumNonzeros is the number of matrix entries.
func (m *Model) NumNonzeros() int { return int(m.nonzeros) }

// SetIterationLimit ends a solve with Stopped after that many iterations; 0
// lifts the limit.
func (m *Model) SetIterationLimit(iterations int) {
	if iterations <= 0 || iterations > math.MaxInt32 {
		iterations = math.MaxInt32
	}
	m.iterationLimit = iterations
}

// SetObjectiveLimit ends a Dual with ObjectiveLimit once the objective is
// shown to be above limit; Inf lifts the limit.
func (m *Model) SetObjectiveLimit(limit float64) {
	C.Clp_setDualObjectiveLimit(m.open(), C.double(finite(limit)))
	runtime.KeepAlive(m)
}

// SetScaling turns Clp's automatic scaling of rows and columns on (the state
// of a new model) or off. Off is faster where all entries are near 1.
func (m *Model) SetScaling(on bool) {
	m.scaling = scalingOff
	if on {
		m.scaling = scalingAuto
	}
}

// Clp's scaling modes.
const (
	scalingOff  = 0
	scalingAuto = 3
)

// finite replaces an infinite bound by Clp's own infinity.
func finite(bound float64) float64 {
	switch {
	case bound > 1e27:
		return math.MaxFloat64
	case bound < -1e27:
		return -math.MaxFloat64
	case math.IsNaN(bound):
		panic("lp: a bound or cost is not a number")
	}
	return bound
}

//go:build cgo

package lp

/*
#include "Clp_C_Interface.h"
*/
import "C"

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"unsafe"
)

// AddColumns appends a batch of columns, nonbasic at their lower bound, and
// returns the index of the first. Wrong indices, repeated rows in a column and
// entries that are not finite panic.
func (m *Model) AddColumns(batch *Columns) int {
	clp, first, count := m.open(), m.columns, len(batch.Cost)
	if len(batch.Lower) != count || len(batch.Upper) != count {
		panic("lp: a batch of columns has costs and bounds of different lengths")
	}
	if count == 0 {
		return first
	}
	m.checkEntries("column", count, m.rows, batch.Starts, batch.Rows, batch.Values)
	checkNumbers(batch.Cost, batch.Lower, batch.Upper)
	C.Clp_addColumns(clp, C.int(count), doubles(batch.Lower), doubles(batch.Upper), doubles(batch.Cost),
		ints(batch.Starts), ints(batch.Rows), doubles(batch.Values))
	m.columns += count
	m.nonzeros += int64(batch.Starts[count])
	m.work += int64(batch.Starts[count])
	m.status = Unsolved
	runtime.KeepAlive(m)
	return first
}

// AddColumn appends one column and returns its index; see AddColumns.
func (m *Model) AddColumn(cost, lower, upper float64, rows []int32, values []float64) int {
	return m.AddColumns(&Columns{Cost: []float64{cost}, Lower: []float64{lower}, Upper: []float64{upper},
		Starts: []int32{0, int32(len(rows))}, Rows: rows, Values: values})
}

// AddRows appends a batch of rows, basic, and returns the index of the first.
// Wrong indices, repeated columns in a row and entries that are not finite
// panic.
func (m *Model) AddRows(batch *Rows) int {
	clp, first, count := m.open(), m.rows, len(batch.Lower)
	if len(batch.Upper) != count {
		panic("lp: a batch of rows has limits of different lengths")
	}
	if count == 0 {
		return first
	}
	m.checkEntries("row", count, m.columns, batch.Starts, batch.Columns, batch.Values)
	checkNumbers(batch.Lower, batch.Upper)
	C.Clp_addRows(clp, C.int(count), doubles(batch.Lower), doubles(batch.Upper),
		ints(batch.Starts), ints(batch.Columns), doubles(batch.Values))
	m.rows += count
	m.nonzeros += int64(batch.Starts[count])
	m.work += int64(batch.Starts[count])
	m.status = Unsolved
	runtime.KeepAlive(m)
	return first
}

// AddRow appends one row and returns its index; see AddRows.
func (m *Model) AddRow(lower, upper float64, columns []int32, values []float64) int {
	return m.AddRows(&Rows{Lower: []float64{lower}, Upper: []float64{upper},
		Starts: []int32{0, int32(len(columns))}, Columns: columns, Values: values})
}

// DeleteColumns removes columns; the ones behind move up. Listing one twice
// panics.
func (m *Model) DeleteColumns(columns []int32) {
	clp := m.open()
	if len(columns) == 0 {
		return
	}
	m.checkIndices("column", columns, m.columns)
	C.Clp_deleteColumns(clp, C.int(len(columns)), ints(columns))
	m.columns -= len(columns)
	m.changed(clp)
}

// DeleteRows removes rows; the ones behind move up. Listing one twice panics.
func (m *Model) DeleteRows(rows []int32) {
	clp := m.open()
	if len(rows) == 0 {
		return
	}
	m.checkIndices("row", rows, m.rows)
	C.Clp_deleteRows(clp, C.int(len(rows)), ints(rows))
	m.rows -= len(rows)
	m.changed(clp)
}

func (m *Model) changed(clp unsafe.Pointer) {
	m.nonzeros = int64(C.Clp_getNumElements(clp))
	m.work += m.nonzeros
	m.status = Unsolved
	runtime.KeepAlive(m)
}

// SetCost sets the cost of each listed column.
func (m *Model) SetCost(columns []int32, cost []float64) {
	clp := m.open()
	checkLengths(len(columns), len(cost))
	all := doublesOf(C.Clp_objective(clp), m.columns)
	for k, j := range columns {
		if v := cost[k]; math.IsNaN(v) || math.IsInf(v, 0) {
			panic("lp: a cost is not finite")
		}
		all[j] = cost[k]
	}
	runtime.KeepAlive(m)
}

// SetColumnBounds sets the bounds of each listed column.
func (m *Model) SetColumnBounds(columns []int32, lower, upper []float64) {
	clp := m.open()
	setBounds(columns, lower, upper,
		doublesOf(C.Clp_columnLower(clp), m.columns), doublesOf(C.Clp_columnUpper(clp), m.columns))
	runtime.KeepAlive(m)
}

// SetRowBounds sets the limits of each listed row.
func (m *Model) SetRowBounds(rows []int32, lower, upper []float64) {
	clp := m.open()
	setBounds(rows, lower, upper,
		doublesOf(C.Clp_rowLower(clp), m.rows), doublesOf(C.Clp_rowUpper(clp), m.rows))
	runtime.KeepAlive(m)
}

func setBounds(which []int32, lower, upper, allLower, allUpper []float64) {
	checkLengths(len(which), len(lower), len(upper))
	for k, index := range which {
		allLower[index], allUpper[index] = finite(lower[k]), finite(upper[k])
	}
}

// checkEntries guards Clp, which ends the process on a wrong index.
func (m *Model) checkEntries(what string, count, limit int, starts, indices []int32, values []float64) {
	if len(starts) != count+1 || starts[0] != 0 || int(starts[count]) != len(indices) || len(indices) != len(values) {
		panic(fmt.Sprintf("lp: a batch of %ss has starts that do not fit its entries", what))
	}
	m.growStamp(limit)
	for k := range count {
		if starts[k] > starts[k+1] {
			panic(fmt.Sprintf("lp: a batch of %ss has starts that fall", what))
		}
		m.stampNow++
		for e := starts[k]; e < starts[k+1]; e++ {
			index := indices[e]
			if index < 0 || int(index) >= limit || m.stamp[index] == m.stampNow {
				panic(fmt.Sprintf("lp: index %d in a new %s is repeated or not below %d", index, what, limit))
			}
			m.stamp[index] = m.stampNow
			if v := values[e]; math.IsNaN(v) || math.IsInf(v, 0) {
				panic(fmt.Sprintf("lp: an entry of a new %s is not finite", what))
			}
		}
	}
}

func (m *Model) checkIndices(what string, which []int32, limit int) {
	m.growStamp(limit)
	m.stampNow++
	for _, index := range which {
		if index < 0 || int(index) >= limit || m.stamp[index] == m.stampNow {
			panic(fmt.Sprintf("lp: %s %d is listed twice or not below %d", what, index, limit))
		}
		m.stamp[index] = m.stampNow
	}
}

func (m *Model) growStamp(size int) {
	if len(m.stamp) < size {
		m.stamp = append(m.stamp, make([]int32, size-len(m.stamp))...)
	}
	if m.stampNow > math.MaxInt32/2 {
		clear(m.stamp)
		m.stampNow = 0
	}
}

func checkNumbers(lists ...[]float64) {
	for _, list := range lists {
		if slices.ContainsFunc(list, math.IsNaN) {
			panic("lp: a bound or cost is not a number")
		}
	}
}

func checkLengths(want int, got ...int) {
	for _, n := range got {
		if n != want {
			panic("lp: lists of different lengths")
		}
	}
}

// doubles is the C view of a slice, without copying; nil when it is empty.
func doubles(s []float64) *C.double { return (*C.double)(unsafe.SliceData(s)) }

// ints is the C view of a slice, without copying; C's int has 32 bits on every
// platform that Clp runs on.
func ints(s []int32) *C.int { return (*C.int)(unsafe.SliceData(s)) }

// doublesOf is the Go view of one of Clp's arrays, valid until Clp reallocates
// it.
func doublesOf(p *C.double, count int) []float64 {
	return unsafe.Slice((*float64)(p), count)
}

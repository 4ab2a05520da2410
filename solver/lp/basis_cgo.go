//go:build cgo

package lp

/*
#include "clp.h"
*/
import "C"

import (
	"runtime"
	"unsafe"
)

// Basis returns a copy of the present basis, to come back to with SetBasis.
func (m *Model) Basis() Basis {
	defer runtime.KeepAlive(m)
	all := m.statusBytes()
	b := Basis{Columns: make([]byte, m.columns), Rows: make([]byte, m.rows)}
	for j := range b.Columns {
		b.Columns[j] = all[j] & statusMask
	}
	for i := range b.Rows {
		b.Rows[i] = all[m.columns+i] & statusMask
	}
	return b
}

// SetBasis makes b the basis that the next solve starts from. Columns and rows
// that b does not reach (added since) start at their lower bound and basic;
// codes beyond the model are dropped. The empty Basis is that of the slacks. A
// basis that is not square or not regular is repaired by Clp.
func (m *Model) SetBasis(b Basis) {
	m.open()
	defer runtime.KeepAlive(m)
	all := make([]byte, m.columns+m.rows)
	columns, rows := all[:m.columns], all[m.columns:]
	for j := copy(columns, b.Columns); j < m.columns; j++ {
		columns[j] = AtLower
	}
	for i := copy(rows, b.Rows); i < m.rows; i++ {
		rows[i] = Basic
	}
	if len(all) > 0 {
		C.Clp_copyinStatus(m.clp, (*C.uchar)(unsafe.SliceData(all)))
	}
}

// statusMask keeps the place of a variable and drops Clp's private marks.
const statusMask = 7

// statusBytes is Clp's own array, columns before rows; a model that has not
// been solved yet may have none.
func (m *Model) statusBytes() []byte {
	m.open()
	if C.Clp_statusExists(m.clp) == 0 {
		m.SetBasis(Basis{})
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(C.Clp_statusArray(m.clp))), m.columns+m.rows)
}

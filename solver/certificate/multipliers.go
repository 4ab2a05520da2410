// Package certificate is the form of a proof: what a solver must write down so
// that somebody who trusts nothing can check its bound. It holds no solver code.
package certificate

import "slices"

// Multipliers are a point of the Lagrangean dual of a facility problem, as
// numerators over 2^Shift: one per assignment row, one per side row. A positive
// Row multiplier pays for the row's lower limit, a negative one for its upper.
type Multipliers struct {
	Shift    uint    `json:"shift"`
	Customer []int64 `json:"customer"`
	Row      []int64 `json:"row"`
}

// NewMultipliers is the zero point.
func NewMultipliers(customers, rows int, shift uint) *Multipliers {
	return &Multipliers{Shift: shift, Customer: make([]int64, customers), Row: make([]int64, rows)}
}

// Clone copies the multipliers.
func (m *Multipliers) Clone() *Multipliers {
	return &Multipliers{Shift: m.Shift, Customer: slices.Clone(m.Customer), Row: slices.Clone(m.Row)}
}

// Rescale returns a copy over 2^shift, rounded down.
func (m *Multipliers) Rescale(shift uint) *Multipliers {
	out := NewMultipliers(len(m.Customer), len(m.Row), shift)
	scale := func(to, from []int64) {
		for k, v := range from {
			if shift >= m.Shift {
				to[k] = v << (shift - m.Shift)
			} else {
				to[k] = v >> (m.Shift - shift)
			}
		}
	}
	scale(out.Customer, m.Customer)
	scale(out.Row, m.Row)
	return out
}

// Add adds others, which may have fewer rows.
func (m *Multipliers) Add(other *Multipliers) {
	other = other.Rescale(m.Shift)
	for i, v := range other.Customer {
		m.Customer[i] += v
	}
	for r, v := range other.Row {
		m.Row[r] += v
	}
}

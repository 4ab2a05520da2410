//go:build !cgo

package lp

import "context"

// Model cannot be made in a program built without cgo; its methods exist so
// that what uses them compiles.
type Model struct{}

// Available says whether this program was built with Clp.
func Available() bool { return false }

// Version is empty without Clp.
func Version() string { return "" }

// New fails with ErrAbsent.
func New() (*Model, error) { return nil, ErrAbsent }

// OneShot fails with ErrAbsent.
func OneShot(*Problem) (*Answer, error) { return nil, ErrAbsent }

func (*Model) none() { panic("lp: a Model without Clp") }

func (m *Model) Close()                                                {}
func (m *Model) NumRows() int                                          { m.none(); return 0 }
func (m *Model) NumColumns() int                                       { m.none(); return 0 }
func (m *Model) NumNonzeros() int                                      { m.none(); return 0 }
func (m *Model) SetIterationLimit(int)                                 { m.none() }
func (m *Model) SetObjectiveLimit(float64)                             { m.none() }
func (m *Model) SetScaling(bool)                                       { m.none() }
func (m *Model) AddColumns(*Columns) int                               { m.none(); return 0 }
func (m *Model) AddRows(*Rows) int                                     { m.none(); return 0 }
func (m *Model) DeleteColumns([]int32)                                 { m.none() }
func (m *Model) DeleteRows([]int32)                                    { m.none() }
func (m *Model) SetCost([]int32, []float64)                            { m.none() }
func (m *Model) SetColumnBounds([]int32, []float64, []float64)         { m.none() }
func (m *Model) SetRowBounds([]int32, []float64, []float64)            { m.none() }
func (m *Model) Basis() Basis                                          { m.none(); return Basis{} }
func (m *Model) SetBasis(Basis)                                        { m.none() }
func (m *Model) Dual(context.Context) (Status, error)                  { return Unsolved, ErrAbsent }
func (m *Model) Primal(context.Context) (Status, error)                { return Unsolved, ErrAbsent }
func (m *Model) Status() Status                                        { return Unsolved }
func (m *Model) Iterations() int                                       { return 0 }
func (m *Model) Work() int64                                           { return 0 }
func (m *Model) Objective() float64                                    { m.none(); return 0 }
func (m *Model) ColumnValues([]float64) []float64                      { m.none(); return nil }
func (m *Model) RowActivity([]float64) []float64                       { m.none(); return nil }
func (m *Model) RowDuals([]float64) []float64                          { m.none(); return nil }
func (m *Model) ReducedCosts([]float64) []float64                      { m.none(); return nil }
func (m *Model) Ray([]float64) []float64                               { m.none(); return nil }
func (m *Model) AddRow(_, _ float64, _ []int32, _ []float64) int       { m.none(); return 0 }
func (m *Model) AddColumn(_, _, _ float64, _ []int32, _ []float64) int { m.none(); return 0 }

package tables

import (
	"strings"

	"polyclinic/model"
)

// Kind is what a cell holds and how people read it.
type Kind uint8

// The kinds. Money is model.Pence: Pounds are shown whole, Millions in £m;
// workbooks and CSV hold both in pounds.
const (
	Text Kind = iota
	Whole
	Pounds
	Millions
	PerHead // float64 of pence, shown in pounds with pence
	Share   // float64, shown in per cent
	Decimal // float64, one decimal
	Fine    // float64, two decimals
)

// Total is what stands below a column.
type Total uint8

// The totals. Ratio divides the totals of two other columns.
const (
	None Total = iota
	Sum
	Ratio
)

// Column is a column of a Table.
type Column struct {
	Name  string // for people
	Unit  string // "" for words and money: the kind says it
	Kind  Kind
	Field string // of plan.json, {key} being the row's key; else what it is worked out from
	Total Total
	Over  [2]string // Ratio: names of the columns divided
	Long  bool      // too much for a page: files only
}

// Row is a row of a Table. Cells that are a Cell differ from their column.
type Row struct {
	Key    string
	Cells  []any
	Strong bool // a total in itself
	Adds   int  // of how many rows above it is the sum, 0: a figure of its own
}

// Cell is a value with a kind of its own, and a field or a unit in files where
// they differ from the column's.
type Cell struct {
	Value       any
	Kind        Kind
	Field, Unit string
}

// Table is a table with a title, a note for its readers, and rows in order.
type Table struct {
	ID, Title, Note string
	Columns         []Column
	Rows            []Row
	Long            bool // too long for a page: files only
}

// At is the value of a cell, its kind and its field.
func (t *Table) At(r, c int) (value any, kind Kind, field string) {
	column := &t.Columns[c]
	value, kind, field = t.Rows[r].Cells[c], column.Kind, column.Field
	if own, ok := value.(Cell); ok {
		value, kind = own.Value, own.Kind
		if own.Field != "" {
			field = own.Field
		}
	}
	return value, kind, strings.ReplaceAll(field, "{key}", t.Rows[r].Key)
}

// UnitAt is the unit of a cell in files.
func (t *Table) UnitAt(r, c int) string {
	column := t.Columns[c]
	if own, ok := t.Rows[r].Cells[c].(Cell); ok {
		column.Kind = own.Kind
		if own.Unit != "" && column.Kind != Millions && column.Kind != Share {
			return own.Unit
		}
	}
	return column.FileUnit()
}

// HasTotals says whether any column has a total.
func (t *Table) HasTotals() bool {
	for i := range t.Columns {
		if t.Columns[i].Total != None {
			return len(t.Rows) > 0
		}
	}
	return false
}

// Column is the number of the column of a name.
func (t *Table) Column(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	panic("tables: " + t.ID + " has no column " + name)
}

// TotalOf is the total of a column, nil where it has none.
func (t *Table) TotalOf(c int) any {
	column := &t.Columns[c]
	switch column.Total {
	case Sum:
		return t.sum(c)
	case Ratio:
		over, under := number(t.sum(t.Column(column.Over[0]))), number(t.sum(t.Column(column.Over[1])))
		if under == 0 {
			return nil
		}
		return over / under
	}
	return nil
}

func (t *Table) sum(c int) any {
	var whole int64
	var money model.Pence
	var float float64
	kind := t.Columns[c].Kind
	for r := range t.Rows {
		if t.Rows[r].Strong {
			continue
		}
		switch v, _, _ := t.At(r, c); v := v.(type) {
		case int64:
			whole += v
		case model.Pence:
			money += v
		case float64:
			float += v
		}
	}
	switch kind {
	case Whole:
		if float != 0 { // parts of people, shown whole
			return float + float64(whole)
		}
		return whole
	case Pounds, Millions:
		return money
	}
	return float
}

func number(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case model.Pence:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

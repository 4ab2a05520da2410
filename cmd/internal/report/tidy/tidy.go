// Package tidy writes tables as one CSV, a figure a row.
package tidy

import (
	"encoding/csv"
	"io"

	"polyclinic/cmd/internal/report/tables"
)

// Header is the first line: the table, the row's key, the column, the figure in
// pounds, parts of one and plain numbers, its unit, and where in plan.json it
// stands or what it is worked out from.
var Header = []string{"table", "row", "column", "value", "unit", "field"}

// Write writes the figures of tables, in order, and the words that answer a
// question; names and notes are left to the other forms.
func Write(w io.Writer, list []tables.Table) error {
	c := csv.NewWriter(w)
	if err := c.Write(Header); err != nil {
		return err
	}
	for i := range list {
		t := &list[i]
		for r := range t.Rows {
			for k := range t.Columns {
				value, kind, field := t.At(r, k)
				text := tables.Plain(value, kind)
				if text == "" || field == "" {
					continue
				}
				if err := c.Write([]string{t.ID, t.Rows[r].Key, t.Columns[k].Name, text, t.UnitAt(r, k), field}); err != nil {
					return err
				}
			}
		}
	}
	c.Flush()
	return c.Error()
}

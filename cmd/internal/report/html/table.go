package html

import (
	"bytes"
	"html/template"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/tables"
)

// rowsShown is how long a table on a page may be; the rest is in the workbook.
const rowsShown = 600

// tableView is a table as the template takes it.
type tableView struct {
	ID, Title, Note string
	Columns         []columnView
	Rows            []rowView
	Totals          []cellView
	Left            string // how many rows are not shown
}

type columnView struct {
	Name, Unit, Field string
	Number            bool
}

type rowView struct {
	Key    string
	Strong bool
	Cells  []cellView
}

type cellView struct {
	Text, Field, Class string
}

// table renders a table; columns that are for files only are left out.
func table(t *tables.Table) template.HTML {
	v := tableView{ID: t.ID, Title: t.Title, Note: t.Note}
	var shown []int
	for c := range t.Columns {
		column := &t.Columns[c]
		if column.Long {
			continue
		}
		shown = append(shown, c)
		v.Columns = append(v.Columns, columnView{column.Name, column.UnitOf(), column.Field, column.Kind != tables.Text})
	}
	for r := range t.Rows {
		if r == rowsShown {
			v.Left = report.Thousands(len(t.Rows) - rowsShown)
			break
		}
		row := rowView{Key: t.Rows[r].Key, Strong: t.Rows[r].Strong}
		for _, c := range shown {
			row.Cells = append(row.Cells, cellOf(t, r, c))
		}
		v.Rows = append(v.Rows, row)
	}
	if t.HasTotals() {
		for i, c := range shown {
			cell := cellView{Class: classOf(&t.Columns[c])}
			if total := t.TotalOf(c); total != nil {
				cell.Text = tables.Show(total, t.Columns[c].Kind)
			} else if i == 0 {
				cell.Text = "in all"
			}
			v.Totals = append(v.Totals, cell)
		}
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "table.html", &v); err != nil {
		panic("html: " + err.Error()) // the template is ours and a buffer takes all
	}
	return template.HTML(b.String()) //nolint:gosec // by the template
}

// cellOf shows a cell; its field is named where it is not its column's.
func cellOf(t *tables.Table, r, c int) cellView {
	value, kind, field := t.At(r, c)
	if own, ok := t.Rows[r].Cells[c].(tables.Cell); !ok || own.Field == "" {
		field = ""
	}
	class := classOf(&t.Columns[c])
	if class == "" && kind != tables.Text {
		class = "n"
	}
	return cellView{tables.Show(value, kind), field, class}
}

// classOf is how a column's cells are set: figures right, names wide.
func classOf(c *tables.Column) string {
	switch {
	case c.Kind != tables.Text:
		return "n"
	case c.Name == "name", c.Name == "what it is", c.Name == "remark":
		return "name"
	case c.Name == "unit":
		return "unit"
	}
	return ""
}

package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report/tables"
)

// sheet writes a table: title, note, fields, header, rows, totals.
func (b *book) sheet(t *tables.Table) error {
	if _, err := b.NewSheet(t.ID); err != nil {
		return err
	}
	p := &page{book: b, sheet: t.ID}
	p.put(1, 1, t.Title, b.title)
	p.put(1, 2, t.Note, b.note)
	widths := make([]int, len(t.Columns))
	for c := range t.Columns {
		column := &t.Columns[c]
		p.put(c+1, headerRow-1, column.Field, b.note)
		header := column.Name
		if unit := column.FileUnit(); unit != "" {
			header += ", " + unit
		}
		p.put(c+1, headerRow, header, b.header)
		widths[c] = min(32, max(9, length(column.Name)+2))
	}
	for r := range t.Rows {
		p.row(t, r, widths)
	}
	if t.HasTotals() {
		p.totals(t)
	}
	p.widths(widths)
	if p.err == nil {
		p.err = b.SetPanes(t.ID, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: headerRow, TopLeftCell: name(2, headerRow+1), ActivePane: "bottomRight"})
	}
	if p.err == nil && len(t.Rows) > 0 {
		p.err = b.AutoFilter(t.ID, name(1, headerRow)+":"+name(len(t.Columns), headerRow+len(t.Rows)), nil)
	}
	return p.err
}

func (p *page) row(t *tables.Table, r int, widths []int) {
	for c := range t.Columns {
		value, kind, _ := t.At(r, c)
		style := p.style(kind, t.Rows[r].Strong)
		if x, ok := tables.Number(value, kind); ok {
			p.put(c+1, headerRow+1+r, x, style)
			continue
		}
		text, _ := value.(string)
		if t.Columns[c].Name == "unit" {
			text = strings.Replace(text, "£m", "£", 1) // money is in pounds here
		}
		if text == "" {
			p.put(c+1, headerRow+1+r, nil, style)
			continue
		}
		p.put(c+1, headerRow+1+r, text, p.style(tables.Text, t.Rows[r].Strong))
		widths[c] = max(widths[c], min(48, length(text)+2))
	}
}

// totals is the row below the last: sums of the column, ratios of two totals.
func (p *page) totals(t *tables.Table) {
	row := headerRow + 1 + len(t.Rows)
	p.put(1, row, "in all", p.style(tables.Text, true))
	for c := range t.Columns {
		column := &t.Columns[c]
		style := p.style(column.Kind, true)
		switch column.Total {
		case tables.Sum:
			p.formula(c+1, row, fmt.Sprintf("SUM(%s:%s)", name(c+1, headerRow+1), name(c+1, row-1)), style)
		case tables.Ratio:
			over, under := name(t.Column(column.Over[0])+1, row), name(t.Column(column.Over[1])+1, row)
			p.formula(c+1, row, fmt.Sprintf("IF(%s=0,0,%s/%s)", under, over, under), style)
		default:
			if c > 0 {
				p.put(c+1, row, nil, style)
			}
		}
	}
}

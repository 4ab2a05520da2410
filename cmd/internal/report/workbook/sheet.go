package workbook

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report"
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
		style := b.figures
		if column.Kind == tables.Text {
			style = b.header
		}
		p.put(c+1, headerRow, header, style)
		widths[c] = max(9, longestWord(header)+2, digits(t.TotalOf(c), column.Kind))
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
	if p.err == nil {
		p.err = p.paper() // after the filter, which forgets it
	}
	return p.err
}

func (p *page) row(t *tables.Table, r int, widths []int) {
	for c := range t.Columns {
		value, kind, _ := t.At(r, c)
		style := p.style(kind, t.Rows[r].Strong)
		if x, ok := tables.Number(value, kind); ok {
			if row := headerRow + 1 + r; t.Rows[r].Adds > 0 {
				p.formula(c+1, row, fmt.Sprintf("SUM(%s:%s)", name(c+1, row-t.Rows[r].Adds), name(c+1, row-1)), style)
			} else {
				p.put(c+1, row, x, style)
			}
			widths[c] = max(widths[c], digits(value, kind))
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

// digits is how wide a figure is in characters, with its separators.
func digits(value any, kind tables.Kind) int {
	const room = 3 // sign and margins
	x, ok := tables.Number(value, kind)
	if !ok {
		return 0
	}
	n := len(report.Thousands(int64(math.Abs(x))))
	switch kind {
	case tables.PerHead, tables.Fine, tables.Share:
		n += len(".00")
	case tables.Decimal:
		n += len(".0")
	}
	return n + room
}

func longestWord(words string) int {
	longest := 0
	for word := range strings.FieldsSeq(words) {
		longest = max(longest, length(word))
	}
	return longest
}

// headerHeight is that of three lines, in points.
const headerHeight = 45

// paper makes room for headers of several lines, and prints a sheet across, as
// wide as the paper, its header on every page.
func (p *page) paper() error {
	landscape, wide, long := "landscape", 1, 0
	return errors.Join(
		p.SetRowHeight(p.sheet, headerRow, headerHeight),
		p.SetPageLayout(p.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}),
		p.SetSheetProps(p.sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}),
		p.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.sheet, headerRow, headerRow), Scope: p.sheet}),
	)
}

// Package workbook writes tables as an Excel workbook: a sheet a table, units in
// the headers, totals as formulas.
package workbook

import (
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report/tables"
)

// headerRow is where a sheet's header stands; above it title and note.
const headerRow = 4

// Write writes a workbook: a first sheet that lists the others, then a sheet a
// table.
func Write(w io.Writer, title string, list []tables.Table) error {
	b := &book{File: excelize.NewFile()}
	defer b.Close()
	if err := b.makeStyles(); err != nil {
		return err
	}
	if err := b.contents(title, list); err != nil {
		return err
	}
	for i := range list {
		if err := b.sheet(&list[i]); err != nil {
			return fmt.Errorf("sheet %s: %w", list[i].ID, err)
		}
	}
	b.SetActiveSheet(0)
	whole := true // no values are stored with the formulas
	if err := b.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &whole}); err != nil {
		return err
	}
	return b.File.Write(w)
}

// contentsSheet lists the sheets.
const contentsSheet = "contents"

func (b *book) contents(title string, list []tables.Table) error {
	if err := b.SetSheetName("Sheet1", contentsSheet); err != nil {
		return err
	}
	p := &page{book: b, sheet: contentsSheet}
	p.put(1, 1, title, b.title)
	p.put(1, 2, "Money is in pounds, shares are parts of one shown in per cent. Totals are formulas. Row 3 of every sheet says where in plan.json its figures stand; {key} is the row.", b.note)
	p.put(1, headerRow, "sheet", b.header)
	p.put(2, headerRow, "what it shows", b.header)
	for i := range list {
		row := headerRow + 1 + i
		p.put(1, row, list[i].ID, b.link)
		p.put(2, row, list[i].Title, b.words)
		if p.err == nil {
			p.err = b.SetCellHyperLink(contentsSheet, name(1, row), fmt.Sprintf("'%s'!A1", list[i].ID), "Location")
		}
	}
	p.widths([]int{18, 60})
	return p.err
}

// page writes cells and keeps the first error.
type page struct {
	*book
	sheet string
	err   error
}

func (p *page) put(column, row int, value any, style int) {
	if p.err != nil {
		return
	}
	cell := name(column, row)
	if value != nil {
		p.err = p.SetCellValue(p.sheet, cell, value)
	}
	if p.err == nil {
		p.err = p.SetCellStyle(p.sheet, cell, cell, style)
	}
}

func (p *page) formula(column, row int, text string, style int) {
	if p.err != nil {
		return
	}
	cell := name(column, row)
	if p.err = p.SetCellFormula(p.sheet, cell, text); p.err == nil {
		p.err = p.SetCellStyle(p.sheet, cell, cell, style)
	}
}

func (p *page) widths(characters []int) {
	for i, n := range characters {
		if p.err != nil {
			return
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if p.err = err; err == nil {
			p.err = p.SetColWidth(p.sheet, column, column, float64(n))
		}
	}
}

// name is a cell's, such as B7; column and row count from 1.
func name(column, row int) string {
	text, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic("workbook: " + err.Error())
	}
	return text
}

func length(text string) int { return utf8.RuneCountInString(text) }

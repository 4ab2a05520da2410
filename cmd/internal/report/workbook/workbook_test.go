package workbook

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report/reporttest"
	"polyclinic/cmd/internal/report/tables"
)

// A workbook can be opened again; every table has its sheet, cells are what the
// table says, and the formulas of its totals compute to the table's totals.
func TestFormulasComputeTotals(t *testing.T) {
	for seed := range uint64(2) {
		list := tables.All(reporttest.Priced(t, seed))
		var b bytes.Buffer
		require.NoError(t, Write(&b, "a plan", list))
		x, err := excelize.OpenReader(&b)
		require.NoError(t, err)
		require.Equal(t, len(list)+1, x.SheetCount)
		formulas, lines := 0, map[string]bool{}
		for i := range list {
			table := &list[i]
			header, err := x.GetCellValue(table.ID, name(1, headerRow))
			require.NoError(t, err)
			assert.Contains(t, header, table.Columns[0].Name)
			panes, err := x.GetPanes(table.ID)
			require.NoError(t, err)
			assert.True(t, panes.Freeze)
			props, err := x.GetSheetProps(table.ID)
			require.NoError(t, err)
			assert.True(t, props.FitToPage != nil && *props.FitToPage, "prints as wide as the paper")
			for c := range table.Columns {
				checkColumn(t, x, table, c)
				lines[table.ID] = lines[table.ID] || slices.ContainsFunc(table.Rows, func(r tables.Row) bool { return r.Adds > 0 })
				if want, ok := tables.Number(table.TotalOf(c), table.Columns[c].Kind); ok && len(table.Rows) > 0 {
					formulas++
					assert.InDelta(t, want, compute(t, x, table.ID, name(c+1, headerRow+1+len(table.Rows))), 1e-6*max(1, want), "%s, %s", table.ID, table.Columns[c].Name)
				}
			}
		}
		assert.Greater(t, formulas, 40)
		assert.True(t, lines["costs"] && lines["bridge"], "sums within a sheet are formulas too")
	}
}

// Columns are as wide as their widest figure, or it is not shown at all.
func TestFiguresFitTheirColumns(t *testing.T) {
	list := tables.All(reporttest.Priced(t, 1))
	var b bytes.Buffer
	require.NoError(t, Write(&b, "a plan", list))
	x, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	for i := range list {
		table := &list[i]
		for c := range table.Columns {
			letter, err := excelize.ColumnNumberToName(c + 1)
			require.NoError(t, err)
			width, err := x.GetColWidth(table.ID, letter)
			require.NoError(t, err)
			for r := range table.Rows {
				if value, kind, _ := table.At(r, c); kind != tables.Text {
					shown, err := x.GetCellValue(table.ID, name(c+1, headerRow+1+r))
					require.NoError(t, err)
					assert.Less(t, float64(len(shown)), width, "%s, %s: %v", table.ID, table.Columns[c].Name, value)
				}
			}
		}
	}
}

// checkColumn compares a column with the table.
func checkColumn(t *testing.T, x *excelize.File, table *tables.Table, c int) {
	for r := range table.Rows {
		value, kind, _ := table.At(r, c)
		has, err := x.GetCellValue(table.ID, name(c+1, headerRow+1+r), excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		want, ok := tables.Number(value, kind)
		if !ok {
			text, _ := value.(string)
			if table.Columns[c].Name == "unit" {
				assert.NotContains(t, has, "£m", "money is in pounds")
				continue
			}
			assert.Equal(t, text, has)
			continue
		}
		if table.Rows[r].Adds > 0 {
			assert.InDelta(t, want, compute(t, x, table.ID, name(c+1, headerRow+1+r)), 1e-6*max(1, want, -want), "%s %d %d", table.ID, r, c)
			continue
		}
		got, err := strconv.ParseFloat(has, 64)
		require.NoError(t, err, "%s %d %d", table.ID, r, c)
		assert.InDelta(t, want, got, 1e-9*max(1, want, -want))
	}
}

func compute(t *testing.T, x *excelize.File, sheet, cell string) float64 {
	formula, err := x.GetCellFormula(sheet, cell)
	require.NoError(t, err)
	require.NotEmpty(t, formula)
	text, err := x.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	value, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err, text)
	return value
}

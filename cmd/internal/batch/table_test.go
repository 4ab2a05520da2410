package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"polyclinic/model"
)

// planned is a batch of twelve scenarios, of which eleven have a result.
func planned(t *testing.T) (string, *Manifest) {
	t.Helper()
	dir := t.TempDir()
	m, jobs := expand(t, twelve)
	_, err := (&Runner{Dir: dir, Jobs: jobs[:11], Workers: 1, Solve: stay, Clock: still}).Run(context.Background())
	require.NoError(t, err)
	return dir, m
}

func records(t *testing.T, table Table) [][]string {
	t.Helper()
	var text bytes.Buffer
	require.NoError(t, table.Write(&text, "csv"))
	out, err := csv.NewReader(&text).ReadAll()
	require.NoError(t, err)
	return out
}

func column(t *testing.T, rows [][]string, name string) []string {
	t.Helper()
	for i, head := range rows[0] {
		if head == name {
			var out []string
			for _, row := range rows[1:] {
				out = append(out, row[i])
			}
			return out
		}
	}
	t.Fatalf("no column %q", name)
	return nil
}

// Scripts rely on the columns: names and order may grow, not change. A scenario
// that was not planned yet has a row that says so.
func TestTableColumns(t *testing.T) {
	dir, m := planned(t)
	rows := records(t, Scenarios(dir, m))
	assert.Equal(t, []string{"scenario", "hash", "a", "seed", "solution", "stop", "objective", "bound", "gap", "gap_controllable",
		"block_capital", "block_running", "premises", "transition", "overhead", "staff", "outpatients", "gp_travel", "outpatient_travel",
		"continuity", "acceptability", "priced", "sites_federated", "sites_colocated", "sites_merged", "patients", "patients_covered",
		"share_covered", "least_area_share_covered", "patients_moved", "patients_merged", "extra_gp_minutes", "extra_outpatient_minutes", "equity", "seconds", "error"}, rows[0])
	assert.Len(t, rows, 13)
	failed := column(t, rows, "error")
	assert.Equal(t, NotYet, failed[11])
	assert.Empty(t, failed[0])
	assert.Equal(t, "x", column(t, rows, "a")[3])
}

// Costs of a row are pounds that add up to its objective: with everybody left
// alone every part is nothing, and what a priced rule costs is the whole.
func TestTablePartsAddUp(t *testing.T) {
	dir := t.TempDir()
	m, jobs := expand(t, "name: x\nvary: {a: [{label: x, set: [rules.coverage.state=priced, rules.coverage.price=7]}]}")
	_, err := (&Runner{Dir: dir, Jobs: jobs, Solve: stay, Clock: still}).Run(context.Background())
	require.NoError(t, err)
	f, err := readFigures(dir, m.Rows[0].Hash)
	require.NoError(t, err)
	total := model.Pence(0)
	for _, pence := range f.Costs {
		total += pence
	}
	assert.Positive(t, total)
	assert.Equal(t, *f.Objective, total)
	assert.Equal(t, *f.Objective, f.Costs[pricedColumn])
	rows := records(t, Scenarios(dir, m))
	assert.Equal(t, cellText(*f.Objective), column(t, rows, "objective")[0])
	assert.Equal(t, "-1234.05", cellText(model.Pence(-123405)))
	assert.Equal(t, "0.07", cellText(model.Pence(7)))
}

// The three formats hold the same cells.
func TestFormatsAgree(t *testing.T) {
	dir, m := planned(t)
	for name, table := range map[string]Table{"scenarios": Scenarios(dir, m), "areas": Areas(dir, m), "practices": Practices(dir, m)} {
		want := records(t, table)
		require.Greater(t, len(want), 2, name)

		var text bytes.Buffer
		require.NoError(t, table.Write(&text, "parquet"))
		file, err := parquet.OpenFile(bytes.NewReader(text.Bytes()), int64(text.Len()))
		require.NoError(t, err)
		require.EqualValues(t, len(want)-1, file.NumRows(), name)
		for i, c := range file.Schema().Columns() {
			assert.Equal(t, []string{want[0][i]}, c, "%s: parquet keeps the order", name)
		}
		buffer := make([]parquet.Row, len(want)-1)
		reader := file.RowGroups()[0].Rows()
		n, err := reader.ReadRows(buffer)
		require.True(t, err == nil || errors.Is(err, io.EOF))
		require.Equal(t, len(buffer), n)
		for i, row := range buffer {
			for j, value := range row {
				assertSame(t, want[i+1][j], value.String(), value.IsNull())
			}
		}
		require.NoError(t, reader.Close())

		text.Reset()
		require.NoError(t, table.Write(&text, "xlsx"))
		book, err := excelize.OpenReader(&text)
		require.NoError(t, err)
		sheet, err := book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		require.Len(t, sheet, len(want), name)
		for i, row := range sheet[1:] {
			for j, value := range row {
				assertSame(t, want[i+1][j], value, value == "")
			}
		}
		require.NoError(t, book.Close())
	}
}

// assertSame compares a cell with that of the CSV: as numbers where it is one.
func assertSame(t *testing.T, want, got string, null bool) {
	t.Helper()
	if want == "" || null {
		assert.True(t, want == "" && null, "%q, %q", want, got)
		return
	}
	a, errA := strconv.ParseFloat(want, 64)
	b, errB := strconv.ParseFloat(got, 64)
	switch {
	case errA == nil && errB == nil:
		assert.InDelta(t, a, b, 1e-9)
	case want == "true" || want == "false":
		assert.Contains(t, map[string][]string{"true": {"true", "1", "TRUE"}, "false": {"false", "0", "FALSE"}}[want], got)
	default:
		assert.Equal(t, want, got)
	}
}

// The long forms have a row for every area, and every practice, of each plan.
func TestLongForms(t *testing.T) {
	dir, m := planned(t)
	d := tinyData()
	assert.Len(t, records(t, Practices(dir, m)), 1+2*len(d.Practices))
	areas := column(t, records(t, Areas(dir, m)), "area")
	for _, a := range d.Areas {
		assert.Contains(t, areas, a.Code)
	}
}

// Where work alone ends a solve, no cell of the table depends on the clock; where
// time may, seconds are told.
func TestSecondsOnlyWhereTimeIsLimited(t *testing.T) {
	for options, want := range map[string]bool{"work_limit: 5": false, "work_limit: 5, time_limit: 1m": true, "time_limit: 1m": true, "seed: 2": true} {
		m, _ := expand(t, "name: x\noptions: {"+options+"}\nlist: [{label: a}]")
		names := []string{}
		for _, c := range Scenarios(t.TempDir(), m).Columns {
			names = append(names, c.Name)
		}
		assert.Equal(t, want, slices.Contains(names, "seconds"), options)
	}
}

// What has no weight is in no sum of an area, as in a report.
func TestAreasCountWhatHasAWeight(t *testing.T) {
	costs := map[string]model.Pence{"gp_travel": 1, "outpatient_travel": 20, "continuity": 300, "acceptability": 4000, "premises": 50_000}
	for want, w := range map[model.Pence]model.Weights{
		50_321: {Cash: 1, Travel: 2, Continuity: 1},
		54_000: {Cash: 1, Acceptability: 0.5},
		300:    {Continuity: 1},
	} {
		assert.Equal(t, want, counted(costs, &w))
	}
}

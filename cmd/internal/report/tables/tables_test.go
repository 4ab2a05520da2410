package tables_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/reporttest"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// Totals are those of plan.json, and every row fits its table's columns.
func TestTotalsArePlans(t *testing.T) {
	for seed := range uint64(reporttest.PricedSeeds) {
		f := reporttest.Priced(t, seed)
		byID := map[string]*tables.Table{}
		list := tables.All(f)
		for i := range list {
			x := &list[i]
			require.Nil(t, byID[x.ID], "table %s is there once", x.ID)
			byID[x.ID] = x
			keys := map[string]bool{}
			for r := range x.Rows {
				require.Len(t, x.Rows[r].Cells, len(x.Columns), "%s row %d", x.ID, r)
				assert.False(t, keys[x.Rows[r].Key], "%s: row %s is there once", x.ID, x.Rows[r].Key)
				keys[x.Rows[r].Key] = true
			}
		}
		total := func(id, column string) any { return byID[id].TotalOf(byID[id].Column(column)) }
		var patients, covered, merged model.Patients
		for _, a := range f.Document.Areas {
			patients, covered, merged = patients+a.Patients, covered+a.PatientsCovered, merged+a.Merged
		}
		assert.Equal(t, int64(patients), total("areas", "patients"))
		assert.Equal(t, int64(covered), total("areas", "covered"))
		assert.Equal(t, int64(merged), total("areas", "merge"))
		assert.Equal(t, f.Figures.Cash, total("areas", "cash"))
		assert.Equal(t, f.Figures.Valued, total("area-costs", "valued, central"))
		assert.Equal(t, f.Document.Costs.Cash["outpatients"], total("payers", "counted in the plan"))
		assert.Equal(t, f.Document.Costs.Cash["block_capital"], total("sites", "block, capital"))
		assert.Equal(t, f.Document.Costs.Valued["continuity"], total("practices", "continuity"))
		assert.Equal(t, total("capital", "high"), total("area-capital", "in all, high"))
		assert.Equal(t, total("revenue", "low"), total("area-revenue", "in all, low"))
		assert.Equal(t, f.Document.Costs.Cash["overhead"], total("area-revenue", "network and governance"))
		assert.Equal(t, int64(len(f.Document.Sites)), total("models", "sites"))
		assert.Equal(t, int64(len(f.Document.Practices)), total("sizes", "practices, today"))
	}
}

// The first step of every field that names a section of plan.json is there.
func TestFieldsNameSections(t *testing.T) {
	f := reporttest.Priced(t, 1)
	text, err := f.Document.Encode()
	require.NoError(t, err)
	var sections map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &sections))
	named := 0
	for _, x := range tables.All(f) {
		for r := range x.Rows {
			for c := range x.Columns {
				value, kind, field := x.At(r, c)
				if _, ok := tables.Number(value, kind); ok {
					assert.NotEmpty(t, field, "%s, %s: a figure without a source", x.ID, x.Columns[c].Name)
				}
				if i := strings.IndexAny(field, ".[ "); i > 0 && field[i] == '[' {
					assert.True(t, sections[field[:i]] != nil, "%s", field)
					named++
				}
			}
		}
	}
	assert.NotZero(t, named)
}

// Planners read rules in pounds and care models by name, where plan.json has pence
// and codes; the key is still that of plan.json.
func TestRulesForPeople(t *testing.T) {
	seen := 0
	for seed := range uint64(reporttest.PricedSeeds) {
		f := reporttest.Priced(t, seed)
		table := tables.Rules(f)
		unit, value := table.Column("unit"), table.Column("value")
		for r := range table.Rows {
			row := &table.Rows[r]
			words := row.Cells[unit].(string)
			assert.NotContains(t, words, "pence")
			assert.NotContains(t, words, "colocated")
			if strings.Contains(row.Key, "unit=pence") {
				seen++
				assert.True(t, strings.HasPrefix(words, "£ "), words)
				amount, kind, _ := table.At(r, value)
				assert.IsType(t, model.Pence(0), amount)
				assert.Equal(t, tables.Pounds, kind)
			}
		}
	}
	assert.Positive(t, seen)
}

// People read thousands, a typographic minus and a dash for nothing; files read
// plain numbers.
func TestCellsForPeopleAndFiles(t *testing.T) {
	for _, c := range []struct {
		value        any
		kind         tables.Kind
		shown, plain string
	}{
		{model.Pence(-123_456_789), tables.Millions, "−1.23", "-1234567.89"},
		{model.Pence(123_456_789), tables.Pounds, "1,234,568", "1234567.89"},
		{0.95, tables.Share, "95.0", "0.95"},
		{-0.001, tables.Decimal, "0.0", "-0.001"},
		{-1_045_350.8, tables.Decimal, "−1,045,350.8", "-1045350.8"},
		{2_645.0, tables.PerHead, "26.45", "26.45"},
		{int64(-1_234), tables.Whole, "−1,234", "-1234"},
		{nil, tables.Whole, "–", ""},
		{"words", tables.Text, "words", "words"},
	} {
		assert.Equal(t, c.shown, tables.Show(c.value, c.kind))
		assert.Equal(t, c.plain, tables.Plain(c.value, c.kind))
	}
}

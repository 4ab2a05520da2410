package html

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/reporttest"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

func render(t *testing.T, f *findings.Findings) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WritePlan(&b, f))
	return b.String()
}

// The page is whole, whatever the plan.
func TestPageIsWhole(t *testing.T) {
	for seed := range uint64(reporttest.PricedSeeds) {
		reporttest.CheckPage(t, render(t, reporttest.Priced(t, seed)))
	}
}

var sums = regexp.MustCompile(`<data value="([^"]*)" data-field="([^"]*)">`)

// Sums in sentences carry the exact value of the field that they name.
func TestSentencesSayWhatThePlanSays(t *testing.T) {
	for seed := range uint64(reporttest.PricedSeeds) {
		f := reporttest.Priced(t, seed)
		cash, patients, covered := model.Pence(0), model.Patients(0), model.Patients(0)
		for part, amount := range f.Document.Costs.Cash {
			for _, p := range model.AllParts() {
				if p.String() == part && f.Figures.Counts(p) {
					cash += amount
				}
			}
		}
		for _, a := range f.Document.Areas {
			patients, covered = patients+a.Patients, covered+a.PatientsCovered
		}
		want := map[string]string{
			"costs.cash":               tables.Plain(cash, tables.Pounds),
			"areas[].patients":         tables.Plain(int64(patients), tables.Whole),
			"areas[].patients_covered": tables.Plain(int64(covered), tables.Whole),
			"sites":                    tables.Plain(int64(len(f.Document.Sites)), tables.Whole),
			"practices":                tables.Plain(int64(len(f.Document.Practices)), tables.Whole),
			"status.gap_pence":         tables.Plain(*f.Document.Status.GapPence, tables.Pounds),
		}
		summary, _, _ := strings.Cut(render(t, f), `id="map-of-the-plan"`)
		seen := map[string]bool{}
		for _, m := range sums.FindAllStringSubmatch(summary, -1) {
			if value, ok := want[m[2]]; ok && !seen[m[2]] {
				assert.Equal(t, value, m[1], "seed %d: %s", seed, m[2])
				seen[m[2]] = true
			}
		}
		assert.Len(t, seen, len(want))
	}
}

// Charts keep to round ticks that hold every value.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
	}{
		{0, 100, []float64{0, 20, 40, 60, 80, 100}},
		{-258, 111, []float64{-300, -200, -100, 0, 100, 200}},
		{0, 7, []float64{0, 2, 4, 6, 8}},
		{0, 1, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
	} {
		got := ticksOf(c.low, c.high)
		assert.InDeltaSlice(t, c.want, got, 1e-9, "%g to %g: %v", c.low, c.high, got)
	}
}

// Words in names cannot break out of the page.
func TestNamesAreEscaped(t *testing.T) {
	f := reporttest.Priced(t, 2)
	for i := range f.Areas {
		f.Areas[i].Name = `<b>"A"&</b>`
	}
	for i := range f.Sites {
		f.Sites[i].Name = `<script>alert(1)</script>`
	}
	for i := range f.Practices {
		f.Practices[i].Name = `</title><i>`
	}
	page := render(t, f)
	reporttest.CheckPage(t, page)
	assert.NotContains(t, page, "<i>")
}

var chartBox = regexp.MustCompile(`<figure class="chart">.*\n<svg class="" viewBox="0 0 ([0-9.]+) `)

// Charts are drawn no wider than a phone shows at the size of its text, so that
// they are read without zooming.
func TestChartsFitAPhone(t *testing.T) {
	const phone = 430 // CSS pixels
	boxes := chartBox.FindAllStringSubmatch(render(t, reporttest.Priced(t, 1)), -1)
	require.NotEmpty(t, boxes)
	for _, box := range boxes {
		width, err := strconv.ParseFloat(box[1], 64)
		require.NoError(t, err)
		assert.LessOrEqual(t, width, float64(phone))
	}
}

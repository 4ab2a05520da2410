package tidy

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/reporttest"
	"polyclinic/cmd/internal/report/tables"
)

// Every line has six cells and a field, no figure is there twice, and the figures
// of practices add up to the plan's.
func TestFiguresAddUp(t *testing.T) {
	f := reporttest.Priced(t, 3)
	var b bytes.Buffer
	require.NoError(t, Write(&b, tables.All(f)))
	lines, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, Header, lines[0])
	seen := map[[3]string]bool{}
	patients, outpatients := 0.0, 0.0
	for _, line := range lines[1:] {
		key := [3]string{line[0], line[1], line[2]}
		assert.False(t, seen[key], "%v", key)
		seen[key] = true
		assert.NotEmpty(t, line[3])
		assert.NotEmpty(t, line[5])
		if line[0] != "practices" {
			continue
		}
		x, err := strconv.ParseFloat(line[3], 64)
		switch line[2] {
		case "patients":
			require.NoError(t, err)
			patients += x
		case "outpatient clinics, less cost released":
			require.NoError(t, err)
			outpatients += x
			assert.Equal(t, "£ a year", line[4])
			assert.Equal(t, "practices["+line[1]+"].cost.outpatients", line[5])
		}
	}
	assert.Equal(t, float64(f.In.Total), patients)
	assert.InDelta(t, float64(f.Document.Costs.Cash["outpatients"])/100, outpatients, 1e-6)
}

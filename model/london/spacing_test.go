package london

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Point 6 of the planning problem's face validity on the built-in places: practices
// stand as far apart as real ones, in London and in Surrey, and under the travel cap
// about as many of their own-area pairs with sites remain for co-location.
func TestSpacingAndPairsUnderTheCap(t *testing.T) {
	d, err := Data()
	require.NoError(t, err)
	in, _, err := model.New(d)
	require.NoError(t, err)
	part := func(p int32) int {
		if d.Areas[slices.IndexFunc(d.Areas, func(a model.Area) bool { return a.Code == in.Data.Areas[in.Practices[p].Area].Code })].Regime == "london" {
			return 0
		}
		return 1
	}
	var spacing [2][]float64
	for p := range in.Data.Practices {
		near := model.Metres(1 << 30)
		for q := range in.Data.Practices {
			if p != q {
				a, b := &in.Data.Practices[p], &in.Data.Practices[q]
				near = min(near, model.Distance(a.Lat, a.Lon, b.Lat, b.Lon))
			}
		}
		k := part(int32(p))
		spacing[k] = append(spacing[k], float64(near)/1000)
	}
	for k, want := range []float64{0.36, 1.03} {
		slices.Sort(spacing[k])
		assert.InDelta(t, want, spacing[k][len(spacing[k])/2], 0.1*want, "median spacing, km")
	}
	var linked, moving [2]float64
	for i := range int32(in.NumArcs()) {
		a := in.Arc(i)
		switch in.Models()[a.Model].Code {
		case "federated":
			linked[part(a.Practice)]++
		case "colocated":
			moving[part(a.Practice)]++
		}
	}
	assert.InDelta(t, 0.40, moving[0]/linked[0], 0.06, "London")
	assert.InDelta(t, 0.25, moving[1]/linked[1], 0.08, "Surrey")
}

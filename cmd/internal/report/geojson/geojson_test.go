package geojson

import (
	"bytes"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/reporttest"
)

// clockwise is an area with a hole, both the wrong way round, and a
// sliver without area.
var clockwise = orb.MultiPolygon{{{{-3, 50}, {3, 54}, {3, 50}, {-3, 50}}, {{1, 51}, {2, 51}, {2, 51.5}, {1, 51}}}, {{{1, 51}, {1, 51}, {1, 51}, {1, 51}}}}

// The collection can be read again: a point for every site and practice, a line
// for every practice that joins, longitude first, all within the bounds.
func TestFeatures(t *testing.T) {
	for seed := range uint64(reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		if seed%2 == 1 {
			f.Boundaries = make([]orb.MultiPolygon, len(f.Areas))
			f.Boundaries[0] = clockwise
		}
		var b bytes.Buffer
		require.NoError(t, Write(&b, f))
		all, err := geojson.UnmarshalFeatureCollection(b.Bytes())
		require.NoError(t, err)
		count := map[string]int{}
		ids := map[any]bool{}
		patients := 0.0
		for _, x := range all.Features {
			layer := x.Properties.MustString("layer")
			count[layer]++
			assert.False(t, ids[x.ID])
			ids[x.ID] = true
			assert.True(t, all.BBox.Bound().Union(x.Geometry.Bound()).Equal(all.BBox.Bound()))
			switch layer {
			case LayerArea:
				require.Len(t, x.Geometry, 1, "the sliver is left out")
				polygon := x.Geometry.(orb.MultiPolygon)[0]
				assert.Equal(t, []orb.Orientation{orb.CCW, orb.CW}, []orb.Orientation{polygon[0].Orientation(), polygon[1].Orientation()})
				assert.Equal(t, orb.CW, clockwise[0][0].Orientation(), "what was given stays as it was")
			case LayerAssignment:
				line := x.Geometry.(orb.LineString)
				require.Len(t, line, 2)
				p, _ := f.In.PracticeIndex(x.Properties.MustString("practice"))
				s, _ := f.In.SiteIndex(x.Properties.MustString("site"))
				practice, site := f.In.Data.Practices[p], f.In.Data.Sites[s]
				assert.Equal(t, orb.LineString{{practice.Lon, practice.Lat}, {site.Lon, site.Lat}}, line)
			case LayerSite:
				patients += x.Properties.MustFloat64("patients")
			}
		}
		assert.Equal(t, int(seed%2), count[LayerArea])
		assert.Equal(t, len(f.Document.Practices), count[LayerPractice])
		assert.Equal(t, len(f.Document.Sites), count[LayerSite])
		assert.Equal(t, f.Figures.Joining, count[LayerAssignment])
		assert.Equal(t, float64(f.Figures.Covered), patients)
	}
}

package outline

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const twoAreas = `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "North", "code": "N"}, "geometry": {"type": "Polygon", "coordinates": [[[0,1],[1,2],[1,1],[0,1]]]}},
{"type": "Feature", "properties": {"code": "elsewhere"}, "geometry": {"type": "Polygon", "coordinates": [[[5,1],[6,1],[6,2],[5,1]]]}},
{"type": "Feature", "properties": {"id": 7, "pct": "S"}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[0,0],[1,0],[1,1],[0,0]]], [[[2,0],[3,0],[3,1],[2,0]]]]}}]}`

// Boundaries are matched by code, whatever the property is called, and wound against
// the clock; codes without one are named.
func TestBoundariesByCode(t *testing.T) {
	polygons, unknown, err := Boundaries(strings.NewReader(twoAreas), []string{"S", "N", "W"})
	require.NoError(t, err)
	assert.Equal(t, []string{"W"}, unknown)
	assert.Len(t, polygons[0], 2)
	assert.Equal(t, orb.MultiPolygon{{{{0, 1}, {1, 1}, {1, 2}, {0, 1}}}}, polygons[1])
	_, _, err = Boundaries(strings.NewReader("code,name"), []string{"S"})
	assert.ErrorContains(t, err, "no GeoJSON")
}

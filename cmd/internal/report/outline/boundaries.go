package outline

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Boundaries reads the polygons of areas from GeoJSON in longitude and latitude,
// by code, and winds them as RFC 7946 wants: a feature belongs to the area whose code one of its properties is.
// Features of other places are left out. unknown are the codes without a polygon.
func Boundaries(r io.Reader, codes []string) (polygons []orb.MultiPolygon, unknown []string, err error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, err
	}
	all, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		return nil, nil, fmt.Errorf("no GeoJSON FeatureCollection: %w", err)
	}
	polygons = make([]orb.MultiPolygon, len(codes))
	for _, f := range all.Features {
		a := areaOf(f, codes)
		if a < 0 {
			continue
		}
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			polygons[a] = append(polygons[a], g)
		case orb.MultiPolygon:
			polygons[a] = append(polygons[a], g...)
		}
	}
	for a, code := range codes {
		if len(polygons[a]) == 0 {
			unknown = append(unknown, code)
		}
		wind(polygons[a])
	}
	return polygons, unknown, nil
}

// wind turns outer rings against the clock and holes with it.
func wind(polygons orb.MultiPolygon) {
	for _, polygon := range polygons {
		for i, ring := range polygon {
			want := orb.CCW
			if i > 0 {
				want = orb.CW
			}
			if o := ring.Orientation(); o != 0 && o != want {
				ring.Reverse()
			}
		}
	}
}

// areaOf is the number of the area that a feature names, −1 for none.
func areaOf(f *geojson.Feature, codes []string) int {
	for _, key := range slices.Sorted(maps.Keys(f.Properties)) {
		if text, ok := f.Properties[key].(string); ok {
			if a := slices.Index(codes, text); a >= 0 {
				return a
			}
		}
	}
	return -1
}

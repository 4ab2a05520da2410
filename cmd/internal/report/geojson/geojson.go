// Package geojson writes a plan as one collection of features (RFC 7946,
// longitude first): sites and practices as points, assignments as lines.
package geojson

import (
	"io"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"polyclinic/cmd/internal/report/findings"
)

// Layers, the property by which a map tells features apart.
const (
	LayerArea       = "area"
	LayerSite       = "site"
	LayerPractice   = "practice"
	LayerAssignment = "assignment"
)

// Write writes areas first where their boundaries are given, then lines, so that
// points lie above them. Money is in pounds.
func Write(w io.Writer, f *findings.Findings) error {
	all := geojson.NewFeatureCollection()
	for a, polygons := range f.Boundaries {
		if len(polygons) > 0 {
			all.Append(area(&f.Areas[a], polygons))
		}
	}
	for i := range f.Practices {
		if p := &f.Practices[i]; p.OpenSite >= 0 {
			all.Append(assignment(p, &f.Sites[p.OpenSite]))
		}
	}
	for i := range f.Practices {
		all.Append(practice(&f.Practices[i]))
	}
	for i := range f.Sites {
		all.Append(site(&f.Sites[i]))
	}
	all.BBox = geojson.NewBBox(bound(f))
	text, err := all.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func bound(f *findings.Findings) orb.Bound {
	var points orb.MultiPoint
	for i := range f.Practices {
		points = append(points, orb.Point{f.Practices[i].Lon, f.Practices[i].Lat})
	}
	for i := range f.Sites {
		points = append(points, orb.Point{f.Sites[i].Lon, f.Sites[i].Lat})
	}
	b := points.Bound()
	for _, polygons := range f.Boundaries {
		if len(polygons) > 0 {
			b = b.Union(polygons.Bound())
		}
	}
	return b
}

func feature(g orb.Geometry, layer, code string, properties geojson.Properties) *geojson.Feature {
	out := geojson.NewFeature(g)
	out.ID = layer + " " + code
	out.Properties = properties
	out.Properties["layer"] = layer
	return out
}

func area(a *findings.Area, polygons orb.MultiPolygon) *geojson.Feature {
	return feature(wound(polygons), LayerArea, a.Code, geojson.Properties{
		"code": a.Code, "name": a.Name, "patients": int64(a.Costs.Patients), "covered": int64(a.Costs.Covered), "share_covered": decimals(a.Covered(), 6),
		"cash_pounds_a_year": decimals(float64(a.Cash)/100, 2), "valued_pounds_a_year": decimals(float64(a.Valued)/100, 2),
	})
}

// wound is polygons with their outer rings against the clock and their holes with
// it (RFC 7946, 3.1.6), and without rings that enclose nothing: boundary files have
// both.
func wound(polygons orb.MultiPolygon) orb.MultiPolygon {
	out := make(orb.MultiPolygon, 0, len(polygons))
	for _, polygon := range polygons {
		var rings orb.Polygon
		for i, ring := range polygon {
			want := orb.CW
			if i == 0 {
				want = orb.CCW
			}
			turn := ring.Orientation()
			if turn == 0 && i == 0 {
				break
			}
			if turn == 0 {
				continue
			}
			if ring = ring.Clone(); turn != want {
				ring.Reverse()
			}
			rings = append(rings, ring)
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	return out
}

func site(s *findings.Site) *geojson.Feature {
	return feature(orb.Point{s.Lon, s.Lat}, LayerSite, s.Code, geojson.Properties{
		"code": s.Code, "name": s.Name, "kind": s.Kind, "area": s.Area, "model": s.Model, "tier": s.Tier,
		"practices": s.Practices, "patients": int64(s.Patients), "room": int64(s.Room), "fill": decimals(s.Fill(), 4),
		"hospital": orNull(s.Hospital), "capital_pounds": decimals(float64(s.Capital)/100, 2), "cost_pounds_a_year": decimals(float64(s.Cost.Cash())/100, 2),
	})
}

func practice(p *findings.Practice) *geojson.Feature {
	return feature(orb.Point{p.Lon, p.Lat}, LayerPractice, p.Code, geojson.Properties{
		"code": p.Code, "name": p.Name, "area": p.Area, "patients": int64(p.List), "site": orNull(p.Site), "model": orNull(p.Model),
		"moves": p.Moves, "extra_gp_minutes": p.ExtraMinutes, "beyond_hard_limit": decimals(p.Beyond, 6),
	})
}

func assignment(p *findings.Practice, s *findings.Site) *geojson.Feature {
	return feature(orb.LineString{{p.Lon, p.Lat}, {s.Lon, s.Lat}}, LayerAssignment, p.Code, geojson.Properties{
		"practice": p.Code, "site": s.Code, "area": p.Area, "model": p.Model, "moves": p.Moves, "patients": int64(p.List), "metres": p.Metres,
	})
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func decimals(x float64, n int) float64 {
	scale := math.Pow(10, float64(n))
	return math.Round(x*scale) / scale
}

package nhs

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// layer is the polygons of one boundary file, WGS84, found by a grid of cells.
type layer struct {
	name   string
	shapes []shape
	cells  map[[2]int][]int32 // polygons whose bounds touch the cell, ascending
}

type shape struct {
	code, name string
	population int64 // 0: not stated
	bound      orb.Bound
	polygons   orb.MultiPolygon
}

const (
	cellDegrees = 0.05
	nearDegrees = 0.003 // some 250 m: what generalising takes off a boundary
)

// readLayer reads a GeoJSON FeatureCollection; one on the National Grid (as ONS
// offers them) is brought to WGS84.
func readLayer(in input) (*layer, error) {
	r, err := in.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	l := &layer{name: in.Name, cells: map[[2]int][]int32{}}
	features, err := firstFeature(r)
	if err != nil {
		return nil, oneFault(in.Name, 0, "the file", "is no GeoJSON: "+err.Error(), "a FeatureCollection of polygons", "the download is incomplete")
	}
	for n := 1; features.More(); n++ {
		var f feature
		if err := features.Decode(&f); err != nil {
			return nil, oneFault(in.Name, 0, "feature "+itoa(n), "cannot be read: "+err.Error(), "a Polygon or MultiPolygon", "the download is incomplete")
		}
		polygons, err := f.polygons()
		if err != nil {
			return nil, oneFault(in.Name, 0, "feature "+itoa(n), "has coordinates that cannot be read: "+err.Error(), "a Polygon or MultiPolygon", "")
		}
		if len(polygons) == 0 {
			continue
		}
		toDegrees(polygons)
		s := shape{polygons: polygons, bound: polygons.Bound()}
		s.code, s.name, s.population = properties(f.Properties)
		l.shapes = append(l.shapes, s)
	}
	if len(l.shapes) == 0 {
		return nil, oneFault(in.Name, 0, "the file", "holds no polygon", "areas as polygons", "")
	}
	for i, s := range l.shapes {
		low, high := cell(s.bound.Min), cell(s.bound.Max)
		for x := low[0]; x <= high[0]; x++ {
			for y := low[1]; y <= high[1]; y++ {
				l.cells[[2]int{x, y}] = append(l.cells[[2]int{x, y}], int32(i))
			}
		}
	}
	return l, nil
}

// firstFeature goes to the list of features, which is read one at a time: a
// country of LSOAs is a hundred megabytes.
func firstFeature(r io.Reader) (*json.Decoder, error) {
	d := json.NewDecoder(r)
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		if key == "features" {
			_, err := d.Token()
			return d, err
		}
		var other json.RawMessage
		if err := d.Decode(&other); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no features")
}

// feature is decoded here and not by orb/geojson, which would bring a database
// driver along.
type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// polygons is nil for a feature that is no area.
func (f feature) polygons() (orb.MultiPolygon, error) {
	switch f.Geometry.Type {
	case "Polygon":
		var polygon orb.Polygon
		err := json.Unmarshal(f.Geometry.Coordinates, &polygon)
		return orb.MultiPolygon{polygon}, err
	case "MultiPolygon":
		var polygons orb.MultiPolygon
		err := json.Unmarshal(f.Geometry.Coordinates, &polygons)
		return polygons, err
	}
	return nil, nil
}

func cell(p orb.Point) [2]int {
	return [2]int{int(math.Floor(p[0] / cellDegrees)), int(math.Floor(p[1] / cellDegrees))}
}

// toDegrees converts eastings and northings in place.
func toDegrees(polygons orb.MultiPolygon) {
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i, p := range ring {
				if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
					lat, lon := fromGrid(p[0], p[1])
					ring[i] = orb.Point{lon, lat}
				}
			}
		}
	}
}

// properties finds code, name and population under the names ONS gives them
// (LAD11CD, ICB23NM) or plain ones.
func properties(p map[string]any) (code, name string, population int64) {
	for _, key := range sortedKeys(p) {
		value := p[key]
		text, isText := value.(string)
		lower := plain(key)
		switch {
		case code == "" && isText && (strings.HasSuffix(lower, "cd") || strings.HasSuffix(lower, "code")):
			code = text
		case name == "" && isText && (strings.HasSuffix(lower, "nm") || strings.HasSuffix(lower, "name")):
			name = text
		case strings.HasPrefix(lower, "population"):
			if n, ok := value.(float64); ok {
				population = int64(n)
			}
		}
	}
	return code, name, population
}

// at is the polygon that holds a place: the first of the file where several do.
func (l *layer) at(lat, lon float64) (int, bool) {
	p := orb.Point{lon, lat}
	for _, i := range l.cells[cell(p)] {
		if l.shapes[i].bound.Contains(p) && planar.MultiPolygonContains(l.shapes[i].polygons, p) {
			return int(i), true
		}
	}
	return 0, false
}

// beside is the polygon nearest to a place that stands in none, where one is
// near.
func (l *layer) beside(lat, lon float64) (int, bool) {
	p := orb.Point{lon, lat}
	best, distance := -1, nearDegrees
	center := cell(p)
	for x := center[0] - 1; x <= center[0]+1; x++ {
		for y := center[1] - 1; y <= center[1]+1; y++ {
			for _, i := range l.cells[[2]int{x, y}] {
				s := l.shapes[i]
				if !s.bound.Pad(nearDegrees).Contains(p) {
					continue
				}
				if d := planar.DistanceFrom(s.polygons, p); d < distance || d == distance && int(i) < best {
					best, distance = int(i), d
				}
			}
		}
	}
	return best, best >= 0
}

// index by code.
func (l *layer) byCode() map[string]int {
	at := make(map[string]int, len(l.shapes))
	for i, s := range l.shapes {
		if _, twice := at[s.code]; !twice {
			at[s.code] = i
		}
	}
	return at
}

// centre is the area centroid of a polygon.
func (s shape) centre() (lat, lon float64) {
	c, _ := planar.CentroidArea(s.polygons)
	return c[1], c[0]
}

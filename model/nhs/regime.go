package nhs

import (
	"fmt"
	"slices"
)

// sparse is the spacing of practices, metres, above which an area travels as
// Surrey does: between London's 360 m and Surrey's 1,030 m.
const sparse = 610

// guessRegime tells dense from sparse areas by the median distance from a
// practice to the next one.
func (m *importer) guessRegime(area string) string {
	var own []*practice
	for _, p := range m.practices {
		if p.area == area {
			own = append(own, p)
		}
	}
	var spacing []float64
	for i, p := range own {
		nearest := -1.0
		for j, q := range own {
			if d := metres(p.lat, p.lon, q.lat, q.lon); i != j && (nearest < 0 || d < nearest) {
				nearest = d
			}
		}
		if nearest >= 0 {
			spacing = append(spacing, nearest)
		}
	}
	slices.Sort(spacing)
	regime, median := "london", 0.0
	if len(spacing) > 0 {
		median = spacing[len(spacing)/2]
	}
	if median > sparse {
		regime = "surrey"
	}
	m.report.add(Item{Class: Guessed, Reason: "travel regime of an area, by how far apart practices stand", Subject: "area " + area,
		Detail: fmt.Sprintf("%s: median %.0f m to the next practice", regime, median)})
	return regime
}

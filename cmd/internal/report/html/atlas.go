package html

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/tables"
)

// atlas is a small map of every area.
func (m *mapper) atlas() template.HTML {
	if len(m.Areas) > areasDrawn || len(m.Practices) > practicesDrawn {
		return paragraph(say("This plan has too many areas to draw one by one; the GeoJSON form of this report holds all of them."))
	}
	var b strings.Builder
	b.WriteString(`<div class="atlas">` + "\n")
	for _, a := range report.AreasByName(m.In) {
		b.WriteString(string(m.sheet(int(a))))
	}
	b.WriteString("</div>\n")
	return template.HTML(b.String()) //nolint:gosec // drawings are escaped
}

// sheet is one area: its practices by size of list, and their sites.
func (m *mapper) sheet(a int) template.HTML {
	const width, height = 300, 260
	area := &m.Areas[a]
	v, used := newView(m.sheetBound(a), width, height)
	about := fmt.Sprintf("%s, %s %% of %s patients covered", sitesOf(m, a), tables.Show(area.Covered(), tables.Share), report.Thousands(area.Costs.Patients))
	d := newDrawing(fmt.Sprintf("area-%d", a), "map", "Map of "+area.Name, about, width, used)
	m.land(d, v, a)
	m.ways(d, v, a)
	sites := map[int]bool{}
	for i := range m.Practices {
		p := &m.Practices[i]
		if int(m.In.Practices[i].Area) != a {
			continue
		}
		place := "stays as it is"
		if p.OpenSite >= 0 {
			sites[p.OpenSite] = true
			place = report.ModelName(p.Model) + " at " + m.Sites[p.OpenSite].Name
		}
		m.practice(d, v, i, 1.2+math.Sqrt(float64(p.List))/45, fmt.Sprintf("%s (%s), %s patients: %s", p.Name, p.Code, report.Thousands(p.List), place))
	}
	for i := range m.Sites {
		if sites[i] || m.Sites[i].Area == area.Code {
			m.site(d, v, i, 4)
		}
	}
	return `<figure class="map"><figcaption>` + say("%s <small>%s</small>", area.Name, about) + "</figcaption>\n" + d.end() + "</figure>\n"
}

func sitesOf(m *mapper, a int) string {
	var parts []string
	for _, care := range m.In.Models() {
		if n := m.Areas[a].Sites[care.Code]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, care.Name))
		}
	}
	if len(parts) == 0 {
		return "no sites"
	}
	return strings.Join(parts, ", ")
}

// sheetBound holds an area, its practices and where they go.
func (m *mapper) sheetBound(a int) orb.Bound {
	var points orb.MultiPoint
	for _, r := range m.ground.rings[a] {
		points = append(points, r...)
	}
	for i := range m.Practices {
		p := &m.Practices[i]
		if int(m.In.Practices[i].Area) != a {
			continue
		}
		points = append(points, m.ground.at(p.Lon, p.Lat))
		if p.OpenSite >= 0 {
			points = append(points, m.ground.at(m.Sites[p.OpenSite].Lon, m.Sites[p.OpenSite].Lat))
		}
	}
	if len(points) == 0 {
		return m.ground.bound
	}
	return points.Bound()
}

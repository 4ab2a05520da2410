package html

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/tables"
)

// Largest instances that are drawn practice by practice, and area by area.
const (
	practicesDrawn = 6_000
	areasDrawn     = 64
)

// mapper draws a plan on its ground.
type mapper struct {
	*findings.Findings
	ground *ground
	kinds  map[string]int // care model → number of its colour and shape
}

func newMapper(f *findings.Findings) *mapper {
	m := &mapper{f, newGround(f), map[string]int{}}
	for i, care := range f.In.Models() {
		m.kinds[care.Code] = i
	}
	return m
}

// whole is the map of everything, with the areas' names.
func (m *mapper) whole() template.HTML {
	v, height := newView(m.ground.bound, 1000, 1400)
	d := newDrawing("map", "", "Map of areas, sites, practices and who joins what", m.words(), 1000, height)
	m.land(d, v, -1)
	if len(m.Practices) <= practicesDrawn {
		m.ways(d, v, -1)
		for i := range m.Practices {
			m.practice(d, v, i, 1.5, "")
		}
	}
	m.sites(d, v, false)
	if len(m.Areas) <= areasDrawn {
		m.names(d, v)
	}
	m.sites(d, v, true)
	m.scale(d, v, height)
	return `<figure class="map wide" tabindex="0">` + d.end() + m.key() + "</figure>\n"
}

// words stand for the map.
func (m *mapper) words() string {
	var parts []string
	for _, care := range m.In.Models() {
		if n := m.Figures.Sites[care.Code]; n > 0 {
			parts = append(parts, report.Plural(n, care.Name+" site", care.Name+" sites"))
		}
	}
	return fmt.Sprintf("%s and %s in %s; lines join practices to their site. The tables of areas and sites hold the same.",
		report.Plural(len(m.Practices), "practice", "practices"), strings.Join(parts, ", "), report.Plural(len(m.Areas), "area", "areas"))
}

// land draws the outlines; only < 0: all.
func (m *mapper) land(d *drawing, v view, only int) {
	for a, rings := range m.ground.rings {
		if len(rings) == 0 || only >= 0 && a != only {
			continue
		}
		class := "area"
		if a%2 == 1 {
			class += " even"
		}
		d.path(v.outlinePath(rings), class, m.Areas[a].Name)
	}
}

// ways draws a line from every practice to its site, one path a model.
func (m *mapper) ways(d *drawing, v view, area int) {
	paths := make([]strings.Builder, len(m.In.Models()))
	for i := range m.Practices {
		p := &m.Practices[i]
		if p.OpenSite < 0 || area >= 0 && int(m.In.Practices[i].Area) != area {
			continue
		}
		s := &m.Sites[p.OpenSite]
		x1, y1 := v.xy(m.ground.at(p.Lon, p.Lat))
		x2, y2 := v.xy(m.ground.at(s.Lon, s.Lat))
		fmt.Fprintf(&paths[m.kinds[p.Model]], "M%s %sL%s %s", short(x1), short(y1), short(x2), short(y2))
	}
	for k := range paths {
		if paths[k].Len() > 0 {
			d.path(paths[k].String(), fmt.Sprintf("way s%d", k%colours), "")
		}
	}
}

// colours is how many there are for care models.
const colours = 5

func (m *mapper) practice(d *drawing, v view, i int, r float64, title string) {
	p := &m.Practices[i]
	x, y := v.xy(m.ground.at(p.Lon, p.Lat))
	class := "left"
	if p.OpenSite >= 0 {
		class = fmt.Sprintf("practice c%d", m.kinds[p.Model]%colours)
	}
	d.circle(x, y, r, class, title)
}

// sites draws those of the first care model, or all others.
func (m *mapper) sites(d *drawing, v view, others bool) {
	for i := range m.Sites {
		if (m.kinds[m.Sites[i].Model] > 0) == others {
			m.site(d, v, i, 4)
		}
	}
}

// site draws a site in the shape of its model, so that nothing hangs on colour.
func (m *mapper) site(d *drawing, v view, i int, r float64) {
	s := &m.Sites[i]
	x, y := v.xy(m.ground.at(s.Lon, s.Lat))
	kind := m.kinds[s.Model]
	if kind > 0 {
		r *= 1.5 // rare models stand out
	}
	d.path(shape(kind, x, y, r), fmt.Sprintf("site c%d", kind%colours), fmt.Sprintf("%s (%s): %s %s, %s practices, %s patients, %s %% full",
		s.Name, s.Code, report.ModelName(s.Model), s.Tier, report.Thousands(s.Practices), report.Thousands(s.Patients), tables.Show(s.Fill(), tables.Share)))
}

// shape is a circle, a square, a triangle, a diamond or a cross.
func shape(kind int, x, y, r float64) string {
	corners := func(points ...float64) string {
		var b strings.Builder
		for i := 0; i < len(points); i += 2 {
			command := "L"
			if i == 0 {
				command = "M"
			}
			b.WriteString(command + short(x+r*points[i]) + " " + short(y+r*points[i+1]))
		}
		return b.String() + "Z"
	}
	switch kind % colours {
	case 0:
		return fmt.Sprintf("M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0Z", short(x-r), short(y), short(r), short(r), short(2*r), short(r), short(r), short(-2*r))
	case 1:
		return corners(-.9, -.9, .9, -.9, .9, .9, -.9, .9)
	case 2:
		return corners(0, -1.2, 1.1, .8, -1.1, .8)
	case 3:
		return corners(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0)
	}
	return corners(-.4, -1.1, .4, -1.1, .4, -.4, 1.1, -.4, 1.1, .4, .4, .4, .4, 1.1, -.4, 1.1, -.4, .4, -1.1, .4, -1.1, -.4, -.4, -.4)
}

// scale draws a bar of a round length.
func (m *mapper) scale(d *drawing, v view, height float64) {
	km := math.Pow(10, math.Floor(math.Log10(200/v.scale)))
	if 200/v.scale/km >= 5 {
		km *= 5
	}
	length := km * v.scale
	d.line(12, height-14, 12+length, height-14, "whisker")
	d.line(12, height-18, 12, height-10, "whisker")
	d.line(12+length, height-18, 12+length, height-10, "whisker")
	d.printf(`<text x="%s" y="%s">%g km</text>`+"\n", short(12+length/2), short(height-18), km)
}

// key explains colours and shapes.
func (m *mapper) key() template.HTML {
	var b strings.Builder
	b.WriteString(`<ul class="key">`)
	item := func(inner, words string) {
		b.WriteString(`<li><svg viewBox="0 0 12 12" aria-hidden="true">` + inner + "</svg>" + escape(words) + "</li>")
	}
	for k, care := range m.In.Models() {
		if m.Figures.Sites[care.Code] > 0 {
			item(fmt.Sprintf(`<path d="%s" class="c%d"/>`, shape(k, 6, 6, 4.5), k%colours), care.Name+" site")
		}
	}
	item(`<circle cx="6" cy="6" r="3" class="practice c0"/>`, "practice, in the colour of its model")
	item(`<circle cx="6" cy="6" r="3.5" class="left"/>`, "practice that stays as it is")
	b.WriteString("</ul>\n")
	if m.Boundaries == nil {
		b.WriteString("<p class=\"note\">Areas are drawn around the small areas that belong to them; they are not their legal boundaries.</p>\n")
	}
	return template.HTML(b.String()) //nolint:gosec // escaped
}

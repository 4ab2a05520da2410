package nhs

import (
	"fmt"
	"math"
	"strings"
	"time"

	"polyclinic/model"
)

// data is the instance, in the order of epraccur, areas and LSOA codes.
func (m *importer) data() *model.Data {
	for _, remark := range m.atEnd {
		remark()
	}
	d := &model.Data{
		Name: m.o.Name, Date: m.date.Format(time.DateOnly), Source: m.source(),
		Areas: m.areas, Zones: m.zones, Registered: m.rows, Sites: m.sites, Hospitals: m.hospitals,
	}
	patients := int64(0)
	for _, p := range m.practices {
		d.Practices = append(d.Practices, model.Practice{Code: p.code, Name: p.name, Area: p.area, Lat: rounded(p.lat), Lon: rounded(p.lon), List: p.list})
		patients += p.list
	}
	for i := range d.Zones {
		d.Zones[i].Lat, d.Zones[i].Lon = rounded(d.Zones[i].Lat), rounded(d.Zones[i].Lon)
	}
	for i := range d.Sites {
		d.Sites[i].Lat, d.Sites[i].Lon = rounded(d.Sites[i].Lat), rounded(d.Sites[i].Lon)
	}
	m.fillPopulations(d)
	m.report.Summary = append([]string{fmt.Sprintf("%s practices with %s patients in %d areas on %s.", thousands(int64(len(d.Practices))), thousands(patients), len(d.Areas), d.Date)}, m.report.Summary...)
	m.missingAsked()
	d.Description = fmt.Sprintf("%d practices, %d candidate sites and %d zones in %d areas", len(d.Practices), len(d.Sites), len(d.Zones), len(d.Areas))
	return d
}

// fillPopulations sums zones where no boundary states an area's population.
func (m *importer) fillPopulations(d *model.Data) {
	sums := map[string]int64{}
	for _, z := range d.Zones {
		sums[z.Area] += z.Population
	}
	for i := range d.Areas {
		if n := sums[d.Areas[i].Code]; d.Areas[i].Population == nil && n > 0 {
			d.Areas[i].Population = &n
		}
	}
}

// source names the files the instance is made of.
func (m *importer) source() string {
	var names []string
	for _, f := range m.report.Files {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// rounded is six decimals, a tenth of a metre, as instance files have them.
func rounded(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }

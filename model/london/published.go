package london

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
)

// The published figures; README.md says where each column comes from.
//
//go:embed published/*.csv
var publishedFiles embed.FS

// figures is everything that is real about the built-in instance.
type figures struct {
	areas       []areaFigures
	districts   []district
	towns       []town
	hospitals   []hospital
	polyclinics []building
}

// areaFigures are the control totals of a PCT.
type areaFigures struct {
	code, name, regime string
	population         int64 // mid-2008
	practices          int   // September 2007
	deprivation        float64
	neighbours         []string
}

// district is a local authority, or the part of a PCT that one covers.
type district struct {
	area, name string
	lat, lon   float64 // population-weighted centre
	hectares   float64
}

// town is a settlement of Surrey, in thousands of people.
type town struct {
	name      string
	lat, lon  float64
	thousands float64
}

// building is a real place that can hold a polyclinic.
type building struct {
	code, name, area string
	lat, lon         float64
}

type hospital struct {
	building
	trust                 string
	acute, stroke, trauma bool
}

// published reads the embedded figures; an error is a fault of the build.
func published() (*figures, error) {
	r := &figureReader{}
	f := &figures{}
	r.each("areas", func(row map[string]string) {
		f.areas = append(f.areas, areaFigures{
			code: row["code"], name: row["name"], regime: row["regime"],
			population:  int64(r.number(row, "population")),
			practices:   int(r.number(row, "practices")),
			deprivation: r.number(row, "deprivation"),
			neighbours:  strings.Split(row["neighbours"], ";"),
		})
	})
	r.each("districts", func(row map[string]string) {
		f.districts = append(f.districts, district{row["area"], row["name"],
			r.number(row, "lat"), r.number(row, "lon"), r.number(row, "hectares")})
	})
	r.each("towns", func(row map[string]string) {
		f.towns = append(f.towns, town{row["name"],
			r.number(row, "lat"), r.number(row, "lon"), r.number(row, "thousands")})
	})
	r.each("hospitals", func(row map[string]string) {
		f.hospitals = append(f.hospitals, hospital{r.building(row), row["trust"],
			row["acute"] == "1", row["stroke"] == "1", row["trauma"] == "1"})
	})
	r.each("polyclinics", func(row map[string]string) {
		f.polyclinics = append(f.polyclinics, r.building(row))
	})
	return f, r.err
}

// figureReader keeps the first error, so that tables read without ceremony.
type figureReader struct{ err error }

func (r *figureReader) each(table string, use func(row map[string]string)) {
	file := "published/" + table + ".csv"
	text, err := publishedFiles.ReadFile(file)
	if err != nil {
		r.fail(err)
		return
	}
	records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		r.fail(fmt.Errorf("%s: %w", file, err))
		return
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for c, name := range records[0] {
			row[name] = record[c]
		}
		use(row)
	}
}

func (r *figureReader) building(row map[string]string) building {
	return building{row["code"], row["name"], row["area"], r.number(row, "lat"), r.number(row, "lon")}
}

func (r *figureReader) number(row map[string]string, column string) float64 {
	x, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		r.fail(fmt.Errorf("published figures: %s of %q: %w", column, row["name"], err))
	}
	return x
}

func (r *figureReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

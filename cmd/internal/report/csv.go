package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"polyclinic/model"
)

// CSV tables of a plan, for a spreadsheet: codes with their names, money in
// pounds a year with pence, shares as decimals.

// SitesCSV writes one row per open site.
func SitesCSV(w io.Writer, in *model.Instance, d *model.Document) error {
	parts := partsWhere(model.Part.OfSite)
	t := newTable(w, append([]string{"site", "name", "kind", "area", "area_name", "lat", "lon", "model", "tier", "practices", "patients"}, partNames(parts)...))
	for i := range d.Sites {
		s := &d.Sites[i]
		row := []string{s.Site}
		if k, ok := in.SiteIndex(s.Site); ok {
			site := &in.Data.Sites[k]
			row = append(row, site.Name, site.Kind, s.Area, areaName(in, s.Area), degrees(site.Lat), degrees(site.Lon))
		} else {
			row = append(row, "", "", s.Area, areaName(in, s.Area), "", "")
		}
		row = append(row, s.Model, s.Tier, strconv.Itoa(len(s.Practices)), whole(s.Patients))
		t.write(append(row, amounts(s.Cost, parts)...))
	}
	return t.flush()
}

// PracticesCSV writes one row per practice.
func PracticesCSV(w io.Writer, in *model.Instance, d *model.Document) error {
	parts := partsWhere(func(p model.Part) bool { return !p.OfSite() })
	t := newTable(w, append([]string{"practice", "name", "area", "area_name", "patients", "site", "site_name", "model", "moves",
		"extra_gp_minutes", "beyond_hard_limit"}, partNames(parts)...))
	for i := range d.Practices {
		p := &d.Practices[i]
		name, area, patients := "", "", ""
		if k, ok := in.PracticeIndex(p.Practice); ok {
			name, area, patients = in.Data.Practices[k].Name, in.Data.Practices[k].Area, whole(in.Practices[k].List)
		}
		site, siteName, care := "", "", ""
		if p.Site != nil && p.Model != nil {
			site, care = *p.Site, *p.Model
			if k, ok := in.SiteIndex(site); ok {
				siteName = in.Data.Sites[k].Name
			}
		}
		row := []string{p.Practice, name, area, areaName(in, area), patients, site, siteName, care, strconv.FormatBool(p.Moves),
			whole(p.ExtraGPMinutes), strconv.FormatFloat(float64(p.BeyondHardLimit), 'f', -1, 64)}
		t.write(append(row, amounts(p.Cost, parts)...))
	}
	return t.flush()
}

// AreasCSV writes one row per area; the last, without a code, is what belongs to
// no area.
func AreasCSV(w io.Writer, in *model.Instance, d *model.Document) error {
	all := model.AllParts()
	t := newTable(w, append(append([]string{"area", "name", "patients", "patients_covered", "patients_moved", "patients_merged", "sites"}, partNames(all)...), "priced"))
	sites := map[string]int{}
	for i := range d.Sites {
		sites[d.Sites[i].Area]++
	}
	for i := range d.Areas {
		a := &d.Areas[i]
		code := ""
		if a.Area != nil {
			code = *a.Area
		}
		row := []string{code, areaName(in, code), whole(a.Patients), whole(a.PatientsCovered), whole(a.PatientsMoved), whole(a.Merged), strconv.Itoa(sites[code])}
		costs := map[string]model.Pence{}
		priced := model.Pence(0)
		for name, sum := range a.Costs.Cash {
			costs[name] = sum
		}
		for name, sum := range a.Costs.Valued {
			costs[name] = sum
		}
		for _, sum := range a.Costs.Priced {
			priced += sum
		}
		t.write(append(append(row, amounts(costs, all)...), exact(priced)))
	}
	return t.flush()
}

// csvTable keeps the first error of writing.
type csvTable struct {
	w   *csv.Writer
	err error
}

func newTable(w io.Writer, header []string) *csvTable {
	t := &csvTable{w: csv.NewWriter(w)}
	t.write(header)
	return t
}

func (t *csvTable) write(row []string) {
	if t.err == nil {
		t.err = t.w.Write(row)
	}
}

func (t *csvTable) flush() error {
	t.w.Flush()
	if t.err != nil {
		return t.err
	}
	return t.w.Error()
}

func partsWhere(wanted func(model.Part) bool) []model.Part {
	var out []model.Part
	for _, p := range model.AllParts() {
		if wanted(p) {
			out = append(out, p)
		}
	}
	return out
}

func partNames(parts []model.Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.String())
	}
	return out
}

func amounts(costs map[string]model.Pence, parts []model.Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, exact(costs[p.String()]))
	}
	return out
}

// exact is a sum in pounds with its pence, without separators: -1234.05.
func exact(p model.Pence) string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	cents := strconv.FormatInt(int64(p)%model.PencePerPound, 10)
	if len(cents) == 1 {
		cents = "0" + cents
	}
	return sign + strconv.FormatInt(int64(p)/model.PencePerPound, 10) + "." + cents
}

func whole[T ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func areaName(in *model.Instance, code string) string {
	if a, ok := in.AreaIndex(code); ok {
		return in.Data.Areas[a].Name
	}
	return ""
}

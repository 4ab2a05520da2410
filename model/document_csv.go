package model

import (
	"bytes"
	"encoding/csv"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// SitesCSV is sites.csv of a plan: one row per open site, money in pounds a year.
func (d *Document) SitesCSV() ([]byte, error) {
	parts := partsWhere(Part.OfSite)
	rows := [][]string{append([]string{"site", "model", "tier", "area", "practices", "patients"}, partNamesOf(parts)...)}
	for i := range d.Sites {
		s := &d.Sites[i]
		row := []string{s.Site, s.Model, s.Tier, s.Area, strings.Join(s.Practices, ";"), strconv.FormatInt(int64(s.Patients), 10)}
		rows = append(rows, append(row, pounds(s.Cost, parts)...))
	}
	return csvText(rows)
}

// PracticesCSV is practices.csv of a plan: one row per practice.
func (d *Document) PracticesCSV() ([]byte, error) {
	parts := partsWhere(func(p Part) bool { return !p.OfSite() })
	rows := [][]string{append([]string{"practice", "site", "model", "moves", "extra_gp_minutes", "beyond_hard_limit"}, partNamesOf(parts)...)}
	for i := range d.Practices {
		p := &d.Practices[i]
		row := []string{p.Practice, orEmpty(p.Site), orEmpty(p.Model), strconv.FormatBool(p.Moves),
			strconv.FormatInt(p.ExtraGPMinutes, 10), show(p.BeyondHardLimit)}
		rows = append(rows, append(row, pounds(p.Cost, parts)...))
	}
	return csvText(rows)
}

// AreasCSV is areas.csv of a plan: one row per area, and one without a code for
// priced rules that are capital-wide.
func (d *Document) AreasCSV() ([]byte, error) {
	cash, valued := partsWhere(Part.Cash), partsWhere(func(p Part) bool { return !p.Cash() })
	header := []string{"area", "patients", "patients_covered", "patients_moved", "merged"}
	header = append(append(header, partNamesOf(cash)...), partNamesOf(valued)...)
	rows := [][]string{append(header, "priced")}
	for i := range d.Areas {
		a := &d.Areas[i]
		row := []string{orEmpty(a.Area)}
		for _, n := range []Patients{a.Patients, a.PatientsCovered, a.PatientsMoved, a.Merged} {
			row = append(row, strconv.FormatInt(int64(n), 10))
		}
		row = append(append(row, pounds(a.Costs.Cash, cash)...), pounds(a.Costs.Valued, valued)...)
		priced := Pence(0)
		for _, cost := range a.Costs.Priced {
			priced += cost
		}
		rows = append(rows, append(row, inPounds(priced)))
	}
	return csvText(rows)
}

func csvText(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func partsWhere(wanted func(Part) bool) []Part {
	return slices.DeleteFunc(AllParts(), func(p Part) bool { return !wanted(p) })
}

func partNamesOf(parts []Part) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = p.String()
	}
	return out
}

func pounds(cost map[string]Pence, parts []Part) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = inPounds(cost[p.String()])
	}
	return out
}

// inPounds shows pence as pounds with two decimals.
func inPounds(p Pence) string { return big.NewRat(int64(p), PencePerPound).FloatString(2) }

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

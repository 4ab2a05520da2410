package tables

import (
	"fmt"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
)

func travelColumns(first ...Column) []Column {
	return append(first, []Column{
		{Name: "patients", Kind: Whole, Field: fromPlaces},
		{Name: "covered", Kind: Share, Field: fromPlaces},
		{Name: "to the GP, today", Unit: "min", Kind: Fine, Field: "the instance"},
		{Name: "to the GP, plan", Unit: "min", Kind: Fine, Field: fromPlaces},
		{Name: "over 15 min, today", Kind: Share, Field: "the instance"},
		{Name: "over 15 min, plan", Kind: Share, Field: fromPlaces},
		{Name: "over 30 min, today", Kind: Share, Field: "the instance"},
		{Name: "over 30 min, plan", Kind: Share, Field: fromPlaces},
		{Name: "further to the GP", Unit: "patients", Kind: Whole, Field: fromPlaces},
		{Name: "outpatients, hospital", Unit: "min", Kind: Decimal, Field: "the instance"},
		{Name: "outpatients, polyclinic", Unit: "min", Kind: Decimal, Field: fromPlaces},
	}...)
}

const travelNote = "Minutes one way by the clock, means over patients. Outpatients: of covered patients, to their hospital today and to their polyclinic."

func travelCells(t *findings.Travel) []any {
	covered := 0.0
	if t.Patients > 0 {
		covered = t.Covered / t.Patients
	}
	cells := []any{int64(t.Patients + 0.5), covered, t.GPBefore, t.GPAfter, t.SoftBefore, t.SoftAfter, t.HardBefore, t.HardAfter, int64(t.Longer + 0.5)}
	if t.Seen == 0 {
		return append(cells, nil, nil)
	}
	return append(cells, t.HospitalMinutes, t.PolyclinicMinutes)
}

// AreaTravel is travel before and after, area by area.
func AreaTravel(f *findings.Findings) Table {
	t := Table{ID: "travel", Title: "Travel before and after, by area", Note: travelNote, Columns: travelColumns(Column{Name: "area"})}
	for _, i := range report.AreasByName(f.In) {
		x := &f.AreaTravel[i]
		t.Rows = append(t.Rows, Row{Key: x.Code, Cells: append([]any{x.Name}, travelCells(x)...)})
	}
	t.Rows = append(t.Rows, Row{Key: "all", Strong: true, Cells: append([]any{f.Travel.Name}, travelCells(&f.Travel)...)})
	return t
}

// Fifths is the same by deprivation of the small area where people live.
func Fifths(f *findings.Findings) Table {
	t := Table{ID: "fifths", Title: "Travel before and after, by deprivation", Note: "Fifths of people, by the deprivation of the small area where they live. " + travelNote,
		Columns: travelColumns(Column{Name: "fifth"})}
	for i := range f.Fifths {
		x := &f.Fifths[i]
		t.Rows = append(t.Rows, Row{Key: "fifth " + x.Code, Cells: append([]any{x.Name}, travelCells(x)...)})
	}
	t.Rows = append(t.Rows, Row{Key: "all", Strong: true, Cells: append([]any{f.Travel.Name}, travelCells(&f.Travel)...)})
	return t
}

// Sizes is the distribution of list sizes, before and after.
func Sizes(f *findings.Findings) Table {
	t := Table{ID: "sizes", Title: "Practices by list size", Note: "Practices that merge at one site count as one under the plan.", Columns: []Column{
		{Name: "list", Unit: "patients"},
		{Name: "practices, today", Kind: Whole, Field: "practices.csv", Total: Sum}, {Name: "practices, plan", Kind: Whole, Field: "practices[].model", Total: Sum},
		{Name: "patients, today", Kind: Whole, Field: "practices.csv", Total: Sum}, {Name: "patients, plan", Kind: Whole, Field: "practices[].model", Total: Sum},
	}}
	for i := range f.Sizes {
		c := &f.Sizes[i]
		name := fmt.Sprintf("%s–%s", report.Thousands(c.From+1), report.Thousands(c.To))
		switch {
		case c.To == 0:
			name = "over " + report.Thousands(c.From)
		case c.From == 0:
			name = "up to " + report.Thousands(c.To)
		}
		t.Rows = append(t.Rows, Row{Key: name, Cells: []any{name, int64(c.PracticesBefore), int64(c.Practices), int64(c.PatientsBefore), int64(c.PatientsAfter)}})
	}
	return t
}

// LeftOut names the practices that stay as they are, and says why.
func LeftOut(f *findings.Findings) Table {
	t := Table{ID: "left-out", Title: "Who is left out, and why", Note: "The largest lists first. Extra cost: of joining the open site where that is cheapest, everything else as it is, in all that is counted.",
		Columns: []Column{{Name: "practice"}, {Name: "name"}, {Name: "area"},
			{Name: "patients", Kind: Whole, Field: "practices[{key}].site = null", Total: Sum},
			{Name: "in the most deprived fifth", Kind: Share, Field: "the instance"},
			{Name: "why", Field: "the rules"},
			{Name: "could join", Field: fromPlaces},
			{Name: "extra cost", Kind: Pounds, Unit: "£ a year", Field: fromPlaces},
			{Name: "per patient", Kind: PerHead, Unit: "£ a year", Field: fromPlaces}}}
	for i := range f.LeftOut {
		x := &f.LeftOut[i]
		cells := []any{x.Practice.Code, x.Practice.Name, x.Practice.Area, int64(x.Practice.List), x.Deprived, Why(x), nil, nil, nil}
		if x.Reason == findings.Dear {
			cells[6], cells[7] = x.Site+", "+report.ModelName(x.Model), x.Extra
			if x.Practice.List > 0 {
				cells[8] = float64(x.Extra) / float64(x.Practice.List)
			}
		}
		t.Rows = append(t.Rows, Row{Key: x.Practice.Code, Cells: cells})
	}
	return t
}

// Why is the reason in words.
func Why(x *findings.LeftOut) string {
	switch x.Reason {
	case findings.Barred:
		if len(x.Rules) == 0 {
			return "no site is open to it"
		}
		return "no site is open to it: " + strings.Join(x.Rules, ", ")
	case findings.Far:
		return "none of the sites it may join is open under that model"
	case findings.Full:
		return "the open sites it may join are full"
	}
	return "dearer than others, and coverage is met"
}

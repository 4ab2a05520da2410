package tables

import (
	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
)

// Trusts is what hospital trusts lose.
func Trusts(f *findings.Findings) Table {
	t := Table{ID: "trusts", Title: "What hospital trusts lose, a year", Note: "Income lost at the tariff, less the cost that falls with it. Attendances of registered patients at the hospital of their small area.",
		Columns: []Column{{Name: "trust"},
			{Name: "attendances", Kind: Whole, Unit: "a year", Field: "the instance", Total: Sum},
			{Name: "shifted", Kind: Whole, Unit: "a year", Field: fromPlaces, Total: Sum},
			{Name: "outpatient income", Kind: Millions, Field: "hospitals.csv", Total: Sum},
			{Name: "income lost", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "cost released", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "net loss", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "of income", Kind: Share, Field: fromPlaces, Total: Ratio, Over: [2]string{"net loss", "outpatient income"}}}}
	for i := range f.Trusts {
		x := &f.Trusts[i]
		t.Rows = append(t.Rows, Row{Key: x.Name, Cells: []any{x.Name, x.Attendances, x.Shifted, x.Income, x.Lost, x.Released, x.Net(), findings.Share(x.Net(), x.Income)}})
	}
	return t
}

// Payers is outpatient care as the areas pay it: hospital care no longer bought,
// clinics instead.
func Payers(f *findings.Findings) Table {
	t := Table{ID: "payers", Title: "Outpatient care by payer, a year", Note: "What an area saves a trust loses, except for the costs that fall; transfers cancel in the plan's cost.",
		Columns: []Column{{Name: "area"}, {Name: "code"},
			{Name: "hospital care not bought", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "community clinics", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "area saves", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "counted in the plan", Kind: Millions, Field: "areas[{key}].costs.cash.outpatients", Total: Sum}}}
	for _, i := range report.AreasByName(f.In) {
		a := &f.Areas[i]
		t.Rows = append(t.Rows, Row{Key: a.Code, Cells: []any{a.Name, a.Code, a.Bought, a.Clinics, a.Bought - a.Clinics, a.Costs.Parts[model.Outpatients]}})
	}
	return t
}

// HospitalHubs are polyclinics on acute hospitals' ground: care comes no closer
// for patients whose hospital that is.
func HospitalHubs(f *findings.Findings) Table {
	t := Table{ID: "hospital-hubs", Title: "Polyclinics on acute hospital sites", Note: "Shared care comes no closer for people whose hospital this is today.",
		Columns: []Column{{Name: "site"}, {Name: "hospital", Field: "hospitals.csv"}, {Name: "area"}, {Name: "model", Field: "sites[{key}].model"},
			{Name: "practices", Kind: Whole, Field: "sites[{key}].practices", Total: Sum},
			{Name: "patients", Kind: Whole, Field: "sites[{key}].patients", Total: Sum},
			{Name: "mean distance", Unit: "km", Kind: Decimal, Field: fromSites}}}
	for i := range f.Sites {
		if s := &f.Sites[i]; s.Hospital != "" {
			t.Rows = append(t.Rows, Row{Key: s.Code, Cells: []any{s.Code, s.Hospital, s.Area, report.ModelName(s.Model), int64(s.Practices), int64(s.Patients), s.MeanMetres / 1000}})
		}
	}
	return t
}

package tables

import (
	"fmt"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
)

// measures is a table of one figure a row.
type measures struct{ Table }

func newMeasures(id, title, note string) *measures {
	return &measures{Table{ID: id, Title: title, Note: note, Columns: []Column{{Name: "what"}, {Name: "figure", Kind: Decimal}, {Name: "unit"}}}}
}

func (m *measures) add(what string, value any, kind Kind, unit, field string) {
	m.Rows = append(m.Rows, Row{Key: what, Cells: []any{what, Cell{value, kind, field, unit}, unit}})
}

// Overview is the plan in a dozen figures.
func Overview(f *findings.Findings) Table {
	m := newMeasures("overview", "The plan in figures", "")
	x := f.Figures
	m.add("cost of the plan, all that is counted", x.Objective, Millions, "£m a year", "costs.objective")
	m.add("cash", x.Cash, Millions, "£m a year", "costs.cash")
	m.add("valued: travel, continuity", x.Valued, Millions, "£m a year", "costs.valued")
	if x.Priced != 0 {
		m.add("rules broken at a price", x.Priced, Millions, "£m a year", "costs.priced")
	}
	m.add("patients", int64(x.Patients), Whole, "people", "areas[].patients")
	m.add("patients covered", int64(x.Covered), Whole, "people", "areas[].patients_covered")
	m.add("share covered", findings.Share(x.Covered, x.Patients), Share, "%", "areas[].patients_covered / areas[].patients")
	m.add("patients whose practice moves", int64(x.Moved), Whole, "people", "areas[].patients_moved")
	m.add("patients whose practice merges", int64(x.Merged), Whole, "people", "areas[].merged")
	m.add("open sites", int64(len(f.Sites)), Whole, "sites", "sites")
	m.add("candidate sites", int64(f.In.NumSites()), Whole, "sites", "sites.csv")
	m.add("practices that join", int64(x.Joining), Whole, "practices", "practices[].site")
	m.add("practices that stay as they are", int64(len(f.Practices)-x.Joining), Whole, "practices", "practices[].site")
	m.add("way to the GP, today", f.Travel.GPBefore, Fine, "min one way", "the instance")
	m.add("way to the GP, under the plan", f.Travel.GPAfter, Fine, "min one way", fromPlaces)
	m.add("capital, once", f.Cases[1].Capital.Sum(), Millions, "£m", fromSites)
	return m.Table
}

// Gap is how good the plan is proven to be.
func Gap(f *findings.Findings) Table {
	s := &f.Document.Status
	m := newMeasures("gap", "How good the plan is", "The bound is what no plan can cost less than. Outpatient care costs nearly the same in every plan, so the gap is also given as a share of the rest.")
	m.add("this plan", s.Objective, Pounds, "£ a year", "status.objective")
	if s.Bound == nil {
		m.add("no plan costs less than", nil, Pounds, "not known", "status.bound")
		return m.Table
	}
	m.add("no plan costs less than", *s.Bound, Pounds, "£ a year", "status.bound")
	m.add("gap", *s.GapPence, Pounds, "£ a year", "status.gap_pence")
	m.add("gap, of the whole", float64(*s.Gap), Share, "%", "status.gap")
	if s.GapControllable != nil {
		m.add("gap, of what a plan can change", float64(*s.GapControllable), Share, "%", "status.gap_controllable")
	}
	if f.In.Total > 0 {
		m.add("gap, per patient", float64(*s.GapPence)/float64(f.In.Total), PerHead, "£ a year", "status.gap_pence / areas[].patients")
	}
	return m.Table
}

// Models is what is open, by care model and size.
func Models(f *findings.Findings) Table {
	t := Table{ID: "models", Title: "Sites by model and size", Columns: []Column{
		{Name: "model", Field: "sites[].model"}, {Name: "size", Field: "sites[].tier"},
		{Name: "sites", Kind: Whole, Field: "sites[model, tier]", Total: Sum},
		{Name: "practices", Kind: Whole, Field: "sites[model, tier].practices", Total: Sum},
		{Name: "patients", Kind: Whole, Field: "sites[model, tier].patients", Total: Sum},
		{Name: "room", Unit: "patients", Kind: Whole, Field: "scenario.tiers", Total: Sum},
		{Name: "full", Kind: Share, Field: "sites[model, tier].patients / scenario.tiers", Total: Ratio, Over: [2]string{"patients", "room"}},
	}}
	type size struct {
		sites, practices int64
		patients, room   model.Patients
	}
	for _, care := range f.In.Models() {
		sizes := map[string]*size{}
		var names []string
		for i := range f.Sites {
			s := &f.Sites[i]
			if s.Model != care.Code {
				continue
			}
			if sizes[s.Tier] == nil {
				sizes[s.Tier] = &size{}
				names = append(names, s.Tier)
			}
			x := sizes[s.Tier]
			x.sites++
			x.practices += int64(s.Practices)
			x.patients += s.Patients
			x.room += s.Room
		}
		slices.SortFunc(names, func(a, b string) int {
			return int(sizes[a].room/model.Patients(sizes[a].sites) - sizes[b].room/model.Patients(sizes[b].sites))
		})
		for _, name := range names {
			x := sizes[name]
			t.Rows = append(t.Rows, Row{Key: care.Code + " " + name, Cells: []any{care.Name, name, x.sites, x.practices, int64(x.patients), int64(x.room), findings.Share(x.patients, x.room)}})
		}
	}
	return t
}

// Areas is what the plan does, area by area.
func Areas(f *findings.Findings) Table {
	t := Table{ID: "areas", Title: "Area by area", Columns: []Column{
		{Name: "area"}, {Name: "code"},
		{Name: "patients", Kind: Whole, Field: "areas[{key}].patients", Total: Sum},
		{Name: "covered", Kind: Whole, Unit: "patients", Field: "areas[{key}].patients_covered", Total: Sum, Long: true},
		{Name: "share covered", Kind: Share, Field: "areas[{key}].patients_covered / .patients", Total: Ratio, Over: [2]string{"covered", "patients"}},
	}}
	for _, m := range f.In.Models() {
		t.Columns = append(t.Columns, Column{Name: m.Name, Unit: "sites", Kind: Whole, Field: "sites[area={key}, model=" + m.Code + "]", Total: Sum})
	}
	t.Columns = append(t.Columns,
		Column{Name: "move", Unit: "patients", Kind: Whole, Field: "areas[{key}].patients_moved", Total: Sum},
		Column{Name: "merge", Unit: "patients", Kind: Whole, Field: "areas[{key}].merged", Total: Sum},
		Column{Name: "cash", Kind: Millions, Field: "areas[{key}].costs.cash", Total: Sum},
		Column{Name: "valued", Kind: Millions, Field: "areas[{key}].costs.valued", Total: Sum},
		Column{Name: "cost per patient", Kind: PerHead, Field: "areas[{key}].costs / .patients"},
		Column{Name: "extra GP travel", Unit: "min a year", Kind: Whole, Field: "practices[].extra_gp_minutes", Total: Sum, Long: true})
	for _, i := range report.AreasByName(f.In) {
		a := &f.Areas[i]
		cells := []any{a.Name, a.Code, int64(a.Costs.Patients), int64(a.Costs.Covered), a.Covered()}
		for _, m := range f.In.Models() {
			cells = append(cells, int64(a.Sites[m.Code]))
		}
		cells = append(cells, int64(a.Costs.Moved), int64(a.Costs.Merged), a.Cash, a.Valued, a.PerPatient(), a.Minutes)
		t.Rows = append(t.Rows, Row{Key: a.Code, Cells: cells})
	}
	if priced := f.Figures.Priced; priced != 0 {
		t.Note = fmt.Sprintf("Cost per patient holds what broken rules cost in the area; £%sm in all.", Show(priced, Millions))
	}
	return t
}

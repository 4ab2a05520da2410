package tables

import (
	"cmp"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
)

// caseColumns are low, central and high.
func caseColumns(kind Kind, field string, total Total) []Column {
	return []Column{
		{Name: "low", Kind: kind, Field: fromLow, Total: total},
		{Name: "central", Kind: kind, Field: field, Total: total},
		{Name: "high", Kind: kind, Field: fromHigh, Total: total},
	}
}

const caseNote = "Low and high are the same plan, same places and sizes, priced with the uncertain figures at their cheap and at their dear end."

// eachCase is a figure of every case.
func eachCase(f *findings.Findings, of func(c *findings.Case) model.Pence) []any {
	var out []any
	for k := range f.Cases {
		out = append(out, of(&f.Cases[k]))
	}
	return out
}

// Costs is the cost plan of the whole, line by line.
func Costs(f *findings.Findings) Table {
	t := Table{ID: "costs", Title: "Cost plan, a year", Note: caseNote,
		Columns: append([]Column{{Name: "line"}}, append(caseColumns(Millions, "", None),
			Column{Name: "per covered patient", Kind: PerHead, Field: "{key} / areas[].patients_covered"})...)}
	add := func(name, field string, strong bool, of func(c *findings.Case) model.Pence) {
		cells := append([]any{name}, eachCase(f, of)...)
		central := cells[2].(model.Pence)
		cells[2] = Cell{Value: central, Kind: Millions, Field: field}
		var each any
		if f.Figures.Covered > 0 {
			each = float64(central) / float64(f.Figures.Covered)
		}
		t.Rows = append(t.Rows, Row{Key: field, Cells: append(cells, each), Strong: strong})
	}
	for _, cash := range []bool{true, false} {
		first := len(t.Rows)
		kind, word := "valued", "valued in all"
		if cash {
			kind, word = "cash", "cash in all"
		}
		for _, part := range model.AllParts() {
			if part.Cash() == cash && f.Figures.Counts(part) {
				add(report.PartName(part), "costs."+kind+"."+part.String(), false, func(c *findings.Case) model.Pence { return c.Accounts.Total[part] })
			}
		}
		add(word, "costs."+kind, true, func(c *findings.Case) model.Pence {
			if cash {
				return c.Cash
			}
			return c.Valued
		})
		t.Rows[len(t.Rows)-1].Adds = len(t.Rows) - 1 - first
	}
	if f.Figures.Priced != 0 {
		add("rules broken at a price", "costs.priced", false, func(c *findings.Case) model.Pence { return c.Accounts.Priced.Sum() })
	}
	add("all that is counted, at the scenario's weights", "costs.objective", true, func(c *findings.Case) model.Pence { return c.Accounts.Objective })
	return t
}

// AreaCosts is the cost plan of every area.
func AreaCosts(f *findings.Findings) Table {
	t := Table{ID: "area-costs", Title: "Cost plan by area, a year", Note: caseNote + " A site's costs go to the areas of its practices, by patients.",
		Columns: []Column{{Name: "area"}, {Name: "code"},
			{Name: "patients", Kind: Whole, Field: "areas[{key}].patients", Total: Sum},
			{Name: "cash, low", Kind: Millions, Field: fromLow, Total: Sum},
			{Name: "cash, central", Kind: Millions, Field: "areas[{key}].costs.cash", Total: Sum},
			{Name: "cash, high", Kind: Millions, Field: fromHigh, Total: Sum},
			{Name: "valued, low", Kind: Millions, Field: fromLow, Total: Sum},
			{Name: "valued, central", Kind: Millions, Field: "areas[{key}].costs.valued", Total: Sum},
			{Name: "valued, high", Kind: Millions, Field: fromHigh, Total: Sum},
			{Name: "cash per patient", Kind: PerHead, Field: "areas[{key}].costs.cash / .patients", Total: Ratio, Over: [2]string{"cash, central", "patients"}},
		}}
	for _, a := range report.AreasByName(f.In) {
		x := &f.Areas[a]
		cells := []any{x.Name, x.Code, int64(x.Costs.Patients)}
		cells = append(cells, eachCase(f, func(c *findings.Case) model.Pence { return c.Areas[a].Cash })...)
		cells = append(cells, eachCase(f, func(c *findings.Case) model.Pence { return c.Areas[a].Valued })...)
		var each any
		if x.Costs.Patients > 0 {
			each = float64(x.Cash) / float64(x.Costs.Patients)
		}
		t.Rows = append(t.Rows, Row{Key: x.Code, Cells: append(cells, each)})
	}
	return t
}

// Capital is what must be raised, once.
func Capital(f *findings.Findings) Table {
	t := Table{ID: "capital", Title: "Capital, once", Note: caseNote + " Whole sums, not annuities.",
		Columns: append([]Column{{Name: "line"}}, caseColumns(Millions, fromSites, Sum)...)}
	add := func(name string, of func(c *findings.Case) model.Pence) {
		t.Rows = append(t.Rows, Row{Key: name, Cells: append([]any{name}, eachCase(f, of)...)})
	}
	add("shared blocks", func(c *findings.Case) model.Pence { return c.Capital.Blocks })
	add("premises of practices that move", func(c *findings.Case) model.Pence { return c.Capital.Premises })
	add("transition", func(c *findings.Case) model.Pence { return c.Capital.Transition })
	return t
}

// AreaCapital is the capital of every area.
func AreaCapital(f *findings.Findings) Table {
	t := Table{ID: "area-capital", Title: "Capital by area, once", Note: "A block is charged where it stands, premises and transition to the area of the practice, as the rule budget does.",
		Columns: []Column{{Name: "area"}, {Name: "code"},
			{Name: "blocks", Kind: Millions, Field: fromSites, Total: Sum},
			{Name: "premises", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "transition", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "in all, low", Kind: Millions, Field: fromLow, Total: Sum},
			{Name: "in all, central", Kind: Millions, Field: fromSites, Total: Sum},
			{Name: "in all, high", Kind: Millions, Field: fromHigh, Total: Sum},
		}}
	for _, a := range report.AreasByName(f.In) {
		c := &f.Cases[1].AreaCapital[a]
		cells := []any{f.Areas[a].Name, f.Areas[a].Code, c.Blocks, c.Premises, c.Transition}
		cells = append(cells, eachCase(f, func(c *findings.Case) model.Pence { return c.AreaCapital[a].Sum() })...)
		t.Rows = append(t.Rows, Row{Key: f.Areas[a].Code, Cells: cells})
	}
	return t
}

// AreaRevenue is the revenue of every area.
func AreaRevenue(f *findings.Findings) Table {
	t := Table{ID: "area-revenue", Title: "Revenue by area, a year", Note: "A block is charged where it stands, as the rule budget does. Without annuities and outpatient care.",
		Columns: []Column{{Name: "area"}, {Name: "code"},
			{Name: "blocks, running", Kind: Millions, Field: fromSites, Total: Sum},
			{Name: "premises, less rent", Kind: Millions, Field: fromPlaces, Total: Sum},
			{Name: "network and governance", Kind: Millions, Field: "areas[{key}].costs.cash.overhead", Total: Sum},
			{Name: "staff economies", Kind: Millions, Field: "areas[{key}].costs.cash.staff", Total: Sum},
			{Name: "in all, low", Kind: Millions, Field: fromLow, Total: Sum},
			{Name: "in all, central", Kind: Millions, Field: fromSites, Total: Sum},
			{Name: "in all, high", Kind: Millions, Field: fromHigh, Total: Sum},
		}}
	for _, a := range report.AreasByName(f.In) {
		r := &f.Cases[1].AreaRevenue[a]
		cells := []any{f.Areas[a].Name, f.Areas[a].Code, r.Blocks, r.Premises, r.Overhead, r.Staff}
		cells = append(cells, eachCase(f, func(c *findings.Case) model.Pence { return c.AreaRevenue[a].Sum() })...)
		t.Rows = append(t.Rows, Row{Key: f.Areas[a].Code, Cells: cells})
	}
	return t
}

// Revenue is what revenue budgets pay.
func Revenue(f *findings.Findings) Table {
	t := Table{ID: "revenue", Title: "Revenue, a year", Note: caseNote + " Without annuities and outpatient care, as the rule budget counts.",
		Columns: append([]Column{{Name: "line"}}, caseColumns(Millions, "", Sum)...)}
	add := func(name, field string, of func(c *findings.Case) model.Pence) {
		cells := append([]any{name}, eachCase(f, of)...)
		cells[2] = Cell{Value: cells[2], Kind: Millions, Field: field}
		t.Rows = append(t.Rows, Row{Key: name, Cells: cells})
	}
	add("shared blocks, running", "costs.cash.block_running", func(c *findings.Case) model.Pence { return c.Revenue.Blocks })
	add("premises running, less rent released", fromPlaces, func(c *findings.Case) model.Pence { return c.Revenue.Premises })
	add("network and governance", "costs.cash.overhead", func(c *findings.Case) model.Pence { return c.Revenue.Overhead })
	add("staff economies", "costs.cash.staff", func(c *findings.Case) model.Pence { return c.Revenue.Staff })
	return t
}

// Ranges are the uncertain figures, with what each does alone; the heaviest first.
func Ranges(f *findings.Findings) Table {
	t := Table{ID: "ranges", Title: "Figures that are not known well", Note: "What the plan would cost a year, cash and valued, against what it does, with one figure alone at either end. Figures that are apart stay as they are in low and high: how far the plan is to go, and by which means people travel.",
		Columns: []Column{{Name: "figure"}, {Name: "unit"},
			{Name: "from", Kind: Fine, Field: "model.md §11"}, {Name: "used", Kind: Fine, Field: "{key}"}, {Name: "to", Kind: Fine, Field: "model.md §11"},
			{Name: "change at from", Kind: Millions, Field: "the plan's places at that figure"},
			{Name: "change at to", Kind: Millions, Field: "the plan's places at that figure"},
			{Name: "apart"}, {Name: "basis"}}}
	list := slices.Clone(f.Ranges)
	slices.SortStableFunc(list, func(a, b findings.Range) int { return cmp.Compare(b.Swing(), a.Swing()) })
	now := f.Figures.Cash + f.Figures.Valued
	for i := range list {
		r := &list[i]
		apart := ""
		if r.Apart {
			apart = "apart"
		}
		t.Rows = append(t.Rows, Row{Key: r.Field, Cells: []any{r.Name, r.Unit, r.From, r.Central, r.To, r.CashFrom + r.ValuedFrom - now, r.CashTo + r.ValuedTo - now, apart, r.Basis}})
	}
	return t
}

// Bridge leads from what the plan saves to the claimed £1.4bn.
func Bridge(f *findings.Findings) Table {
	t := Table{ID: "bridge", Title: "From the plan to the claimed £1.4bn a year", Note: "Savings are positive, costs negative. " + caseNote,
		Columns: append([]Column{{Name: "step"}}, caseColumns(Millions, "", None)...)}
	for _, b := range f.Bridge() {
		field := cmp.Or(b.Field, fromPlaces)
		adds := 0
		switch {
		case b.Total && b.Name == findings.Claimed:
			adds = 2 // what is saved, and what nobody has explained
		case b.Total:
			adds = len(t.Rows)
		}
		t.Rows = append(t.Rows, Row{Key: b.Name, Strong: b.Total, Adds: adds, Cells: []any{b.Name, b.Saving[0], Cell{Value: b.Saving[1], Kind: Millions, Field: field}, b.Saving[2]}})
	}
	return t
}

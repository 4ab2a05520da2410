package tables

import (
	"cmp"
	"fmt"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
)

// distanceEnds are the upper ends of the classes of distance, in metres.
var distanceEnds = []int64{0, 500, 1_000, 2_000, 3_000, 5_000}

// Distances is how far practices are from their polyclinic, in a straight line.
func Distances(f *findings.Findings) Table {
	t := Table{ID: "distances", Title: "From practice to polyclinic", Note: "Straight line, in patients.", Columns: []Column{{Name: "distance", Unit: "km"}}}
	for _, m := range f.In.Models() {
		t.Columns = append(t.Columns, Column{Name: m.Name, Unit: "patients", Kind: Whole, Field: "practices[model=" + m.Code + "] and the instance", Total: Sum})
	}
	patients := make([][]int64, len(distanceEnds)+1)
	for i := range patients {
		patients[i] = make([]int64, len(f.In.Models()))
	}
	for i := range f.Practices {
		p := &f.Practices[i]
		if m, ok := f.In.ModelIndex(p.Model); ok && p.OpenSite >= 0 {
			class, _ := slices.BinarySearch(distanceEnds, p.Metres)
			patients[class][m] += int64(p.List)
		}
	}
	for class := range patients {
		name := "in the building"
		switch {
		case class == len(distanceEnds):
			name = fmt.Sprintf("over %g", float64(distanceEnds[class-1])/1000)
		case class > 0:
			name = fmt.Sprintf("up to %g", float64(distanceEnds[class])/1000)
		}
		cells := []any{name}
		for _, n := range patients[class] {
			cells = append(cells, n)
		}
		t.Rows = append(t.Rows, Row{Key: name, Cells: cells})
	}
	return t
}

// Growth is what growing lists break.
func Growth(f *findings.Findings) Table {
	t := Table{ID: "growth", Title: "What growth of lists would break", Note: "All lists growing 1.2 % a year, as London did in 2006–11 (ONS). A site that needs the next size can still hold its practices; one that is too small cannot at any size.",
		Columns: []Column{{Name: "in", Unit: "years", Kind: Whole, Field: "years ahead"}, {Name: "lists grow by", Kind: Share, Field: "1.2 % a year"},
			{Name: "sites that need the next size", Kind: Whole, Field: fromSites},
			{Name: "sites too small at any size", Kind: Whole, Field: fromSites},
			{Name: "patients too many there", Kind: Whole, Field: fromSites}}}
	for i := range f.Growth {
		g := &f.Growth[i]
		t.Rows = append(t.Rows, Row{Key: fmt.Sprint(g.Years), Cells: []any{int64(g.Years), g.Share, int64(g.Larger), int64(g.Broken), g.BrokenOver}})
	}
	return t
}

// Sites is every open site, the fullest first in each area.
func Sites(f *findings.Findings) Table {
	t := Table{ID: "sites", Title: "Every site", Note: "Room to grow: by how much all lists can grow until the site needs a larger size, and until no size is large enough.",
		Columns: []Column{{Name: "site"}, {Name: "name"}, {Name: "area", Field: "sites[{key}].area"}, {Name: "kind", Field: "sites.csv"},
			{Name: "model", Field: "sites[{key}].model"}, {Name: "size", Field: "sites[{key}].tier"},
			{Name: "practices", Kind: Whole, Field: "sites[{key}].practices", Total: Sum},
			{Name: "patients", Kind: Whole, Field: "sites[{key}].patients", Total: Sum},
			{Name: "full", Kind: Share, Field: "sites[{key}].patients / scenario.tiers"},
			{Name: "room at this size", Kind: Share, Field: "sites[{key}].patients / scenario.tiers"},
			{Name: "at any size", Kind: Share, Field: "sites[{key}].patients / scenario.tiers"},
			{Name: "mean distance", Unit: "km", Kind: Decimal, Field: fromSites},
			{Name: "furthest", Unit: "km", Kind: Decimal, Field: fromSites},
			{Name: "capital", Unit: "£, once", Kind: Pounds, Field: "scenario.tiers", Total: Sum},
			{Name: "block, capital", Unit: "£ a year", Kind: Pounds, Field: "sites[{key}].cost.block_capital", Total: Sum, Long: true},
			{Name: "block, running", Unit: "£ a year", Kind: Pounds, Field: "sites[{key}].cost.block_running", Total: Sum, Long: true},
			{Name: "lat", Kind: Fine, Field: "sites.csv", Long: true}, {Name: "lon", Kind: Fine, Field: "sites.csv", Long: true}}}
	order := make([]*findings.Site, len(f.Sites))
	for i := range f.Sites {
		order[i] = &f.Sites[i]
	}
	areaOf := func(s *findings.Site) string {
		if a, ok := f.In.AreaIndex(s.Area); ok {
			return f.In.Data.Areas[a].Name
		}
		return ""
	}
	slices.SortStableFunc(order, func(a, b *findings.Site) int {
		return cmp.Or(cmp.Compare(areaOf(a), areaOf(b)), cmp.Compare(b.Fill(), a.Fill()))
	})
	for _, s := range order {
		t.Rows = append(t.Rows, Row{Key: s.Code, Cells: []any{s.Code, s.Name, s.Area, KindName(s.Kind), report.ModelName(s.Model), s.Tier, int64(s.Practices), int64(s.Patients), s.Fill(),
			s.TierGrowth(), s.SiteGrowth(), s.MeanMetres / 1000, float64(s.FurthestMetre) / 1000, s.Capital,
			s.Cost[model.BlockCapital], s.Cost[model.BlockRunning], s.Lat, s.Lon}})
	}
	return t
}

// Practices is every practice; for files.
func Practices(f *findings.Findings) Table {
	t := Table{ID: "practices", Title: "Every practice", Long: true,
		Columns: []Column{{Name: "practice"}, {Name: "name"}, {Name: "area"},
			{Name: "patients", Kind: Whole, Field: "practices.csv", Total: Sum},
			{Name: "site", Field: "practices[{key}].site"}, {Name: "model", Field: "practices[{key}].model"}, {Name: "moves", Field: "practices[{key}].moves"},
			{Name: "distance", Unit: "km", Kind: Fine, Field: fromPlaces},
			{Name: "extra GP travel", Unit: "min a year", Kind: Whole, Field: "practices[{key}].extra_gp_minutes", Total: Sum},
			{Name: "extra GP trip", Unit: "min one way", Kind: Fine, Field: "practices[{key}].extra_gp_minutes"},
			{Name: "beyond the hard limit", Kind: Share, Field: "practices[{key}].beyond_hard_limit"}}}
	var parts []model.Part
	for _, part := range model.AllParts() {
		if !part.OfSite() {
			parts = append(parts, part)
			t.Columns = append(t.Columns, Column{Name: report.PartName(part), Unit: "£ a year", Kind: Pounds, Field: "practices[{key}].cost." + part.String(), Total: Sum})
		}
	}
	for i := range f.Practices {
		p := &f.Practices[i]
		moves := "no"
		if p.Moves {
			moves = "yes"
		}
		cells := []any{p.Code, p.Name, p.Area, int64(p.List), p.Site, report.ModelName(p.Model), moves, float64(p.Metres) / 1000, p.ExtraMinutes, p.ExtraTrip, p.Beyond}
		for _, part := range parts {
			cells = append(cells, f.Figures.Accounts.Practices[i][part])
		}
		t.Rows = append(t.Rows, Row{Key: p.Code, Cells: cells})
	}
	return t
}

// KindName is a kind of site in words.
func KindName(kind string) string {
	switch kind {
	case "hospital":
		return "acute hospital"
	case "polyclinic":
		return "polyclinic, built"
	}
	out := []byte(kind)
	for i := range out {
		if out[i] == '_' {
			out[i] = ' '
		}
	}
	return string(out)
}

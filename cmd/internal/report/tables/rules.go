package tables

import (
	"fmt"
	"math"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/model"
	"polyclinic/model/scenario"
)

var ruleWords = map[string]string{
	"once":        "every practice in one place, every site one model",
	"size":        "patients and practices within each site's size",
	"reach":       "furthest from practice to site",
	"travel-cap":  "patients beyond the limit to the GP, more than today, worst practice",
	"hub-cap":     "patients beyond the limit to the hub, worst practice",
	"host":        "practices in the building that do not join",
	"gps":         "GPs at a site, the worst",
	"range":       "sites of every model",
	"coverage":    "in a polyclinic",
	"area-choice": "what the areas permit",
	"boundary":    "practices outside their area's sites",
	"budget":      "budget",
	"travel-mean": "mean extra travel",
	"equity":      "extra travel, most deprived fifth less all",
	"continuity":  "patients whose practice moves or merges",
	"outpatients": "outpatient care that moves",
	"staff":       "staff who change workplace",
	"locks":       "locks",
	"willing":     "unwilling practices moved or merged",
	"stability":   "practices that differ from the reference plan",
}

// Rules is every active rule with its slack, capital-wide ones first.
func Rules(f *findings.Findings) Table {
	t := Table{ID: "rules", Title: "Rules and how much room is left", Note: "A rule binds where another limit would likely change the plan. Hard rules may not be broken; a priced rule is broken at its price.",
		Columns: []Column{{Name: "rule"}, {Name: "what it counts"}, {Name: "area"}, {Name: "state"}, {Name: "binds", Field: "rules[{key}].slack"},
			{Name: "value", Kind: Decimal, Field: "rules[{key}].value"}, {Name: "limit", Kind: Decimal, Field: "rules[{key}].limit"},
			{Name: "slack", Kind: Decimal, Field: "rules[{key}].slack"}, {Name: "broken by", Kind: Decimal, Field: "rules[{key}].violation"},
			{Name: "unit"}, {Name: "worst"}}}
	seen := map[string]int{}
	for _, capital := range []bool{true, false} {
		for i := range f.Document.Rules {
			r := &f.Document.Rules[i]
			if (r.Area == nil) == capital {
				row := ruleRow(f.In, r)
				if seen[row.Key]++; seen[row.Key] > 1 {
					row.Key += fmt.Sprintf(",row=%d", seen[row.Key])
				}
				t.Rows = append(t.Rows, row)
			}
		}
	}
	return t
}

func ruleRow(in *model.Instance, r *model.RuleRow) Row {
	area, worst := "", r.Practice
	if r.Area != nil {
		area = *r.Area
		if a, ok := in.AreaIndex(area); ok {
			area = in.Data.Areas[a].Name
		}
	}
	if r.Site != "" {
		if worst != "" {
			worst += " to "
		}
		worst += r.Site
	}
	unit, money := strings.CutPrefix(report.UnitName(r.Unit), "pence ")
	if money {
		unit = "£ " + unit
	}
	cell := func(d model.Decimal) any {
		if money {
			return Cell{Value: model.Pence(math.Round(float64(d))), Kind: Pounds, Unit: unit}
		}
		if x := float64(d); x == float64(int64(x)) {
			return Cell{Value: int64(x), Kind: Whole, Unit: r.Unit}
		}
		return Cell{Value: float64(d), Kind: Decimal, Unit: r.Unit}
	}
	binds := ""
	switch {
	case r.Violation > 0:
		binds = "broken"
	case report.Binds(r):
		binds = "binds"
	}
	key := "id=" + r.ID + ",unit=" + r.Unit
	if r.Area != nil {
		key += ",area=" + *r.Area
	}
	return Row{Key: key, Cells: []any{r.ID, ruleWords[r.ID], area, string(r.State), binds, cell(r.Value), cell(r.Limit), cell(r.Slack), cell(r.Violation), unit, worst}}
}

// Changes is how the plan's scenario differs from the defaults.
func Changes(f *findings.Findings) Table {
	t := Table{ID: "scenario", Title: "How the scenario differs from the defaults",
		Columns: []Column{{Name: "what"}, {Name: "default", Field: "the defaults"}, {Name: "in this plan", Field: "scenario.{key}"}}}
	for _, c := range scenario.Fold(f.Changes) {
		t.Rows = append(t.Rows, Row{Key: c.Path, Cells: []any{wordsOf(c), orNothing(c.From), orNothing(c.To)}})
	}
	return t
}

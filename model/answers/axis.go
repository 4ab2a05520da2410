package answers

import (
	"fmt"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// Axis is one of the sums that a frontier trades against each other. Values are
// whole numbers, as the row counts; Figure turns them into the unit.
type Axis struct {
	Name  string
	Unit  string // of Figure
	About string // what is counted
	More  bool   // more is better
	// Binds is how its limits bind: the settings of a rule, or "" for a row of
	// its own, where the scenario has another use for the rule.
	Binds string

	weight   string // of the objective that prices it: 0 where cost is an axis too
	rule     string
	rowUnit  string // of the rule's capital-wide row
	limitKey string
	besides  []string // settings without which the rule would bind more than this

	row   facility.Row // nobody's limit: the sum alone
	scale float64      // of values per unit
}

// CostAxis is the objective, in pence a year, without what the other axes price.
const CostAxis = "cost"

// Axes are all that a frontier can trade, in the order of the help.
func Axes() []Axis {
	return []Axis{
		{Name: CostAxis, Unit: "£ a year", About: "the objective, without what the weights of the other axes price"},
		{Name: "travel", Unit: "min a year per patient", About: "mean extra minutes of trips to the GP and to outpatients together (rule travel-mean, net)",
			weight: "travel", rule: "travel-mean", rowUnit: "patient-minutes", limitKey: "limit", besides: []string{"net=true", "area_limit="}},
		{Name: "continuity", Unit: "share of patients", About: "patients whose practice merges (rule continuity, merged_share)",
			weight: "continuity", rule: "continuity", rowUnit: "patients merged", limitKey: "merged_share",
			besides: []string{"moved_share=", "area_merged_share=", "area_moved_share="}},
		{Name: "moved", Unit: "share of patients", About: "patients whose practice moves (rule continuity, moved_share)",
			weight: "continuity", rule: "continuity", rowUnit: "patients moved", limitKey: "moved_share",
			besides: []string{"merged_share=", "area_merged_share=", "area_moved_share="}},
		{Name: "sites", Unit: "sites", About: "sites that open, of all models (a row of its own)"},
		{Name: "capital", Unit: "£", About: "whole sums of capital: blocks, premises, transition (rule budget, capital)",
			rule: "budget", rowUnit: "pence of capital", limitKey: "capital", besides: []string{"revenue="}},
		{Name: "outpatients", Unit: "share of attendances", About: "outpatient attendances that move out of hospitals (rule outpatients, target)", More: true,
			rule: "outpatients", rowUnit: "attendances", limitKey: "target", besides: []string{"trust_cap="}},
	}
}

// AxisNames are what a frontier can trade.
func AxisNames() []string {
	var out []string
	for _, a := range Axes() {
		out = append(out, a.Name)
	}
	return out
}

// Figure is a value in the axis's unit.
func (a *Axis) Figure(value int64) float64 { return float64(value) / a.scale }

// axesOf finds the axes and their rows over the plans of base.
func axesOf(names []string, base *model.Instance, m *plan.Map, compile Compile) ([]Axis, error) {
	var out []Axis
	for _, name := range names {
		found := false
		for _, a := range Axes() {
			if a.Name != name {
				continue
			}
			found = true
			if err := a.measure(base, m, compile); err != nil {
				return nil, err
			}
			out = append(out, a)
		}
		if !found {
			return nil, fmt.Errorf("answers: there is no axis %q", name)
		}
	}
	return out, nil
}

// measure finds the axis's row, and how a limit of it can bind.
func (a *Axis) measure(base *model.Instance, m *plan.Map, compile Compile) error {
	switch a.Name {
	case CostAxis:
		a.scale = model.PencePerPound
		return nil
	case "sites":
		a.scale = 1
		for k := range m.Problem.Steps {
			a.row.Steps = append(a.row.Steps, facility.Term{Index: int32(k), Coef: 1})
		}
		a.row.Name = "frontier:sites"
		return nil
	}
	if a.mayBind(base) {
		a.Binds = "rules." + a.rule + "." + a.limitKey
	}
	return a.rowOfRule(base, m, compile)
}

// mayBind says whether the rule is the axis's to use: off, and without limits of
// areas that would bind with it.
func (a *Axis) mayBind(base *model.Instance) bool {
	if stateOf(&base.Scenario, a.rule) != model.Off {
		return false
	}
	if a.rule == "budget" {
		for i := range base.Areas {
			if base.Areas[i].Capital != nil || base.Areas[i].Revenue != nil {
				return false
			}
		}
	}
	return true
}

// settings are those that make the rule bind at a limit and nowhere else.
func (a *Axis) settings(limit string) []string {
	out := []string{"rules." + a.rule + ".state=hard", "rules." + a.rule + "." + a.limitKey + "=" + limit}
	for _, s := range a.besides {
		out = append(out, "rules."+a.rule+"."+s)
	}
	return out
}

// rowOfRule takes the row from an instance in which a limit binds that nobody can
// keep, so that the row is there for certain.
func (a *Axis) rowOfRule(base *model.Instance, m *plan.Map, compile Compile) error {
	limit := "0"
	switch a.rule {
	case "travel-mean":
		limit = "-1000000"
	case "outpatients":
		limit = "1"
	}
	in, err := compile(base.Scenario, a.settings(limit)...)
	if err != nil {
		return err
	}
	problem, other := plan.Formulate(in)
	if problem.NumArcs() != m.Problem.NumArcs() || len(problem.Steps) != len(m.Problem.Steps) {
		return fmt.Errorf("answers: the rule %s changes who may go where", a.rule)
	}
	a.row.Name = "frontier:" + a.Name
	for r := range problem.Rows {
		row := other.Row(int32(r))
		if row.ID != a.rule || row.Area >= 0 || row.Unit != a.rowUnit {
			continue
		}
		a.row.Arcs, a.row.Steps, a.row.Outs = problem.Rows[r].Arcs, problem.Rows[r].Steps, problem.Rows[r].Outs
		a.scale = a.valuesPerUnit(in, row)
		return nil
	}
	a.scale = 1 // no plan has any of it
	return nil
}

// valuesPerUnit is how many of the row's units are one of the axis's.
func (a *Axis) valuesPerUnit(in *model.Instance, row *model.Row) float64 {
	switch a.rule {
	case "budget":
		return model.PencePerPound
	case "outpatients":
		return float64(row.Scale) * in.Scenario.Costs.OutpatientAttendances * float64(in.Total)
	}
	return float64(in.Total)
}

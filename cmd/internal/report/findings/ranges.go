package findings

import (
	"maps"
	"slices"

	"polyclinic/model"
)

// Range is a figure that is not known well: what the plan was made with, and the
// ends between which it lies (model.md §11). A figure of the scenario that lies
// outside keeps its own value at that end. The sites of tiers.csv keep theirs.
type Range struct {
	Name, Unit string
	Field      string // in plan.json
	Central    float64
	From, To   float64
	Basis      string
	Apart      bool // no part of the cases low and high: how far the plan is to go, or by which means people go

	// What the plan costs a year, cash and valued, with this figure alone at either
	// end.
	CashFrom, CashTo     model.Pence
	ValuedFrom, ValuedTo model.Pence

	set func(s *model.Scenario, x float64)
}

// Swing is how much the plan's cost differs between the ends, cash and valued.
func (r *Range) Swing() model.Pence {
	swing := r.CashTo + r.ValuedTo - r.CashFrom - r.ValuedFrom
	return max(swing, -swing)
}

type figureOf struct {
	name, unit, key string
	from, to        float64
	at              func(c *model.Costs) *float64
	apart           bool
	basis           string
}

var figures = []figureOf{
	{"outpatients shifted to polyclinics", "share", "outpatient_share", 0.10, 0.55, func(c *model.Costs) *float64 { return &c.OutpatientShare }, true, "briefings of 2008: 40–50 %; little was reached"},
	{"outpatient attendances", "per patient and year", "outpatient_attendances", 0.9, 1.4, func(c *model.Costs) *float64 { return &c.OutpatientAttendances }, false, "Hospital Episode Statistics 2007–08"},
	{"hospital cost that falls when care moves", "share of the tariff", "release", 0, 1, func(c *model.Costs) *float64 { return &c.Release }, false, "2010: savings “additive, not cash-releasing”"},
	{"life of capital", "years", "life", 30, 60, func(c *model.Costs) *float64 { return &c.Life }, false, "Green Book"},
	{"rent released", "£ per patient and year", "rent", 8, 14, func(c *model.Costs) *float64 { return &c.Rent }, false, "NAO and PAC 2006"},
	{"transition", "£ per patient moved, once", "transition", 3, 15, func(c *model.Costs) *float64 { return &c.Transition }, false, "judgement"},
	{"surgery visits", "per patient and year", "surgery_visits", 4, 5, func(c *model.Costs) *float64 { return &c.SurgeryVisits }, false, "QResearch 2008"},
	{"value of time", "£ per weighted hour", "value_of_time", 4.5, 10, func(c *model.Costs) *float64 { return &c.ValueOfTime }, false, "WebTAG 2008"},
	{"weight of waiting for the bus", "times", "bus_wait_weight", 1, 2.5, func(c *model.Costs) *float64 { return &c.BusWaitWeight }, true, "WebTAG"},
	{"weighted minutes added to a car trip", "minutes", "car_added", 0, 8, func(c *model.Costs) *float64 { return &c.CarAdded }, true, "National Travel Survey: most trips under a mile are walked"},
}

// ranges are the figures of a scenario with their ends.
func ranges(s *model.Scenario) []Range {
	out := []Range{
		{Name: "capital, per m² and per block", Unit: "times", Field: "scenario.costs.kinds, scenario.tiers", Central: 1, From: 0.5, To: 1.5, Basis: "Loxford 2008–09, LIFT rents; ± 50 %", set: scaleCapital},
		{Name: "running costs of blocks and space", Unit: "times", Field: "scenario.tiers, scenario.costs.space_running", Central: 1, From: 0.5, To: 1.5, Basis: "judgement; ± 50 %", set: scaleRunning},
	}
	for _, x := range figures {
		out = append(out, Range{Name: x.name, Unit: x.unit, Field: "scenario.costs." + x.key, Central: *x.at(&s.Costs), From: x.from, To: x.to, Basis: x.basis,
			Apart: x.apart, set: func(s *model.Scenario, value float64) { *x.at(&s.Costs) = value }})
	}
	out = append(out, Range{Name: "continuity of care", Unit: "times", Field: "scenario.costs.continuity", Central: 1, From: 0.3, To: 5,
		Basis: "Cheraghi-Sohi 2008, Barker 2017", set: scaleContinuity})
	for _, m := range s.Models {
		code := m.Code
		if x := s.Costs.Overhead[code]; x > 0 {
			out = append(out, Range{Name: "network and governance, " + m.Name, Unit: "£ per patient and year", Field: "scenario.costs.overhead." + code,
				Central: x, From: max(0, x-1), To: x + 1, Basis: "weak", set: func(s *model.Scenario, v float64) { s.Costs.Overhead[code] = v }})
		}
		if x := s.Costs.Staff[code]; x > 0 {
			out = append(out, Range{Name: "staff economies, " + m.Name, Unit: "£ per patient and year", Field: "scenario.costs.staff." + code,
				Central: x, From: 0, To: 5, Basis: "weak", set: func(s *model.Scenario, v float64) { s.Costs.Staff[code] = v }})
		}
	}
	for i := range out {
		out[i].From, out[i].To = min(out[i].From, out[i].Central), max(out[i].To, out[i].Central)
	}
	return out
}

func scaleCapital(s *model.Scenario, x float64) {
	for _, kind := range slices.Sorted(maps.Keys(s.Costs.Kinds)) {
		k := s.Costs.Kinds[kind]
		s.Costs.Kinds[kind] = model.KindCost{Block: k.Block * x, Space: k.Space * x}
	}
	for i := range s.Tiers {
		if c := s.Tiers[i].Capital; c != nil {
			scaled := *c * x
			s.Tiers[i].Capital = &scaled
		}
	}
}

func scaleRunning(s *model.Scenario, x float64) {
	s.Costs.SpaceRunning *= x
	for i := range s.Tiers {
		s.Tiers[i].Running *= x
	}
}

func scaleContinuity(s *model.Scenario, x float64) {
	for _, code := range slices.Sorted(maps.Keys(s.Costs.Continuity)) {
		s.Costs.Continuity[code] *= x
	}
}

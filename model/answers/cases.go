package answers

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"polyclinic/model"
)

// The built-in cases of uncertain costs.
const (
	LowCase     = "low"
	CentralCase = "central"
	HighCase    = "high"
)

// The ends of the ranges of model.md §11.
const (
	capitalRange    = 0.5  // ± of block and space rates and running costs
	overheadRange   = 1.0  // ± pounds a patient
	continuityLow   = 0.3  // × pounds a patient
	continuityHigh  = 5.0  //
	staffLow        = 0.0  // pounds a patient saved, of models that move
	staffHigh       = 5.0  //
	transitionLow   = 3.0  // pounds a patient moved
	transitionHigh  = 15.0 //
	rentLow         = 8.0  // pounds a patient released
	rentHigh        = 14.0 //
	timeLow         = 4.5  // pounds an hour
	timeHigh        = 10.0 //
	lifeLow         = 30.0 // years
	lifeHigh        = 60.0 //
	visitsLow       = 4.0  // surgery visits a patient and year
	visitsHigh      = 5.0  //
	attendancesLow  = 0.9  // outpatient attendances, the same
	attendancesHigh = 1.4  //
)

// CostCases are the settings of the built-in cases over a scenario, by name. Low
// takes every figure of model.md §11 at the end where a polyclinic costs less,
// high at the end where it costs more; central changes nothing. Figures that say
// who may go where, or how far the plan is to go, stay as they are
// (READINGS.md).
func CostCases(s *model.Scenario) map[string][]string {
	return map[string][]string{LowCase: caseAt(s, true), CentralCase: nil, HighCase: caseAt(s, false)}
}

func caseAt(s *model.Scenario, low bool) []string {
	c := &s.Costs
	var out []string
	set := func(path string, value float64) {
		const micro = 1e6 // a scenario's decimals are taken as they are written
		out = append(out, path+"="+strconv.FormatFloat(math.Round(value*micro)/micro, 'f', -1, 64))
	}
	pick := func(cheap, dear float64) float64 {
		if low {
			return cheap
		}
		return dear
	}
	set("costs.surgery_visits", pick(visitsLow, visitsHigh))
	set("costs.outpatient_attendances", pick(attendancesLow, attendancesHigh))
	set("costs.value_of_time", pick(timeLow, timeHigh))
	set("costs.release", pick(1, 0))
	set("costs.rent", pick(rentHigh, rentLow))
	set("costs.transition", pick(transitionLow, transitionHigh))
	set("costs.life", pick(lifeHigh, lifeLow))
	factor := pick(1-capitalRange, 1+capitalRange)
	set("costs.space_running", factor*c.SpaceRunning)
	for i := range s.Models {
		code := s.Models[i].Code
		set("costs.continuity."+code, c.Continuity[code]*pick(continuityLow, continuityHigh))
		set("costs.overhead."+code, max(0, c.Overhead[code]-pick(overheadRange, -overheadRange)))
		if s.Models[i].Moves != "none" {
			set("costs.staff."+code, pick(staffHigh, staffLow))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(c.Kinds)) {
		set("costs.kinds."+kind+".block", factor*c.Kinds[kind].Block)
		set("costs.kinds."+kind+".space", factor*c.Kinds[kind].Space)
	}
	for i := range s.Tiers {
		t := &s.Tiers[i]
		path := fmt.Sprintf("tiers.%s.%s.%s.", t.Kind, t.Model, t.Tier)
		set(path+"running", factor*t.Running)
		if t.Capital != nil {
			set(path+"capital", factor**t.Capital)
		}
	}
	return out
}

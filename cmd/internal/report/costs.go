package report

import (
	"fmt"

	"polyclinic/model"
)

var partWords = map[model.Part]string{
	model.BlockCapital:     "shared blocks, capital",
	model.BlockRunning:     "shared blocks, running",
	model.Premises:         "premises of practices that move, less rent",
	model.Transition:       "transition",
	model.Overhead:         "network and governance",
	model.Staff:            "staff economies",
	model.Outpatients:      "outpatient clinics, less cost released",
	model.GPTravel:         "travel to the GP",
	model.OutpatientTravel: "travel to outpatients",
	model.Continuity:       "continuity",
	model.Acceptability:    "acceptability",
}

// costs prints what a year costs, cash and valued apart.
func (s *Summary) costs(p *printer) {
	p.section("Cost a year")
	covered := int64(0)
	for _, a := range s.Accounts.Areas {
		covered += int64(a.Covered)
	}
	each := func(sum model.Pence) string {
		if covered == 0 {
			return "-"
		}
		return PoundsPence(float64(sum) / float64(covered))
	}
	g := newGrid(1, "", "£m", "£ per covered patient")
	total := &s.Accounts.Total
	list := func(title string, cash bool) {
		g.row(title, Millions(s.counted(total, cash)), each(s.counted(total, cash)))
		for _, part := range model.AllParts() {
			if part.Cash() == cash && total[part] != 0 && s.In.Scenario.Weights.Of(part) != 0 {
				g.row("  "+s.partTitle(part), Millions(total[part]), each(total[part]))
			}
		}
	}
	list("cash", true)
	list("valued", false)
	if priced := s.Accounts.Priced.Sum(); priced != 0 {
		g.row("rules broken at a price", Millions(priced), each(priced))
	}
	g.row("objective", Millions(s.Accounts.Objective), each(s.Accounts.Objective))
	for _, part := range model.AllParts() {
		if total[part] != 0 && s.In.Scenario.Weights.Of(part) == 0 {
			g.row("not counted (weight 0): "+partWords[part], Millions(total[part]), each(total[part]))
		}
	}
	p.text(g.String())
}

// counted is the sum of the cash or of the valued parts that have a weight.
func (s *Summary) counted(parts *model.Parts, cash bool) model.Pence {
	sum := model.Pence(0)
	for _, part := range model.AllParts() {
		if part.Cash() == cash && s.In.Scenario.Weights.Of(part) != 0 {
			sum += parts[part]
		}
	}
	return sum
}

// partTitle is a part with its weight where that is not one.
func (s *Summary) partTitle(part model.Part) string {
	if w := s.In.Scenario.Weights.Of(part); w != 1 {
		return fmt.Sprintf("%s (counts × %g)", partWords[part], w)
	}
	return partWords[part]
}

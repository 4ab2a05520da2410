package answers

import (
	"fmt"

	"polyclinic/model"
	"polyclinic/model/scenario"
)

// Comparison sets plans of one instance side by side; the first is what the
// others are compared with. Every slice is [plan].
type Comparison struct {
	Plans   []*Solved
	Figures []*Figures
	Changes [][]scenario.Change // of the scenario, against the first
	Differs []*Difference       // of the plan, against the first
	Shared  []*Shared           // priced alike
}

// Shared is a plan under the first plan's scenario, so that plans made under
// different costs can be compared like with like.
type Shared struct {
	Objective  model.Pence
	Violations []model.Violation // of the first's hard rules
}

// Compare compares plans of the same practices and sites.
func Compare(plans []*Solved) (*Comparison, error) {
	c := &Comparison{Plans: plans}
	first := plans[0]
	for _, p := range plans {
		if p.In.SHA256 != first.In.SHA256 {
			return nil, fmt.Errorf("answers: the plans are for different instances")
		}
		changes, err := scenario.Diff(first.In.Scenario, p.In.Scenario)
		if err != nil {
			return nil, err
		}
		c.Figures = append(c.Figures, FiguresOf(p.In, p.Plan))
		c.Changes = append(c.Changes, changes)
		c.Differs = append(c.Differs, Between(first.In, first.Plan, p.In, p.Plan))
		c.Shared = append(c.Shared, under(first.In, p))
	}
	return c, nil
}

// under prices a plan under another scenario; nil where that does not know the
// plan's models or tiers.
func under(in *model.Instance, p *Solved) *Shared {
	same, complete := moved(p, in)
	if !complete {
		return nil
	}
	return &Shared{Objective: model.Cost(in, same).Objective, Violations: model.Check(in, same).Violations}
}

package main

import (
	"path"

	"polyclinic/model"
	"polyclinic/model/answers"
)

const uncertainPlans = "plans"

// uncertainAsked is question.json: what the searches of a folder were made for.
type uncertainAsked struct {
	Version      string         `json:"version"`
	Instance     string         `json:"instance"`
	Cases        []caseAsked    `json:"cases"`
	Alternatives int            `json:"alternatives"`
	Options      map[string]any `json:"options"`
	Scenario     model.Scenario `json:"scenario"` // without a case
}

type caseAsked struct {
	Name     string         `json:"name"`
	Weight   int64          `json:"weight"`
	Scenario model.Scenario `json:"scenario"`
}

// searches is the folder of the question; one that is another's is an error. Plans
// are written under the scenario without a case, where they keep its rules.
func (c *uncertainCommand) searches(base *model.Instance, cases []answers.Case) (*searchFolder, error) {
	asked := uncertainAsked{Version: version(), Instance: base.SHA256, Alternatives: c.alternatives, Options: c.lasting(), Scenario: base.Scenario}
	for k := range cases {
		asked.Cases = append(asked.Cases, caseAsked{cases[k].Name, cases[k].Weight, cases[k].In.Scenario})
	}
	_, err := isFree(c.out, asked)
	return &searchFolder{
		dir: c.out, asked: asked, flags: &c.solveFlags,
		places: func(name string) []string { return []string{path.Join(uncertainPlans, name)} },
		choose: func(name string, _ *answers.Kept) string { return path.Join(uncertainPlans, name) },
		under: func(in *model.Instance, k *answers.Kept) (*model.Instance, *model.Pence) {
			own := k.Plan.Clone()
			own.Settle(base)
			if !model.Check(base, own).Feasible() {
				return in, nil
			}
			return base, nil
		},
	}, err
}

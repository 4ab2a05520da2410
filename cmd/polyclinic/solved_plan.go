package main

import (
	"fmt"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// solvedPlan is a plan.json with the instance it is for.
type solvedPlan struct {
	*answers.Solved
	document *model.Document
	data     *model.Data
	dir      string
}

// openSolved reads a plan, compiles its instance under the plan's own scenario
// and holds the plan to both.
func openSolved(path, instance string) (*solvedPlan, error) {
	d, dir, err := openPlan(path)
	if err != nil {
		return nil, err
	}
	data, warnings, err := openPlanData("plan", instance, d.Instance.SHA256)
	if err != nil {
		return nil, fmt.Errorf("plan %q of %s: %w", path, d.Instance.Name, err)
	}
	_ = warnings // the plan's maker has seen them
	in, err := compilePlan(data, d)
	if err != nil {
		return nil, err
	}
	p, faults := d.Plan(in)
	if len(faults) > 0 {
		return nil, faults
	}
	p.Settle(in)
	if v := model.Check(in, p); !v.Feasible() {
		return nil, &status{exitRejected, fmt.Errorf("the plan %q breaks a rule of its own scenario: %v; see polyclinic check", path, v.Violations[0])}
	}
	return &solvedPlan{Solved: answers.Known(in, p, d.Status.Bound), document: d, data: data, dir: dir}, nil
}

// baseOf is a plan's whole scenario as an overlay.
func baseOf(s model.Scenario) (model.Overlay, error) {
	text, err := s.YAML()
	return model.Overlay{Source: "scenario of " + planFile, Text: text}, err
}

// compileOver compiles an instance under a whole scenario, in place of its base,
// with changes laid over it.
func compileOver(data *model.Data, s model.Scenario, changes []model.Overlay, log *notes) (*model.Instance, error) {
	base, err := baseOf(s)
	if err != nil {
		return nil, err
	}
	own := *data
	own.Base = model.Overlay{}
	overlays := append([]model.Overlay{base}, changes...)
	if err := readReference(&own, overlays...); err != nil {
		return nil, err
	}
	in, warnings, err := model.New(&own, overlays...)
	log.warn(warnings)
	if in != nil {
		in.SHA256 = data.Hash()
	}
	return in, err
}

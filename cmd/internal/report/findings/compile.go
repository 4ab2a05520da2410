package findings

import (
	"encoding/json"
	"slices"

	"polyclinic/model"
)

// compiler compiles the plan's instance with other figures. Places and options
// are the plan's; hash and rules of the result do not matter.
type compiler struct {
	*Findings
	prepared *model.Prepared
}

func (c *compiler) compile(change func(*model.Scenario, *model.Data)) (*model.Instance, error) {
	text, err := json.Marshal(c.In.Scenario)
	if err != nil {
		return nil, err
	}
	var s model.Scenario
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	d := *c.Data
	d.Tiers = slices.Clone(c.Data.Tiers)
	change(&s, &d)
	if !slices.EqualFunc(d.Tiers, c.Data.Tiers, func(a, b model.Tier) bool { return a.Capital == b.Capital && a.Running == b.Running }) {
		in, _, err := model.NewFromScenario(&d, s)
		return in, err
	}
	if text, err = json.Marshal(s); err != nil {
		return nil, err
	}
	in, _, err := c.prepared.New(model.Overlay{Source: "scenario", Text: text}) // JSON is YAML
	return in, err
}

package answers

import (
	"encoding/json"
	"slices"

	"polyclinic/model"
)

// Compile makes the instance of a whole scenario with settings laid over it, as
// --set takes them. The data are always the same.
type Compile func(s model.Scenario, set ...string) (*model.Instance, error)

// Over compiles prepared data, whose own base scenario must be empty.
func Over(p *model.Prepared) Compile { return over(p.New) }

// OverPricing makes instances that can only price one plan.
func OverPricing(p *model.Pricing) Compile { return over(p.Under) }

func over(compile func(...model.Overlay) (*model.Instance, model.Warnings, error)) Compile {
	return func(s model.Scenario, set ...string) (*model.Instance, error) {
		text, err := json.Marshal(s) // which is YAML
		if err != nil {
			return nil, err
		}
		in, _, err := compile(model.Overlay{Source: "scenario", Text: text}, model.Overlay{Set: set})
		return in, err
	}
}

// switches are the rules that can be off, with those of them that are sums over
// the plan: to drop a sum can only add plans. To drop another rule adds places to
// go, and with them the duty to take in who is in the building (rule host).
var switches = map[string]bool{
	"travel-cap": false, "hub-cap": false, "gps": true, "range": true, "coverage": true, "area-choice": false, "boundary": false, "budget": true,
	"travel-mean": true, "equity": true, "continuity": true, "outpatients": true, "staff": true, "willing": false, "stability": true,
}

// stateOf is the state of a rule that can be off.
func stateOf(s *model.Scenario, id string) model.State {
	r := &s.Rules
	for _, x := range []struct {
		id    string
		state model.State
	}{
		{"travel-cap", r.TravelCap.State}, {"hub-cap", r.HubCap.State}, {"gps", r.GPs.State}, {"range", r.Range.State},
		{"coverage", r.Coverage.State}, {"area-choice", r.AreaChoice.State}, {"boundary", r.Boundary.State}, {"budget", r.Budget.State},
		{"travel-mean", r.TravelMean.State}, {"equity", r.Equity.State}, {"continuity", r.Continuity.State},
		{"outpatients", r.Outpatient.State}, {"staff", r.Staff.State}, {"willing", r.Willing.State}, {"stability", r.Stability.State},
	} {
		if x.id == id {
			return x.state
		}
	}
	return model.Hard
}

// withoutLock is a scenario with one lock less.
func withoutLock(s model.Scenario, lock string) model.Scenario {
	s.Locks = slices.DeleteFunc(slices.Clone(s.Locks), func(l string) bool { return l == lock })
	return s
}

package model

import "fmt"

// refPlace is where the reference plan has a practice.
type refPlace struct {
	site, model int32 // -1: stays
	known       bool  // the reference plan names the practice
}

func (c *compiler) compileReference() {
	rule := &c.Scenario.Rules.Stability
	if len(c.full.Reference) == 0 {
		if rule.State != Off && rule.Practices != nil {
			c.settingFault("rules.stability", Fault{Name: "rule stability", Value: "is on without a reference plan", Want: "reference: PLAN in the scenario, or --set reference=PLAN",
				Maybe: "the plan that `reference` names was not read"})
		}
		return
	}
	c.stable = make([]refPlace, len(c.full.Practices))
	for _, r := range c.full.Reference {
		p, ok := c.codes.practices[r.Practice]
		if !ok {
			c.warn(Fault{Name: fmt.Sprintf("reference plan: practice %q", r.Practice), Value: "is not in the instance, and is left out"})
			continue
		}
		place := refPlace{site: -1, model: -1, known: true}
		if r.Site != "" {
			s, known := c.codes.sites[r.Site]
			m, defined := c.codes.models[r.Model]
			if !known || !defined {
				c.warn(Fault{Name: fmt.Sprintf("reference plan: practice %q", r.Practice), Value: fmt.Sprintf("is at site %q under %q", r.Site, r.Model),
					Want: "a site and a model of the instance", Maybe: "the plan is of another instance; the practice counts as changed"})
				s, m = -2, -2 // nowhere that exists
			}
			place.site, place.model = s, m
		}
		c.stable[p] = place
	}
}

// changed says whether a practice's place differs from the reference plan; site
// -1 is staying as it is.
func (in *Instance) changed(p, site, m int32) bool {
	r := &in.stable[p]
	return r.known && (r.site != site || site >= 0 && r.model != m)
}

package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func (c *scenarioCheck) rules() {
	ids, rules := ruleStates(&c.s.Rules)
	for i, r := range rules {
		c.state("rules."+ids[i], *r)
	}
	r := &c.s.Rules
	c.positive("rules.reach.km", r.Reach.KM)
	c.atLeast0("rules.host.within", float64(r.Host.Within))
	c.cap("rules.travel-cap", r.TravelCap)
	c.cap("rules.hub-cap", r.HubCap)
	for _, code := range slices.Sorted(maps.Keys(r.Range.N)) {
		c.atLeast0("rules.range."+code, float64(r.Range.N[code]))
	}
	ifSet(c.share, "rules.range.share", r.Range.Share)
	c.rangeShare(&r.Range)
	c.share("rules.coverage.share", r.Coverage.Share)
	c.share("rules.coverage.area_share", r.Coverage.AreaShare)
	c.oneOf("rules.coverage.of", r.Coverage.Of, []string{"patients", "practices"})
	c.oneOf("rules.boundary.scope", r.Boundary.Scope, []string{"own", "neighbours", "any"})
	ifSet(c.atLeast0, "rules.budget.capital", r.Budget.Capital)
	ifSet(c.share, "rules.continuity.merged_share", r.Continuity.MergedShare)
	ifSet(c.share, "rules.continuity.moved_share", r.Continuity.MovedShare)
	ifSet(c.share, "rules.continuity.area_merged_share", r.Continuity.AreaMergedShare)
	ifSet(c.share, "rules.continuity.area_moved_share", r.Continuity.AreaMovedShare)
	ifSet(c.share, "rules.outpatients.target", r.Outpatient.Target)
	ifSet(c.share, "rules.outpatients.trust_cap", r.Outpatient.TrustCap)
	ifSet(c.share, "rules.staff.share", r.Staff.Share)
	if p := r.Stability.Practices; p != nil {
		c.atLeast0("rules.stability.practices", float64(*p))
	}
	c.limits()
}

// rangeShare: a share for each model cannot be more than an equal part.
func (c *scenarioCheck) rangeShare(r *RangeRule) {
	models := int64(0)
	for _, n := range r.N {
		if n > 0 {
			models++
		}
	}
	if r.Share == nil || r.State != Hard || *r.Share > 1 || models == 0 || product(decimal(*r.Share), whole(models)).Cmp(whole(1)) <= 0 {
		return
	}
	c.fault("rules.range.share", fmt.Sprintf("is %s for each of %d models, more than all patients together", plain(*r.Share), models),
		fmt.Sprintf("at most 1/%d", models), "fewer models are to be asked for: rules.range.MODEL=0")
}

func (c *scenarioCheck) cap(path string, r CapRule) {
	c.atLeast0(path+".limit", r.Limit)
	c.share(path+".share", r.Share)
	ifSet(c.atLeast0, path+".km", r.KM)
}

// state: a priced rule has a price, and a limit set on a rule that is off by
// nobody's word is worth a warning.
func (c *scenarioCheck) state(path string, r Rule) {
	c.oneOf(path+".state", string(r.State), []string{string(Hard), string(Off), string(Priced)})
	c.atLeast0(path+".price", r.Price)
	if _, priced := c.set[path+".price"]; r.State == Priced && !priced {
		c.fault(path, "is priced but has no price", "a price in pence a year per unit", "")
	}
	if _, said := c.set[path+".state"]; said || r.State != Off {
		return
	}
	for _, p := range slices.Sorted(maps.Keys(c.set)) {
		if strings.HasPrefix(p, path+".") && p != path+".price" {
			c.warn(p, "is set but the rule is off", "its state beside it", path+".state is to be hard")
		}
	}
}

// limits warns of rules that are on and limit nothing.
func (c *scenarioCheck) limits() {
	for _, rule := range c.s.limitless(c.data) {
		if rule.state != Off {
			c.warn("rules."+rule.id, fmt.Sprintf("is %s but has no limit", rule.state), "a limit to keep", "")
		}
	}
	r := &c.s.Rules
	if r.Stability.State != Off && c.s.Reference == "" {
		c.warn("rules.stability", "has no plan to compare with", "reference: and the file of a plan", "")
	}
}

// Limitless says whether a rule, on or off, has no limit to keep. d may be nil:
// then budgets are taken to stand in it.
func (s *Scenario) Limitless(id string, d *Data) bool {
	return slices.ContainsFunc(s.limitless(d), func(r limitlessRule) bool { return r.id == id })
}

type limitlessRule struct {
	id    string
	state State
}

// limitless are the rules without a limit to keep, in the order of reports.
func (s *Scenario) limitless(d *Data) (out []limitlessRule) {
	r := &s.Rules
	budgets := d == nil || r.Budget.Capital != nil || r.Budget.Revenue != nil ||
		slices.ContainsFunc(s.Areas, func(a AreaRule) bool { return a.Capital != nil || a.Revenue != nil }) ||
		slices.ContainsFunc(d.Areas, func(a Area) bool { return a.CapitalBudget != nil || a.RevenueBudget != nil })
	for _, rule := range []struct {
		id      string
		state   State
		limited bool
	}{
		{"budget", r.Budget.State, budgets},
		{"travel-mean", r.TravelMean.State, r.TravelMean.Limit != nil || r.TravelMean.AreaLimit != nil || r.TravelMean.Net}, // net may not rise
		{"equity", r.Equity.State, r.Equity.Limit != nil},
		{"continuity", r.Continuity.State, r.Continuity.MergedShare != nil || r.Continuity.MovedShare != nil ||
			r.Continuity.AreaMergedShare != nil || r.Continuity.AreaMovedShare != nil},
		{"outpatients", r.Outpatient.State, r.Outpatient.Target != nil || r.Outpatient.TrustCap != nil},
		{"staff", r.Staff.State, r.Staff.Share != nil},
		{"stability", r.Stability.State, r.Stability.Practices != nil},
	} {
		if !rule.limited {
			out = append(out, limitlessRule{rule.id, rule.state})
		}
	}
	return out
}

func (c *scenarioCheck) tiers() {
	models, kinds := c.modelCodes(), slices.Sorted(maps.Keys(c.s.Costs.Kinds))
	services := map[[2]string]string{}
	for _, t := range c.s.Tiers {
		path := join("tiers", strings.Join([]string{t.Kind, t.Model, t.Tier}, "."))
		c.oneOf(path+".kind", t.Kind, kinds)
		c.oneOf(path+".model", t.Model, models)
		ifSet(c.atLeast0, path+".capital", t.Capital)
		if t.Capital == nil && t.AreaM2 == 0 {
			c.fault(path, "has neither capital nor area_m2", "one of them", "")
		}
		c.atLeast0(path+".running", t.Running)
		c.atLeast0(path+".area_m2", t.AreaM2)
		c.atLeast0(path+".gps", t.GPs)
		c.atLeast0(path+".min_patients", float64(t.MinPatients))
		c.atLeast0(path+".min_practices", float64(t.MinPractices))
		if t.MaxPatients < max(1, t.MinPatients) {
			c.fault(path+".max_patients", fmt.Sprintf("is %d", t.MaxPatients), fmt.Sprintf("at least min_patients, %d", max(1, t.MinPatients)), "")
		}
		if t.MaxPractices < max(1, t.MinPractices) {
			c.fault(path+".max_practices", fmt.Sprintf("is %d", t.MaxPractices), fmt.Sprintf("at least min_practices, %d", max(1, t.MinPractices)), "")
		}
		key, own := [2]string{t.Kind, t.Model}, serviceKey(t.Services)
		if first, ok := services[key]; ok && first != own {
			c.fault(path+".services", "differ from those of an earlier tier", "one package for all tiers of a kind and model", "")
		} else if !ok {
			services[key] = own
		}
	}
}

// serviceKey is equal for equal packages; the default package differs from none.
func serviceKey(services []string) string {
	if services == nil {
		return "default"
	}
	return "[" + strings.Join(slices.Sorted(slices.Values(services)), ";") + "]"
}

func (c *scenarioCheck) areas() {
	var codes []string
	if c.data != nil {
		for _, a := range c.data.Areas {
			codes = append(codes, a.Code)
		}
	}
	for _, a := range c.s.Areas {
		path := join("areas", a.Area+"."+a.Rule)
		if c.data != nil && !slices.Contains(codes, a.Area) {
			c.fault(path, fmt.Sprintf("names the unknown area %q", a.Area), "a code of areas.csv", meant(a.Area, codes))
		}
		c.oneOf(path+".rule", a.Rule, []string{"area-choice", "budget"})
		choice := a.Models != nil || a.MinSites != nil || a.MaxSites != nil || len(a.MinModel)+len(a.MaxModel) > 0
		budget := a.Capital != nil || a.Revenue != nil
		if a.Rule == "area-choice" && budget || a.Rule == "budget" && choice {
			c.fault(path, "has parameters of another rule", "models, min_sites, max_sites, min_MODEL, max_MODEL for area-choice; "+
				"capital, revenue for budget", "two entries are meant")
		}
		for _, m := range a.Models {
			c.oneOf(path+".models", m, c.modelCodes())
		}
		for _, m := range slices.Sorted(maps.Keys(a.MinModel)) {
			if a.MinModel[m] > 0 && a.Models != nil && !slices.Contains(a.Models, m) {
				c.fault(path+".min_"+m, fmt.Sprintf("is %d, but %s is not among the area's models (%s)", a.MinModel[m], m, c.at(path+".models")), "it permitted", "")
			}
		}
		ifSet(c.atLeast0, path+".capital", a.Capital)
		c.areaCounts(path, a)
		if a.Rule == "area-choice" && c.s.Rules.AreaChoice.State == Off || a.Rule == "budget" && c.s.Rules.Budget.State == Off {
			c.warn(path, "is set but the rule is off", fmt.Sprintf("rules.%s on", a.Rule), "")
		}
	}
}

func (c *scenarioCheck) areaCounts(path string, a AreaRule) {
	pair := func(name string, low, high *int) {
		if low != nil {
			c.atLeast0(path+".min_"+name, float64(*low))
		}
		if high != nil {
			c.atLeast0(path+".max_"+name, float64(*high))
		}
		if low != nil && high != nil && *low > *high {
			c.fault(path+".min_"+name, fmt.Sprintf("is %d", *low), fmt.Sprintf("at most max_%s, %d", name, *high), "the two are swapped")
		}
	}
	pair("sites", a.MinSites, a.MaxSites)
	for _, m := range c.modelCodes() {
		pair(m, countOf(a.MinModel, m), countOf(a.MaxModel, m))
	}
}

func countOf(counts map[string]int, code string) *int {
	if n, ok := counts[code]; ok {
		return &n
	}
	return nil
}

package model

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// scenarioCheck finds what is wrong with a scenario whose values all have the
// right type. Paths that were set are blamed where they were set.
type scenarioCheck struct {
	s        *Scenario
	data     *Data // may be nil
	set      places
	faults   *faultList
	warnings *faultList
}

func (c *scenarioCheck) run() {
	c.models()
	c.rules()
	c.weights()
	c.costs()
	c.kinds()
	c.tiers()
	c.areas()
	checkLocks(c)
}

func (c *scenarioCheck) at(path string) place { return c.set.at(path) }

func (c *scenarioCheck) fault(path, value, want, maybe string) {
	p := c.at(path)
	c.faults.add(path, Fault{File: p.file, Line: p.line, Name: path, Value: value, Want: want, Maybe: maybe})
}

func (c *scenarioCheck) warn(path, value, want, maybe string) {
	p := c.at(path)
	c.warnings.add(path, Fault{File: p.file, Line: p.line, Name: path, Value: value, Want: want, Maybe: maybe})
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// between asks for low ≤ v ≤ high.
func (c *scenarioCheck) between(path string, v, low, high float64) {
	if v >= low && v <= high { // false for NaN
		return
	}
	want := fmt.Sprintf("%s or more", plain(low))
	if !math.IsInf(high, 1) {
		want = fmt.Sprintf("a number from %s to %s", plain(low), plain(high))
	}
	c.fault(path, "is "+plain(v), want, "")
}

func (c *scenarioCheck) atLeast0(path string, v float64) { c.between(path, v, 0, math.Inf(1)) }

func (c *scenarioCheck) positive(path string, v float64) {
	if !(v > 0) {
		c.fault(path, "is "+plain(v), "more than 0", "")
	}
}

func (c *scenarioCheck) share(path string, v float64) {
	if v >= 0 && v <= 1 {
		return
	}
	c.fault(path, "is "+plain(v), "a share from 0 to 1", percentage(v))
}

// ifSet applies check where v is set.
func ifSet(check func(string, float64), path string, v *float64) {
	if v != nil {
		check(path, *v)
	}
}

// oneOf asks for one of the values of a kind of code.
func (c *scenarioCheck) oneOf(path, value string, known []string) {
	if !slices.Contains(known, value) {
		c.fault(path, fmt.Sprintf("is %q", value), "one of "+strings.Join(known, ", "), meant(value, known))
	}
}

func (c *scenarioCheck) modelCodes() []string {
	var codes []string
	for _, m := range c.s.Models {
		codes = append(codes, m.Code)
	}
	return codes
}

func (c *scenarioCheck) models() {
	for _, m := range c.s.Models {
		path := join("models", m.Code)
		if m.Code == "" || strings.Trim(m.Code, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || m.Code[0] < 'a' {
			c.fault(path, "is no code of a care model", "lower-case letters, digits and _, a letter first", "")
		}
		if slices.Contains([]string{"state", "price", "share", "sites"}, m.Code) {
			c.fault(path, "is a word of the rules", "another code", "")
		}
		c.oneOf(join(path, "moves"), m.Moves, []string{"none", "all", "either"})
		c.modelCosts(path, m)
	}
}

// modelCosts: a model must come with its costs and tiers.
func (c *scenarioCheck) modelCosts(path string, m CareModel) {
	need := []struct {
		name string
		by   map[string]float64
	}{{"continuity", c.s.Costs.Continuity}, {"overhead", c.s.Costs.Overhead}, {"staff", c.s.Costs.Staff}, {"space", c.s.Costs.Space}}
	for _, n := range need {
		if _, ok := n.by[m.Code]; !ok && (n.name != "space" || m.Moves != "none") {
			c.fault(path, "has no "+join("costs."+n.name, m.Code), "its costs beside it", "")
		}
	}
	tiers := slices.ContainsFunc(c.s.Tiers, func(t KindTier) bool { return t.Model == m.Code })
	if c.data != nil {
		tiers = tiers || slices.ContainsFunc(c.data.Tiers, func(t Tier) bool { return t.Model == m.Code })
		if !tiers {
			c.fault(path, "has no tiers", "its sizes under tiers, or in tiers.csv", "")
		}
	}
}

func (c *scenarioCheck) weights() {
	w := c.s.Weights
	c.atLeast0("weights.cash", w.Cash)
	c.atLeast0("weights.travel", w.Travel)
	c.atLeast0("weights.continuity", w.Continuity)
	c.atLeast0("weights.acceptability", w.Acceptability)
}

func (c *scenarioCheck) costs() {
	k := &c.s.Costs
	type figure struct {
		path  string
		value float64
	}
	for _, f := range []figure{{"surgery_visits", k.SurgeryVisits}, {"outpatient_attendances", k.OutpatientAttendances},
		{"tariff", k.Tariff}, {"clinic", k.Clinic}, {"value_of_time", k.ValueOfTime}, {"bus_wait_weight", k.BusWaitWeight},
		{"car_added", k.CarAdded}, {"space_running", k.SpaceRunning}, {"rent", k.Rent}, {"transition", k.Transition},
		{"staff_per_gp", k.StaffPerGP}, {"consultation_weight", k.ConsultationWeight}, {"years", float64(k.Years)}} {
		c.atLeast0("costs."+f.path, f.value)
	}
	for _, f := range []figure{{"outpatient_share", k.OutpatientShare}, {"release", k.Release}, {"discount", k.Discount},
		{"consultation", k.Consultation}} {
		c.share("costs."+f.path, f.value)
	}
	for _, f := range []figure{{"transition_life", k.TransitionLife}, {"life", k.Life}, {"gp_list", k.GPList}} {
		c.positive("costs."+f.path, f.value)
	}
	c.between("costs.growth", k.Growth, -0.5, 0.5)
	known := c.modelCodes()
	for _, by := range []struct {
		name string
		cost map[string]float64
		sign bool // may be negative
	}{{"continuity", k.Continuity, false}, {"overhead", k.Overhead, true}, {"staff", k.Staff, true}, {"space", k.Space, false}} {
		for _, code := range slices.Sorted(maps.Keys(by.cost)) {
			path := "costs." + by.name + "." + code
			if !slices.Contains(known, code) {
				c.fault(path, "is of an unknown care model", "one of "+strings.Join(known, ", "), meant(code, known))
			}
			if !by.sign {
				c.atLeast0(path, by.cost[code])
			} else {
				c.between(path, by.cost[code], -1000, 1000)
			}
		}
	}
}

func (c *scenarioCheck) kinds() {
	standard := slices.Sorted(maps.Keys(defaultCosts().Kinds))
	for _, code := range slices.Sorted(maps.Keys(c.s.Costs.Kinds)) {
		kind, path := c.s.Costs.Kinds[code], "costs.kinds."+code
		c.atLeast0(path+".block", kind.Block)
		c.atLeast0(path+".space", kind.Space)
		if slices.Contains(standard, code) {
			continue
		}
		for _, part := range []string{".block", ".space"} {
			if _, ok := c.set[path+part]; !ok {
				c.fault(path, "has no "+part[1:], "both block and space of a kind of your own", meant(code, standard))
			}
		}
		used := func(s Site) bool { return s.Kind == code }
		if c.data != nil && !slices.ContainsFunc(c.data.Sites, used) {
			c.warn(path, "is the kind of no site", "a kind that sites.csv names", meant(code, standard))
		}
	}
}

// ruleStates are the rules that have a state, by id, in the order of Rules.
func ruleStates(r *Rules) (ids []string, rules []*Rule) {
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		id, _ := yamlKey(v.Type().Field(i))
		switch field := v.Field(i).Addr().Interface().(type) {
		case *Rule:
			ids, rules = append(ids, id), append(rules, field)
		default:
			if rule := v.Field(i).FieldByName("Rule"); rule.IsValid() {
				ids, rules = append(ids, id), append(rules, rule.Addr().Interface().(*Rule))
			}
		}
	}
	return ids, rules
}

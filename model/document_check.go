package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// CheckDocument recomputes everything that a document says of its plan and
// reports every difference, and every hard rule that the plan breaks. The
// instance must have been compiled from the document's own scenario. Options and
// statistics are not the plan's; of the bound only the arithmetic is checked: a
// proof is a certificate's affair.
func CheckDocument(in *Instance, d *Document) Faults {
	faults := checkOrigin(in, d)
	plan, wrong := d.Plan(in)
	faults = append(faults, wrong...)
	for _, v := range Check(in, plan).Violations {
		faults = append(faults, Fault{File: "plan.json", Name: "rule " + v.Rule, Value: "is broken: " + v.Text})
	}
	want := NewDocument(in, plan, DocumentStatus{})
	outpatients := want.Costs.Cash[Outpatients.String()]
	faults = append(faults, checkStatus(&d.Status, *want.Costs.Objective, outpatients)...)
	sections := []struct {
		name      string
		has, want any
		keys      []string // fields by which entries are matched
	}{
		{"sites", d.Sites, want.Sites, []string{"site"}},
		{"practices", d.Practices, want.Practices, []string{"practice"}},
		{"costs", d.Costs, want.Costs, nil},
		{"areas", d.Areas, want.Areas, []string{"area"}},
		{"rules", d.Rules, want.Rules, []string{"id", "area", "unit"}},
	}
	for _, s := range sections {
		diff := difference{keys: s.keys}
		diff.compare(s.name, generic(s.has), generic(s.want))
		faults = append(faults, diff.faults...)
	}
	return faults
}

// checkOrigin holds a document to its instance and its scenario.
func checkOrigin(in *Instance, d *Document) Faults {
	var out Faults
	check := func(name, has, want string) {
		if has != want {
			out = append(out, Fault{File: "plan.json", Name: name, Value: fmt.Sprintf("is %q", has), Want: fmt.Sprintf("%q", want),
				Maybe: "the plan belongs to another instance"})
		}
	}
	check("instance.name", d.Instance.Name, in.Data.Name)
	check("instance.sha256", d.Instance.SHA256, in.SHA256)
	if d.Instance.ScenarioSHA256 != "" && d.Instance.ScenarioSHA256 != d.Scenario.digest() {
		out = append(out, Fault{File: "plan.json", Name: "scenario", Value: "is not the one that was planned with", Want: "the digest instance.scenario_sha256",
			Maybe: "a number of it was edited"})
	}
	return out
}

// documentStops are the reasons why a search ends, "" where the plan is not a
// search's.
var documentStops = []string{"proved", "gap", "time", "work", "spent", "cancelled", ""}

// checkStatus holds the status to the plan's objective and to itself.
func checkStatus(s *DocumentStatus, objective, outpatients Pence) Faults {
	want := NewStatus(s.Solution, s.Stop, s.BoundMethod, objective, outpatients, s.Bound)
	var diff difference
	diff.compare("status", generic(*s), generic(want))
	add := func(name, value, wanted string) {
		diff.faults = append(diff.faults, Fault{File: "plan.json", Name: name, Value: value, Want: wanted})
	}
	if s.Solution != "optimal" && s.Solution != "feasible" {
		add("status.solution", fmt.Sprintf("is %q", s.Solution), "optimal or feasible")
	}
	if !slices.Contains(documentStops, s.Stop) {
		add("status.stop", fmt.Sprintf("is %q", s.Stop), strings.Join(documentStops[:len(documentStops)-1], ", "))
	}
	if s.Bound != nil && *s.Bound > objective {
		add("status.bound", fmt.Sprintf("is %d", *s.Bound), "at most the objective")
	}
	if s.Solution == "optimal" && (s.Bound == nil || *s.Bound < objective) {
		add("status.solution", "is optimal", "a bound that equals the objective")
	}
	return diff.faults
}

// generic is a value as its JSON says it, numbers as written.
func generic(v any) any {
	text, err := json.Marshal(v)
	if err != nil {
		panic("model: a document that cannot be written: " + err.Error())
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var out any
	if err := d.Decode(&out); err != nil {
		panic("model: a document that cannot be read: " + err.Error())
	}
	return out
}

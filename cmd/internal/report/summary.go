package report

import (
	"fmt"
	"io"
	"strings"

	"polyclinic/model"
	"polyclinic/model/scenario"
)

// Summary is a plan with everything that is known about it.
type Summary struct {
	In       *model.Instance
	Plan     *model.Plan
	Accounts *model.Accounts
	Verdict  *model.Verdict
	Outcome  Outcome
}

// Outcome is what a solve knows of its plan. Sums are pence a year.
type Outcome struct {
	Optimal        bool
	Objective      model.Pence
	Bound          model.Pence
	HasBound       bool
	Uncontrollable model.Pence // weighted outpatients: the same in every plan, nearly
}

// NewSummary evaluates a plan.
func NewSummary(in *model.Instance, plan *model.Plan, outcome Outcome) *Summary {
	s := &Summary{In: in, Plan: plan, Accounts: model.Cost(in, plan), Verdict: model.Check(in, plan), Outcome: outcome}
	s.Outcome.Objective = s.Accounts.Objective
	s.Outcome.Uncontrollable = s.Accounts.Total[model.Outpatients]
	return s
}

// Text writes what a planner wants to know first, about a screen and a half.
func (s *Summary) Text(w io.Writer) error {
	p := &printer{w: w}
	s.heading(p)
	s.costs(p)
	s.sites(p)
	s.patients(p)
	s.practices(p)
	s.rules(p)
	s.areas(p)
	return p.err
}

func (s *Summary) heading(p *printer) {
	p.line("Plan for %s, %s: %s.", s.In.Data.Name, scenarioName(&s.In.Scenario), s.verdict())
	for _, sentence := range s.Quality() {
		p.line("%s", sentence)
	}
}

// scenarioName names a scenario; one without a name is the default one, as far
// as it is not changed.
func scenarioName(s *model.Scenario) string {
	if s.Name != "" {
		return "scenario " + s.Name
	}
	changes, err := scenario.Diff(model.Defaults(), *s)
	switch {
	case err != nil:
		return "a scenario without a name"
	case len(changes) == 0:
		return "the default scenario"
	}
	return "the default scenario with " + Plural(len(changes), "change", "changes")
}

func (s *Summary) verdict() string {
	if n := len(s.Verdict.Violations); n > 0 {
		return fmt.Sprintf("breaks %s", Plural(n, "rule", "rules"))
	}
	return "keeps every hard rule"
}

// Quality says in words how good the plan is proven to be.
func (s *Summary) Quality() []string {
	o := &s.Outcome
	switch {
	case o.Optimal:
		return []string{fmt.Sprintf("It costs %s a year, and no plan is cheaper: it is optimal.", Sterling(o.Objective))}
	case !o.HasBound:
		return []string{fmt.Sprintf("It costs %s a year. How much cheaper another plan could be is not known.", Sterling(o.Objective))}
	}
	difference := o.Objective - o.Bound
	var measures []string
	if difference <= max(o.Objective, -o.Objective) { // near nought it measures nothing
		measures = append(measures, Percent(float64(difference)/float64(max(o.Objective, -o.Objective, 1)))+" of the whole")
	}
	if base := o.Objective - o.Uncontrollable; base > 0 {
		measures = append(measures, Percent(float64(difference)/float64(base))+" of what a plan can change")
	}
	if s.In.Total > 0 {
		measures = append(measures, fmt.Sprintf("%.1f p per patient", float64(difference)/float64(s.In.Total)))
	}
	return []string{
		fmt.Sprintf("It costs %s a year. No plan can be cheaper than %s: this one is within", Sterling(o.Objective), Sterling(o.Bound)),
		fmt.Sprintf("%s a year of the best possible: %s.", Sterling(difference), strings.Join(measures, ", ")),
	}
}

// printer keeps the first error of writing.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) { p.text(fmt.Sprintf(format, args...) + "\n") }

func (p *printer) text(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, text)
	}
}

// section starts a part of the page.
func (p *printer) section(format string, args ...any) { p.line("\n"+format, args...) }

package main

import (
	"encoding/csv"
	"io"
	"path"
	"strconv"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/scenario"
)

// uncertainDocument is uncertain.json:
//
//	{ "version":  {"polyclinic", "format": 1},
//	  "instance": {"name", "sha256"},
//	  "cases":    [{"name", "weight", "best", "bound": PENCE of the case's own best plan, bound null where it is not known,
//	                "changes": [{"path", "places": how many it stands for, "from", "to"}] over the scenario without a case}],
//	  "weights":  their sum,
//	  "expected": NAME of the candidate of least expected cost,
//	  "expected_bound": PENCE, no plan's expected cost is below it, null where it is not known,
//	  "least_regret": NAME of the candidate of least greatest regret,
//	  "regret_floor": PENCE, no plan's greatest regret is below it,
//	  "candidates": [{"name", "expected": PENCE, rounded to the nearest,
//	                "cases": [{"case", "cost", "regret_low", "regret_high": PENCE}],
//	                "greatest_regret_low", "greatest_regret_high", "worst": case,
//	                "sites": {model: N}, "covered": people, "gp_minutes", "outpatient_minutes": extra a year per patient,
//	                "plan": path of plan.json, null where its search was interrupted}] }
//
// regret_high is null where no bound of the case is known. Money is pence a year.
type uncertainDocument struct {
	Version       model.DocumentVersion  `json:"version"`
	Instance      model.DocumentInstance `json:"instance"`
	Cases         []uncertainCase        `json:"cases"`
	Weights       int64                  `json:"weights"`
	Expected      string                 `json:"expected"`
	ExpectedBound *model.Pence           `json:"expected_bound"`
	LeastRegret   string                 `json:"least_regret"`
	RegretFloor   model.Pence            `json:"regret_floor"`
	Candidates    []uncertainCandidate   `json:"candidates"`
}

type uncertainCase struct {
	Name   string       `json:"name"`
	Weight int64        `json:"weight"`
	Best   model.Pence  `json:"best"`
	Bound  *model.Pence `json:"bound"`

	Changes []caseChange `json:"changes"`
}

// caseChange is a figure that a case changes; alike ones are one.
type caseChange struct {
	Path   string `json:"path"`
	Places int    `json:"places"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// caseChanges are what a case changes over the scenario without one.
func caseChanges(base, in *model.Instance) ([]caseChange, error) {
	from, to := base.Scenario, in.Scenario
	to.Name = from.Name
	changes, err := scenario.Diff(from, to)
	out := []caseChange{}
	for _, c := range scenario.Fold(changes) {
		out = append(out, caseChange{c.Path, c.Alike, c.From, c.To})
	}
	return out, err
}

type uncertainCandidate struct {
	Name     string       `json:"name"`
	Expected model.Pence  `json:"expected"`
	Cases    []caseOfPlan `json:"cases"`
	Low      model.Pence  `json:"greatest_regret_low"`
	High     *model.Pence `json:"greatest_regret_high"`
	Worst    string       `json:"worst"`
	planFigures
	Plan *string `json:"plan"`
}

type caseOfPlan struct {
	Case string       `json:"case"`
	Cost model.Pence  `json:"cost"`
	Low  model.Pence  `json:"regret_low"`
	High *model.Pence `json:"regret_high"`
}

const (
	uncertainFile   = "uncertain.json"
	uncertainFormat = 1
)

func newUncertainDocument(base *model.Instance, u *answers.Uncertain, keep *searchFolder) (*uncertainDocument, error) {
	d := &uncertainDocument{
		Version:  model.DocumentVersion{Polyclinic: version(), Format: uncertainFormat},
		Instance: model.DocumentInstance{Name: base.Data.Name, SHA256: base.SHA256},
		Expected: u.Expected.Name, LeastRegret: u.LeastRegret.Name, RegretFloor: u.RegretFloor, Weights: u.Weights(),
	}
	if u.ExpectedTotal.HasLow {
		bound := u.Mean(int64(u.ExpectedTotal.Low))
		d.ExpectedBound = &bound
	}
	for k, c := range u.Cases {
		x := uncertainCase{Name: c.Name, Weight: c.Weight, Best: u.Own[k].High}
		if u.Own[k].HasLow {
			x.Bound = &u.Own[k].Low
		}
		var err error
		if x.Changes, err = caseChanges(base, c.In); err != nil {
			return nil, err
		}
		d.Cases = append(d.Cases, x)
	}
	for _, c := range u.Candidates {
		x := uncertainCandidate{Name: c.Name, Expected: u.Mean(c.Total), Low: c.Greatest.Low, High: highEnd(&c.Greatest), Worst: u.Cases[c.Worst].Name, planFigures: figuresOfPlan(u.Cases[0].In, c.Plan)}
		for k := range u.Cases {
			x.Cases = append(x.Cases, caseOfPlan{Case: u.Cases[k].Name, Cost: c.Costs[k], Low: c.Regret[k].Low, High: highEnd(&c.Regret[k])})
		}
		if place := keep.kept[c.Search]; place != "" {
			file := path.Join(place, planFile)
			x.Plan = &file
		}
		d.Candidates = append(d.Candidates, x)
	}
	return d, nil
}

func highEnd(i *answers.Interval) *model.Pence {
	if !i.HasHigh {
		return nil
	}
	return &i.High
}

// csv has a row a candidate and case, money in pounds.
func (d *uncertainDocument) csv(w io.Writer) error {
	rows := [][]string{{"plan", "case", "weight", "cost", "regret_low", "regret_high", "expected", "file"}}
	for i := range d.Candidates {
		c := &d.Candidates[i]
		for k, x := range c.Cases {
			rows = append(rows, []string{c.Name, x.Case, strconv.FormatInt(d.Cases[k].Weight, 10), inPounds(&x.Cost), inPounds(&x.Low), inPounds(x.High), inPounds(&c.Expected), orNull(c.Plan)})
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

package main

import (
	"encoding/csv"
	"io"
	"path"
	"strconv"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

// alternativesDocument is alternatives.json:
//
//	{ "version":  {"polyclinic", "format": 1},
//	  "instance": {"name", "sha256"},
//	  "objective", "bound": of the plan, PENCE; bound null where it is not known,
//	  "most":     PENCE that an alternative may cost,
//	  "differ_practices", "differ_sites": how many at least differ, 0: no matter,
//	  "alternatives": [{"name", "solution", "stop", "objective", "bound", "gap": SHARE,
//	                "more": PENCE above the plan,
//	                "practices_differ", "sites_differ": [from the plan, from alternative-1, ...],
//	                "plan": path of plan.json}],
//	  "common":   {"sites": [codes open under the same model in all of them], "practices": how many have the same place},
//	  "end":      null where all were found that were wanted, else of the search that found none
//	                {"proven": BOOL, "objective": PENCE or null, "bound": PENCE or null, "reason"} }
//
// The bound of an alternative is about plans that differ so from all before it.
// Money is pence a year.
type alternativesDocument struct {
	Version      model.DocumentVersion  `json:"version"`
	Instance     model.DocumentInstance `json:"instance"`
	Objective    model.Pence            `json:"objective"`
	Bound        *model.Pence           `json:"bound"`
	Most         model.Pence            `json:"most"`
	Practices    int                    `json:"differ_practices"`
	Sites        int                    `json:"differ_sites"`
	Alternatives []alternativeEntry     `json:"alternatives"`
	Common       alternativesCommon     `json:"common"`
	End          *alternativesEnd       `json:"end"`
}

type alternativeEntry struct {
	Name      string         `json:"name"`
	Solution  solver.Status  `json:"solution"`
	Stop      solver.Stop    `json:"stop"`
	Objective model.Pence    `json:"objective"`
	Bound     *model.Pence   `json:"bound"`
	Gap       *model.Decimal `json:"gap"`
	More      model.Pence    `json:"more"`
	Practices []int          `json:"practices_differ"`
	Sites     []int          `json:"sites_differ"`
	Plan      string         `json:"plan"`
}

type alternativesCommon struct {
	Sites     []string `json:"sites"`
	Practices int      `json:"practices"`
}

type alternativesEnd struct {
	Proven    bool         `json:"proven"`
	Objective *model.Pence `json:"objective"`
	Bound     *model.Pence `json:"bound"`
	Reason    string       `json:"reason"`
}

const alternativesFormat = 1

func newAlternativesDocument(base *solvedPlan, found *answers.Alternatives) *alternativesDocument {
	q := found.Question
	d := &alternativesDocument{
		Version:   model.DocumentVersion{Polyclinic: version(), Format: alternativesFormat},
		Instance:  model.DocumentInstance{Name: base.In.Data.Name, SHA256: base.In.SHA256},
		Objective: base.Objective, Bound: boundOf(base.Solved), Most: q.Most, Practices: q.Practices, Sites: q.Sites,
		Alternatives: []alternativeEntry{},
	}
	for i, a := range found.Found {
		d.Alternatives = append(d.Alternatives, alternativeEntry{
			Name: alternativeName(i + 1), Solution: a.Status, Stop: a.Stop, Objective: a.Objective, Bound: boundOf(a.Solved), Gap: gapOf(a.Solved),
			More: a.Objective - base.Objective, Practices: a.Practices, Sites: a.Sites, Plan: path.Join(alternativeName(i+1), planFile),
		})
	}
	d.Common.Sites, d.Common.Practices = found.Common()
	if end := found.End; end != nil {
		d.End = &alternativesEnd{Proven: found.NoneExists(), Bound: boundOf(end), Reason: report.NoAlternative(found)}
		if end.Plan != nil {
			d.End.Objective = &end.Objective
		}
	}
	return d
}

// boundOf is a bound, or nil.
func boundOf(s *answers.Solved) *model.Pence {
	if !s.HasBound {
		return nil
	}
	return &s.Bound
}

// gapOf is the gap of a plan with six decimals, or nil.
func gapOf(s *answers.Solved) *model.Decimal {
	if !s.HasBound || s.Plan == nil {
		return nil
	}
	gap := model.Decimal(sixDecimals(solver.Gap(int64(s.Objective), int64(s.Bound), 0)))
	return &gap
}

// csv has a row an alternative; what differs is counted against the plan.
func (d *alternativesDocument) csv(w io.Writer) error {
	rows := [][]string{{"name", "solution", "stop", "objective", "bound", "gap", "more", "practices_differ", "sites_differ", "plan"}}
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		rows = append(rows, []string{a.Name, string(a.Solution), string(a.Stop), orNull(&a.Objective), orNull(a.Bound), orNull(a.Gap), orNull(&a.More),
			strconv.Itoa(a.Practices[0]), strconv.Itoa(a.Sites[0]), a.Plan})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

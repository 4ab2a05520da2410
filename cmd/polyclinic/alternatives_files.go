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
//	  "base":     the plan itself, {"sites": {model: N}, "covered": people, "gp_minutes", "outpatient_minutes": extra a year per patient},
//	  "objective", "bound": of the plan, PENCE; bound null where it is not known,
//	  "most":     PENCE that an alternative may cost,
//	  "differ_practices", "differ_sites": how many at least differ, 0: no matter,
//	  "alternatives": [{"name", "solution", "stop", "objective", "bound", "gap": SHARE,
//	                "more": PENCE above the plan,
//	                "practices_differ", "sites_differ": [from the plan, from alternative-1, ...],
//	                "sites", "covered", "gp_minutes", "outpatient_minutes": as in base,
//	                "patients_elsewhere": on lists of practices with another place or model than in the plan,
//	                "changes": [{"site", "name", "before", "after": model, "" where closed}],
//	                "areas": [{"area", "name", "practices": how many differ}], most first,
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
	Base         *planFigures           `json:"base"`
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
	Differ    []int          `json:"sites_differ"`
	planFigures
	Elsewhere model.Patients `json:"patients_elsewhere"`
	Changes   []changedSite  `json:"changes"`
	Areas     []changedArea  `json:"areas"`
	Plan      string         `json:"plan"`
}

// planFigures are what a list says of a plan.
type planFigures struct {
	Sites             map[string]int `json:"sites"`
	Covered           model.Patients `json:"covered"`
	GPMinutes         float64        `json:"gp_minutes"`
	OutpatientMinutes float64        `json:"outpatient_minutes"`
}

type changedSite struct {
	Site   string `json:"site"`
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type changedArea struct {
	Area      string `json:"area"`
	Name      string `json:"name"`
	Practices int    `json:"practices"`
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

const (
	alternativesFile   = "alternatives.json"
	alternativesFormat = 1
)

func newAlternativesDocument(base *solvedPlan, found *answers.Alternatives) *alternativesDocument {
	q := found.Question
	d := &alternativesDocument{
		Version:   model.DocumentVersion{Polyclinic: version(), Format: alternativesFormat},
		Instance:  model.DocumentInstance{Name: base.In.Data.Name, SHA256: base.In.SHA256},
		Objective: base.Objective, Bound: boundOf(base.Solved), Most: q.Most, Practices: q.Practices, Sites: q.Sites,
		Alternatives: []alternativeEntry{},
	}
	own := figuresOfPlan(base.In, base.Plan)
	d.Base = &own
	for i, a := range found.Found {
		between := answers.Between(base.In, base.Plan, a.In, a.Plan)
		d.Alternatives = append(d.Alternatives, alternativeEntry{
			Name: alternativeName(i + 1), Solution: a.Status, Stop: a.Stop, Objective: a.Objective, Bound: boundOf(a.Solved), Gap: gapOf(a.Solved),
			More: a.Objective - base.Objective, Practices: a.Practices, Differ: a.Sites, planFigures: figuresOfPlan(a.In, a.Plan),
			Elsewhere: between.Patients, Changes: changedSites(base.In, between), Areas: changedAreas(base.In, between),
			Plan: path.Join(alternativeName(i+1), planFile),
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

func figuresOfPlan(in *model.Instance, p *model.Plan) planFigures {
	f := answers.FiguresOf(in, p)
	out := planFigures{Sites: f.Sites, Covered: f.Covered}
	if f.Patients > 0 {
		out.GPMinutes = sixDecimals(float64(f.GPMinutes) / float64(f.Patients))
		out.OutpatientMinutes = sixDecimals(float64(f.OutpatientMinutes) / float64(f.Patients))
	}
	return out
}

// changedSites are the sites that open, close or change their model; sizes are no
// matter.
func changedSites(in *model.Instance, d *answers.Difference) []changedSite {
	out := []changedSite{}
	for i := range d.Sites {
		if c := &d.Sites[i]; c.Before != c.After {
			site, _ := in.SiteIndex(c.Site)
			out = append(out, changedSite{c.Site, in.Data.Sites[site].Name, c.Before, c.After})
		}
	}
	return out
}

func changedAreas(in *model.Instance, d *answers.Difference) []changedArea {
	out := []changedArea{}
	for _, n := range report.PracticesByArea(in, d) {
		a := &in.Data.Areas[n.Area]
		out = append(out, changedArea{a.Code, a.Name, n.Practices})
	}
	return out
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

// csv has a row an alternative; what differs is counted against the plan, and
// money is in pounds.
func (d *alternativesDocument) csv(w io.Writer) error {
	rows := [][]string{{"name", "solution", "stop", "objective", "bound", "gap", "more", "practices_differ", "sites_differ", "plan"}}
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		rows = append(rows, []string{a.Name, string(a.Solution), string(a.Stop), inPounds(&a.Objective), inPounds(a.Bound), orNull(a.Gap), inPounds(&a.More),
			strconv.Itoa(a.Practices[0]), strconv.Itoa(a.Differ[0]), a.Plan})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

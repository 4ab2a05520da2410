package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

const (
	pointsFolder = "points"
	pointFile    = "point.json"
)

// pointFolder keeps the answers of a frontier: points/NAME holds plan.json and
// the other files of a plan's folder, and point.json, which says what is proven.
// A folder appears by one rename, so it is there whole.
type pointFolder struct {
	dir          string
	flags        *solveFlags
	log          *notes
	found, saved int
	work         int64
}

// keptPoint is point.json. Bounds are in whole values of the axis; costs in
// pence a year.
type keptPoint struct {
	Name      string           `json:"name"`
	Limits    map[string]any   `json:"limits"` // by axis, in its unit
	Solution  string           `json:"solution"`
	Stop      string           `json:"stop"`
	Values    map[string]int64 `json:"values"` // by axis
	Bound     *int64           `json:"bound"`
	CostBound *int64           `json:"cost_bound,omitempty"`
	Work      int64            `json:"work"`
}

// question is question.json: what the answers of a folder are answers to.
type question struct {
	Version  string         `json:"version"`
	Instance string         `json:"instance"`
	Axes     []string       `json:"axes"`
	Levels   int            `json:"levels"`
	Refine   int            `json:"refine"`
	Options  map[string]any `json:"options"`
	Scenario model.Scenario `json:"scenario"`
}

// claim makes the folder the question's, or refuses one that is another's.
func (k *pointFolder) claim(q answers.FrontierQuestion, compile answers.Compile) error {
	in, err := compile(q.Scenario)
	if err != nil {
		return err
	}
	return claimFolder(k.dir, question{version(), in.SHA256, q.Axes, q.Levels, q.Refine, k.flags.lasting(), in.Scenario})
}

// Find reads an answer that is there whole.
func (k *pointFolder) Find(name string, f *answers.Frontier) (*answers.Answer, error) {
	dir := filepath.Join(k.dir, pointsFolder, name)
	text, err := os.ReadFile(filepath.Join(dir, pointFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var p keptPoint
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, usage("%s: %v. Maybe the file was changed; remove the folder and it is solved again.", filepath.Join(dir, pointFile), err)
	}
	a := &answers.Answer{Status: solver.Status(p.Solution), Stop: solver.Stop(p.Stop), Work: p.Work}
	if p.Bound != nil {
		a.Bound, a.HasBound = *p.Bound, true
	}
	if p.CostBound != nil {
		a.CostBound, a.HasCostBound = model.Pence(*p.CostBound), true
	}
	k.found++
	k.work += p.Work
	if p.Values == nil {
		return a, nil
	}
	d, _, err := openPlan(dir)
	if err != nil {
		return nil, err
	}
	plan, faults := d.Plan(f.Base)
	if len(faults) > 0 {
		return nil, faults
	}
	plan.Settle(f.Base)
	if v := model.Check(f.Base, plan); !v.Feasible() {
		return nil, usage("the plan of %s breaks a rule: %v. Maybe the file was changed; remove the folder and it is solved again.", dir, v.Violations[0])
	}
	a.Plan = plan
	a.Warm, _ = readWarm(dir, f.Base.SHA256)
	return a, nil
}

// Save writes an answer whole: in a scratch folder, which is renamed.
func (k *pointFolder) Save(name string, limits []string, a *answers.Answer, f *answers.Frontier) error {
	p := keptPoint{Name: name, Limits: limitsByAxis(f, limits), Solution: string(a.Status), Stop: string(a.Stop), Work: a.Work}
	if a.HasBound {
		p.Bound = &a.Bound
	}
	if a.HasCostBound {
		bound := int64(a.CostBound)
		p.CostBound = &bound
	}
	var files []newFile
	if a.Plan != nil {
		p.Values = map[string]int64{}
		for i := range f.Axes {
			p.Values[f.Axes[i].Name] = a.Values[i]
		}
		var bound *model.Pence
		if a.HasPlanBound {
			bound = &a.PlanBound
		}
		files = planFiles(a.In, plainDocument(a.In, a.Plan, a.Stop, bound, k.flags, a.Work), a.Warm)
	}
	files = append(files, newFile{pointFile, func(w io.Writer) error { return encodeJSON(w, p) }})
	k.saved++
	k.work += a.Work
	k.log.note("%s", report.PointLine(name, f, a))
	return writeNewFolder(filepath.Join(k.dir, pointsFolder, name), files)
}

func limitsByAxis(f *answers.Frontier, limits []string) map[string]any {
	out := map[string]any{}
	for i, l := range limits {
		if l != "" {
			out[f.Axes[i].Name] = json.Number(l)
		}
	}
	return out
}

// writeNewFolder makes a folder by one rename: it is there whole or not at all.
func writeNewFolder(dir string, files []newFile) (err error) {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp(parent, ".polyclinic-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	if err := os.Chmod(scratch, 0o755); err != nil { // others may read what is not secret
		return err
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(scratch, f.name), f.write); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(scratch, dir)
}

// plainDocument is a plan.json without a history: nothing in it depends on the
// clock, so that the same work writes the same file. bound is one that holds
// under the document's own scenario.
func plainDocument(in *model.Instance, p *model.Plan, stop solver.Stop, bound *model.Pence, flags *solveFlags, work int64) *model.Document {
	accounts := model.Cost(in, p)
	solution := solver.Feasible
	if bound != nil && *bound >= accounts.Objective {
		solution = solver.Optimal
	}
	by := ""
	if bound != nil {
		by = portfolio
	}
	d := model.NewDocument(in, p, model.NewStatus(string(solution), string(stop), by, accounts.Objective, accounts.Total[model.Outpatients], bound))
	d.Version.Polyclinic = version()
	d.Options = flags.document()
	d.Statistics = map[string]any{"work": work}
	return d
}

func encodeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(value)
}

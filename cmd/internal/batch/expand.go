package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/scenario"
)

// Base is what all scenarios of a grid share.
type Base struct {
	Data    *model.Data
	Version string // of the program
	// Reference reads the plan that a scenario's `reference` names.
	Reference func(path string) ([]model.Placement, error)
}

// Job is a row that can be planned.
type Job struct {
	*Row
	Options  Options
	data     *model.Prepared // shared, but for its reference plan
	overlays []model.Overlay
	scenario string    // hash of what the instance is made of
	compiled *compiled // of all jobs
}

// Instance is the job's problem; it may be another job's too. The error is a model.Faults where its changes
// make no scenario.
func (j *Job) Instance() (*model.Instance, model.Warnings, error) {
	return j.compiled.of(j.scenario, j.data, j.overlays)
}

// Expand makes the manifest and the jobs of a grid, in the same order. A row
// whose changes make no scenario is a job too, whose Instance says why; that the
// base makes none is an error. The warnings are those of all scenarios, each once.
func Expand(g *Grid, base Base) (*Manifest, []Job, model.Warnings, error) {
	data, _, err := model.Prepare(base.Data) // its warnings were shown when it was read
	if err != nil {
		return nil, nil, nil, err
	}
	x := &expansion{grid: g, base: base, data: data, sha: data.SHA256(), files: map[string]model.Overlay{}, references: map[string][]model.Placement{}, compiled: &compiled{}}
	if err := x.checkNames(); err != nil {
		return nil, nil, nil, err
	}
	overlays, err := x.overlays(Change{Scenario: g.Scenario})
	if err != nil {
		return nil, nil, nil, err
	}
	resolved, warnings, err := model.Resolve(base.Data, overlays...)
	if err != nil {
		return nil, nil, nil, err
	}
	x.warn(warnings)
	m := &Manifest{Format: manifestFormat, Name: g.Name, Instance: base.Data.Name, SHA256: x.sha, Version: base.Version, Scenario: g.Scenario, Options: g.Options.text()}
	for _, d := range g.Vary {
		m.Vary = append(m.Vary, d.Name)
	}
	m.addModels(resolved)
	var jobs []Job
	for _, changes := range x.combinations() {
		job, models, err := x.job(overlays, changes)
		if err != nil {
			return nil, nil, nil, err
		}
		m.addModels(models)
		jobs = append(jobs, job)
	}
	for i := range jobs {
		m.Rows = append(m.Rows, *jobs[i].Row)
	}
	return m, jobs, x.warnings, nil
}

type expansion struct {
	grid       *Grid
	base       Base
	data       *model.Prepared
	sha        string
	files      map[string]model.Overlay
	references map[string][]model.Placement
	compiled   *compiled
	warnings   model.Warnings
}

func (x *expansion) warn(more model.Warnings) {
	for _, w := range more {
		if !slices.Contains(x.warnings, w) {
			x.warnings = append(x.warnings, w)
		}
	}
}

// combination is the changes of a row, and its cells under vary.
type combination struct {
	label   string
	cells   []string
	changes []Change
}

// combinations are the product of vary, the last dimension fastest, then list.
func (x *expansion) combinations() []combination {
	g := x.grid
	rows := []combination{{}}
	for _, d := range g.Vary {
		var next []combination
		for _, row := range rows {
			for _, c := range d.Changes {
				label := d.Name + "=" + c.Label
				if row.label != "" {
					label = row.label + ", " + label
				}
				next = append(next, combination{label, append(slices.Clone(row.cells), c.Label), append(slices.Clone(row.changes), c)})
			}
		}
		rows = next
	}
	switch {
	case len(g.Vary) == 0 && len(g.List) > 0:
		rows = nil
	case len(g.Vary) == 0:
		rows[0].label = "base"
	}
	for _, c := range g.List {
		rows = append(rows, combination{c.Label, make([]string, len(g.Vary)), []Change{c}})
	}
	return rows
}

// checkNames reports every preset or file that is not there, once.
func (x *expansion) checkNames() error {
	var faults model.Faults
	seen := map[string]bool{}
	check := func(names []string) {
		for _, name := range names {
			if seen[name] {
				continue
			}
			seen[name] = true
			if _, err := x.overlay(name); err != nil {
				var more model.Faults
				if errors.As(err, &more) {
					faults = append(faults, more...)
				}
			}
		}
	}
	check(x.grid.Scenario)
	for _, d := range x.grid.Vary {
		for _, c := range d.Changes {
			check(c.Scenario)
		}
	}
	for _, c := range x.grid.List {
		check(c.Scenario)
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// overlay is a preset, or a file relative to the grid's.
func (x *expansion) overlay(name string) (model.Overlay, error) {
	if o, ok := x.files[name]; ok {
		return o, nil
	}
	o, ok := scenario.Find(name, x.base.Data)
	if !ok {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(x.grid.Folder, path)
		}
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return o, model.Faults{{Name: fmt.Sprintf("scenario %q", name), Value: "is neither a file beside the grid nor a preset",
				Want: "a file or one of " + strings.Join(scenario.Names(), ", "), Maybe: model.Meant(name, scenario.Names())}}
		}
		if err != nil {
			return o, model.Faults{{Name: fmt.Sprintf("scenario %q", name), Value: "cannot be read: " + err.Error()}}
		}
		o = model.Overlay{Source: name, Text: text}
	}
	x.files[name] = o
	return o, nil
}

func (x *expansion) overlays(c Change) ([]model.Overlay, error) {
	var out []model.Overlay
	for _, name := range c.Scenario {
		o, err := x.overlay(name)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	if len(c.Set) > 0 || len(c.Lock) > 0 {
		out = append(out, model.Overlay{Set: c.Set, Lock: c.Lock})
	}
	return out, nil
}

// job lays a combination over the base. The scenario it returns is empty where
// the changes make none.
func (x *expansion) job(base []model.Overlay, row combination) (Job, model.Scenario, error) {
	job := Job{Row: &Row{Scenario: row.label, Vary: row.cells}, Options: x.grid.Options, data: x.data, overlays: slices.Clone(base), compiled: x.compiled}
	for _, c := range row.changes {
		more, err := x.overlays(c)
		if err != nil {
			return job, model.Scenario{}, err
		}
		job.overlays = append(job.overlays, more...)
		job.Changes.Scenario = append(job.Changes.Scenario, c.Scenario...)
		job.Changes.Set = append(job.Changes.Set, c.Set...)
		job.Changes.Lock = append(job.Changes.Lock, c.Lock...)
		if c.Seed != nil {
			job.Options.Seed = *c.Seed
		}
	}
	job.Seed = job.Options.Seed
	resolved, warnings, err := model.Resolve(x.base.Data, job.overlays...)
	x.warn(warnings)
	if err != nil {
		job.Hash = hashOf(x.sha, job.overlays, nil, job.Options, x.base.Version)
		job.scenario = job.Hash
		return job, model.Scenario{}, nil
	}
	var reference []model.Placement
	if resolved.Reference != "" {
		if reference, err = x.reference(resolved.Reference); err != nil {
			return job, resolved, err
		}
		job.data = x.data.WithReference(reference)
	}
	job.Hash = hashOf(x.sha, resolved, reference, job.Options, x.base.Version)
	job.scenario = hashOf(x.sha, resolved, reference, Options{}, x.base.Version)
	return job, resolved, nil
}

// reference reads a reference plan once.
func (x *expansion) reference(path string) ([]model.Placement, error) {
	places, ok := x.references[path]
	if !ok {
		var err error
		if places, err = x.base.Reference(path); err != nil {
			return nil, err
		}
		x.references[path] = places
	}
	return places, nil
}

// hashOf identifies all that a result depends on.
func hashOf(instance string, scenario any, reference []model.Placement, o Options, version string) string {
	text, err := json.Marshal([]any{"polyclinic batch", manifestFormat, instance, scenario, reference, o.text(), o.Seed, version})
	if err != nil {
		panic("batch: " + err.Error()) // plain values of our own
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"polyclinic/model"
	"polyclinic/model/london"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// Planning is the family of the problems that polyclinic itself is for: an
// instance folder, one area of it, or what is built in. Costs are pence.
const Planning = "planning"

// builtIn are the instances that need no files.
var builtIn = map[string]func() (*model.Data, error){
	"london-2008": london.Data,
	"england":     func() (*model.Data, error) { return london.England(8_000, 1_500, 1) },
}

const realLondon = "data/london-real"

// planningCases are measured beside the public instances; files are relative to
// the folder of data. The areas of the real London follow them, each alone.
var planningCases = []Case{
	{Name: "london-real", File: realLondon, Quick: time.Minute, Seeds: 3, Threads: 2, Ablation: 300_000_000},
	{Name: "london-real across borders", File: realLondon, Set: acrossBorders, Quick: time.Minute, Threads: 2, Ablation: 1_000_000_000},
	{Name: "london-2008", File: "london-2008", Threads: 2},
	{Name: "london-2008 across borders", File: "london-2008", Set: acrossBorders, Threads: 2},
	{Name: "london-real with too little capital", File: realLondon, Set: []string{"rules.budget.state=hard", "rules.budget.capital=1000000"}, Threads: 2, Ablation: 300_000_000},
	{Name: "england", File: "england", Threads: 2, Ablation: 600_000_000},
	{Name: "england across borders", File: "england", Set: acrossBorders, Threads: 2},
}

var acrossBorders = []string{"rules.boundary.scope=any"}

// areaCases are the areas of the real London without the range, which is a rule
// of the capital.
func areaCases(data string) ([]Case, error) {
	whole, err := planningData(filepath.Join(data, filepath.FromSlash(realLondon)))
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, a := range whole.Areas {
		c := Case{Name: "london-real " + a.Code, File: realLondon, Area: a.Code, Set: []string{"rules.range.state=off"}}
		switch a.Code {
		case "5C4":
			c.Quick, c.Ablation = time.Minute, 40_000_000
		case "TAK":
			c.Quick = time.Minute
		}
		out = append(out, c)
	}
	return out, nil
}

func isPlanning(path string) bool {
	if builtIn[path] != nil {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// readPlanning compiles and formulates an instance with the request's settings.
func readPlanning(r Request) (*Instance, error) {
	if r.P != 0 || r.Index > 1 || r.Embed != "" {
		return nil, fmt.Errorf("p, index and embed are not for the family %s", Planning)
	}
	data, err := planningData(r.Path)
	if err == nil && r.Area != "" {
		data, err = oneArea(data, r.Area)
	}
	if err != nil {
		return nil, err
	}
	compiled, _, err := model.New(data, model.Overlay{Source: "--set", Set: r.Set})
	if err != nil {
		return nil, err
	}
	problem, m := plan.Formulate(compiled)
	name := strings.Join(slices.DeleteFunc(append([]string{filepath.Base(r.Path), r.Area}, r.Set...), func(s string) bool { return s == "" }), " ")
	return &Instance{Name: name, Family: Planning, Scale: 1, Problem: problem, Uncontrollable: outpatients(m)}, nil
}

func planningData(path string) (*model.Data, error) {
	if make := builtIn[path]; make != nil {
		return make()
	}
	data, _, err := model.Read(os.DirFS(path), ".")
	return data, err
}

// outpatients is the part of a solution's objective that is much the same in
// every solution.
func outpatients(m *plan.Map) func(facility.Solution) int64 {
	in := m.Instance()
	return func(s facility.Solution) int64 {
		total := int64(0)
		for _, arc := range s.Arc {
			if arc < 0 {
				continue
			}
			for _, a := range m.Arcs(arc) {
				total += int64(in.Parts(&a)[model.Outpatients])
			}
		}
		return total
	}
}

package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"polyclinic/model"
	"polyclinic/model/london"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// planning is the family of the problems that polyclinic itself is for: an
// instance folder, or the built-in London. Costs are pence.
const planning = "planning"

const builtInLondon = "london-2008"

// planningCases are measured beside the public instances; files are relative to
// the folder of data.
var planningCases = []Case{
	{Name: "london-2008", File: builtInLondon, Quick: true},
	{Name: "london-2008 across borders", File: builtInLondon, Set: []string{"rules.boundary.scope=any"}},
	{Name: "london-real", File: "data/london-real", Quick: true},
	{Name: "london-real across borders", File: "data/london-real", Set: []string{"rules.boundary.scope=any"}},
}

func isPlanning(path string) bool {
	if path == builtInLondon {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// readPlanning compiles and formulates an instance with the request's settings.
func readPlanning(r Request) (*Instance, error) {
	if r.P != 0 || r.Index > 1 || r.Embed != "" {
		return nil, fmt.Errorf("p, index and embed are not for the family %s", planning)
	}
	data, err := planningData(r.Path)
	if err != nil {
		return nil, err
	}
	compiled, _, err := model.New(data, model.Overlay{Source: "--set", Set: r.Set})
	if err != nil {
		return nil, err
	}
	problem, m := plan.Formulate(compiled)
	name := strings.Join(append([]string{filepath.Base(r.Path)}, r.Set...), " ")
	return &Instance{Name: name, Family: planning, Scale: 1, Problem: problem, Uncontrollable: outpatients(m)}, nil
}

func planningData(path string) (*model.Data, error) {
	if path == builtInLondon {
		return london.Data()
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

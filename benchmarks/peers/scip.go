package peers

import (
	"fmt"
	"regexp"
	"strings"
)

var scip = kind{
	format: mps, name: "scip", product: "SCIP", programs: []string{"scip"}, version: []string{"--version"}, line: "SCIP version",
	args: func(t task) []string {
		return []string{"-c", fmt.Sprintf("set limits time %g", t.limit), "-c", "read " + t.model, "-c", "optimize", "-c", "write solution " + t.answer, "-c", "quit"}
	},
	parser: func() parser { return scipLog{} },
}

// scipLog reads the table of SCIP by the place of its last four columns: dual
// bound, primal bound, gap, completed share.
type scipLog struct{}

var (
	scipObjective = regexp.MustCompile(`^Primal Bound\s*:\s*(\S+)`)
	scipBound     = regexp.MustCompile(`^Dual Bound\s*:\s*(\S+)`)
)

func (scipLog) line(text string, o *Outcome) {
	if m := scipObjective.FindStringSubmatch(text); m != nil {
		set(&o.Objective, value(m[1]))
		return
	}
	if m := scipBound.FindStringSubmatch(text); m != nil {
		set(&o.Bound, value(m[1]))
		return
	}
	switch {
	case strings.Contains(text, "[optimal solution found]"):
		o.Status = "optimal"
	case strings.Contains(text, "problem is solved [infeasible]"):
		o.Status = "infeasible"
	}
	cells := strings.Split(text, "|")
	if len(cells) < 8 || strings.Contains(text, "dualbound") {
		return
	}
	last := len(cells) - 1
	set(&o.Bound, value(cells[last-3]))
	set(&o.Objective, value(cells[last-2]))
}

package peers

import (
	"fmt"
	"math"
	"regexp"
)

// glpk has no threads and takes whole seconds. It proves next to nothing of the
// suite, so it takes part only if it is named.
var glpk = kind{
	format: mps, name: "glpk", product: "GLPK", asked: true, programs: []string{"glpsol"}, version: []string{"--version"}, line: "GLPSOL",
	args: func(t task) []string {
		return []string{"--freemps", t.model, "--cuts", "--mipgap", "0", "--tmlim", fmt.Sprint(int(math.Ceil(t.limit))), "-w", t.answer}
	},
	parser: func() parser {
		return patterns{
			{regexp.MustCompile(`^\+\s*\d+: mip =\s+not found yet >=\s+(\S+)`), boundIs},
			{regexp.MustCompile(`^\+\s*\d+: (?:mip =|>>>>>)\s+(\S+)\s+>=\s+(\S+)`), bothAre},
			{regexp.MustCompile(`^Objective value =\s+(\S+)`), objectiveIs}, // solved by preprocessing
			{regexp.MustCompile(`^INTEGER OPTIMAL SOLUTION FOUND`), status("optimal")},
			{regexp.MustCompile(`^PROBLEM HAS NO (?:PRIMAL |INTEGER )?FEASIBLE SOLUTION`), status("infeasible")},
		}
	},
}

package peers

import (
	"fmt"
	"regexp"
)

// cbc: costs are whole, so a gap below 1 is a proof; the limit is one of elapsed
// time.
var cbc = kind{
	format: mps, name: "cbc", product: "CBC", programs: []string{"cbc"}, version: []string{"-quit"}, line: "Version:",
	args: func(t task) []string {
		args := []string{t.model, "-timeMode", "elapsed", "-seconds", fmt.Sprint(t.limit), "-ratioGap", "0", "-allowableGap", "0.999"}
		if t.threads > 1 {
			args = append(args, "-threads", fmt.Sprint(t.threads))
		}
		return append(args, "-solve", "-solution", t.answer, "-quit")
	},
	parser: func() parser {
		return patterns{
			{regexp.MustCompile(`^Cbc0010I .* tree, (\S+) best solution, best possible (\S+)`), bothAre},
			{regexp.MustCompile(`^Cbc00(?:04|12|16)I Integer solution of (\S+)`), objectiveIs},
			{regexp.MustCompile(`^Cbc0005I .* best objective (\S+) \(best possible (\S+)\)`), bothAre},
			{regexp.MustCompile(`^Cbc0001I .* best objective (\S+),`), objectiveIs},
			{regexp.MustCompile(`^Continuous objective value is (\S+)`), boundIs},
			{regexp.MustCompile(`^Objective value:\s+(\S+)`), objectiveIs},
			{regexp.MustCompile(`^Lower bound:\s+(\S+)`), boundIs},
			{regexp.MustCompile(`^Result - Optimal solution found`), status("optimal")},
			{regexp.MustCompile(`^Result - (?:Problem proven|Linear relaxation) infeasible|^Problem is infeasible`), status("infeasible")},
		}
	},
}

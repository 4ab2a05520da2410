package peers

import (
	"fmt"
	"regexp"
	"strings"
)

// highsNative is the program of HiGHS. Costs are whole, so a gap below 1 is a
// proof, for each HiGHS that can be told so.
var highsNative = kind{
	format: mps, name: "highs", product: "HiGHS", programs: []string{"highs"}, version: []string{"--version"}, line: "HiGHS version",
	args: func(t task) []string {
		parallel := "off"
		if t.threads > 1 {
			parallel = "on"
		}
		return []string{t.model, "--options_file", t.script, "--solution_file", t.answer, "--time_limit", fmt.Sprint(t.limit), "--parallel", parallel}
	},
	parser: func() parser { return &highsLog{} },
	script: "mip_rel_gap = 0\nmip_abs_gap = 0.999\n",
}

// highsWasm is HiGHS as the npm package highs, run by node: one thread, and
// slower than machine code, but a current release where no other can be had.
var highsWasm = kind{
	format: mps, name: "highs-wasm", product: "HiGHS", programs: []string{"node"}, version: []string{"-e", highsWasmVersion}, line: "HiGHS-wasm",
	args:   scripted,
	parser: func() parser { return &highsLog{} },
	script: highsWasmScript,
}

// highsScipy is the HiGHS inside Debian's python3-scipy, by scipy.optimize.milp:
// an old release, but one package away.
var highsScipy = kind{
	format: json, name: "highs-scipy", product: "HiGHS", programs: []string{"python3", "/usr/bin/python3"}, version: []string{"-c", scipyVersion}, line: "scipy",
	args:   scripted,
	parser: func() parser { return &highsLog{} },
	script: scipyScript,
}

func scripted(t task) []string { return []string{t.script, t.model, fmt.Sprint(t.limit), t.answer} }

// highsLog reads the table of HiGHS, whose columns before the bound vary with
// the release: explored is the last share before it.
type highsLog struct{ inTable bool }

var (
	highsObjective = regexp.MustCompile(`^\s*Primal bound\s+(\S+)`)
	highsBound     = regexp.MustCompile(`^\s*Dual bound\s+(\S+)`)
	highsStatus    = regexp.MustCompile(`^\s*Status\s+(\S.*)`)
)

func (h *highsLog) line(text string, o *Outcome) {
	switch {
	case strings.Contains(text, "BestBound") && strings.Contains(text, "BestSol"):
		h.inTable = true
	case strings.HasPrefix(text, "Solving report"):
		h.inTable = false
	case h.inTable:
		h.row(strings.Fields(text), o)
	default:
		if m := highsObjective.FindStringSubmatch(text); m != nil {
			set(&o.Objective, value(m[1]))
		} else if m := highsBound.FindStringSubmatch(text); m != nil {
			set(&o.Bound, value(m[1]))
		} else if m := highsStatus.FindStringSubmatch(text); m != nil {
			switch strings.TrimSpace(m[1]) {
			case "Optimal":
				o.Status = "optimal"
			case "Infeasible":
				o.Status = "infeasible"
			}
		}
	}
}

// row has "… explored% bound objective gap …".
func (h *highsLog) row(fields []string, o *Outcome) {
	for k, f := range fields {
		if strings.HasSuffix(f, "%") && k+2 < len(fields) {
			set(&o.Bound, value(fields[k+1]))
			set(&o.Objective, value(fields[k+2]))
			return
		}
	}
}

package facility

import (
	"strconv"
	"strings"
)

// solutionFormat is one way of writing solutions.
type solutionFormat struct {
	name   string
	begins func(line string) bool // of the first line that is not empty
	parse  func(*solutionParser)
}

func startsWith(prefixes ...string) func(string) bool {
	return func(line string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(line, p) {
				return true
			}
		}
		return false
	}
}

var solutionFormats = []solutionFormat{
	{"highs", startsWith("Model status", "# Primal solution"), (*solutionParser).highs},
	{"highs", func(line string) bool { return line == "Columns" }, (*solutionParser).highsPretty},
	{"glpk", startsWith("Problem:"), (*solutionParser).glpkTable},
	{"glpk", startsWith("c ", "s mip", "s bas", "s ipt"), (*solutionParser).glpkRaw},
	{"scip", startsWith("solution status:"), (*solutionParser).scip},
	{"gurobi", startsWith("# Solution", "# Objective"), (*solutionParser).gurobi},
	{"cbc", func(line string) bool {
		return strings.Contains(line, "objective value") || strings.Contains(line, "no integer solution")
	}, (*solutionParser).cbc},
}

func (f *solutionParser) detect() *solutionFormat {
	for _, line := range f.lines {
		if line == "" {
			continue
		}
		for k := range solutionFormats {
			if solutionFormats[k].begins(line) {
				return &solutionFormats[k]
			}
		}
		return nil
	}
	return nil
}

// number reads a value; what is not one is a fault.
func (f *solutionParser) number(line int, text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		f.fault(line, "the file is cut off", "value %q, want a number", text)
	}
	return v
}

// named records a column's value by name.
func (f *solutionParser) named(line int, name, value string) {
	f.entries = append(f.entries, entry{line: line, name: name, number: -1, value: f.number(line, value)})
}

// lastNumber is the last word of a line such as "objective value: 12", if it is
// a number.
func (f *solutionParser) lastNumber(line string) {
	words := strings.Fields(line)
	if len(words) > 0 {
		if v, err := strconv.ParseFloat(words[len(words)-1], 64); err == nil {
			f.objective = v
		}
	}
}

// highs reads the raw style, "name value" after "# Columns n", and the sparse
// one, "name value number" after "# Columns -n".
func (f *solutionParser) highs() {
	inColumns, left, status := false, 0, ""
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case line == "Model status" && k+1 < len(f.lines):
			status = f.lines[k+1]
		case strings.HasPrefix(line, "# Primal solution"):
			if k+1 < len(f.lines) && f.lines[k+1] == "None" {
				f.none = "model status " + status
				return
			}
			if k+1 < len(f.lines) && f.lines[k+1] == "Infeasible" {
				f.none = "the values are infeasible, model status " + status
				return
			}
		case words[0] == "Objective" && len(words) == 2 && !inColumns:
			f.lastNumber(line)
		case words[0] == "#" && len(words) == 3 && words[1] == "Columns":
			inColumns = true
			left = int(f.number(k+1, words[2]))
			if left >= 0 {
				f.columns = left
			}
			left = max(left, -left)
		case words[0] == "#":
			inColumns = false
			if len(words) > 1 && words[1] == "Dual" {
				f.short(left)
				return
			}
		case inColumns && len(words) >= 2:
			left--
			f.named(k+1, words[0], words[1])
		}
	}
	f.short(left)
}

// short reports a file that promised more columns than it has.
func (f *solutionParser) short(left int) {
	if left > 0 {
		f.fault(len(f.lines), "the file is cut off", "%d columns are missing", left)
	}
}

// highsPretty reads the table: number, limits, value, and the name last.
func (f *solutionParser) highsPretty() {
	inColumns := false
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case line == "Columns":
			inColumns = true
		case line == "Rows":
			inColumns = false
		case strings.HasPrefix(line, "Model status:"):
			if strings.Contains(line, "nfeasible") {
				f.none = line
			}
		case strings.HasPrefix(line, "Objective value:"):
			f.lastNumber(line)
		case inColumns && len(words) == 1:
			f.fault(k+1, "the file is cut off", "%q, want a row of the table", words[0])
		case inColumns && len(words) > 0 && words[0] != "Index":
			var numbers []string // those after the column's number
			for _, w := range words[1 : len(words)-1] {
				if _, err := strconv.ParseFloat(w, 64); err == nil {
					numbers = append(numbers, w)
				}
			}
			if len(numbers) < 3 {
				f.none = "no values in the table of columns"
				continue
			}
			f.named(k+1, words[len(words)-1], numbers[2])
		}
	}
}

// cbc reads "number name value cost", marked with ** where a value is beyond
// its bounds; zeros are left out.
func (f *solutionParser) cbc() {
	started := false
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case !started:
			started = true
			low := strings.ToLower(line)
			if strings.HasPrefix(low, "infeasible") || strings.Contains(low, "integer infeasible") ||
				strings.Contains(low, "no integer solution") || strings.HasPrefix(low, "unbounded") {
				f.none = line
				return
			}
			f.lastNumber(line)
		default:
			if words[0] == "**" {
				words = words[1:]
			}
			if len(words) < 3 {
				f.fault(k+1, "the file is cut off", "%q, want number, name and value", strings.TrimSpace(line))
				continue
			}
			f.named(k+1, words[1], words[2])
		}
	}
}

// scip reads "name value (obj:cost)"; zeros are left out.
func (f *solutionParser) scip() {
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case len(words) == 0, strings.HasPrefix(line, "solution status:"):
			if strings.Contains(line, "infeasible") {
				f.none = line
			}
		case strings.HasPrefix(line, "no solution available"):
			f.none = line
		case strings.HasPrefix(line, "objective value:"):
			f.lastNumber(line)
		case len(words) >= 2:
			f.named(k+1, words[0], words[1])
		default:
			f.fault(k+1, "the file is cut off", "%q, want name and value", strings.TrimSpace(line))
		}
	}
}

// gurobi reads "name value".
func (f *solutionParser) gurobi() {
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "#":
			if strings.Contains(line, "Objective value") {
				f.lastNumber(line)
			}
		case len(words) == 2:
			f.named(k+1, words[0], words[1])
		default:
			f.fault(k+1, "the file is cut off", "%q, want name and value", strings.TrimSpace(line))
		}
	}
	if len(f.entries) == 0 {
		f.none = "no column has a value"
	}
}

package facility

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
)

// FileSolution is what a solver's solution file says.
type FileSolution struct {
	Solution  Solution
	Format    string  // who wrote it: highs, cbc, glpk, gurobi or scip
	Objective float64 // as the solver said it; NaN where it did not
}

// ReadSolution reads the solution file that a solver wrote for the exported
// program: HiGHS (raw, sparse and pretty), CBC, GLPK (-o and -w), Gurobi or SCIP,
// told apart by their first lines. name is for messages.
//
// The solution is what the file chooses and no more: Check and Cost are for the
// caller. The error is FileFaults with everything that is wrong, or wraps
// ErrNoSolution.
func (g *Program) ReadSolution(r io.Reader, name string) (*FileSolution, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := &solutionParser{file: name, lines: lines, objective: math.NaN()}
	format := f.detect()
	if format == nil {
		return nil, FileFaults{{File: name, Line: 1, Text: "no solution file of HiGHS, CBC, GLPK, Gurobi or SCIP begins like this",
			Maybe: "it is a log, or the model itself"}}
	}
	format.parse(f)
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	if f.none != "" {
		return nil, fmt.Errorf("%s: %w: %s", name, ErrNoSolution, f.none)
	}
	values := f.values(g)
	if len(f.faults) == 0 {
		f.contradictions(g, values)
	}
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	return &FileSolution{Solution: g.Solution(values), Format: format.name, Objective: f.objective}, nil
}

// entry is one column's value; number counts columns from 0 where the file has
// no names, and is -1 else.
type entry struct {
	line   int
	name   string
	number int
	value  float64
}

// solutionParser is one file being read.
type solutionParser struct {
	file      string
	lines     []string
	entries   []entry
	columns   int // as the file says, 0 if it does not
	objective float64
	none      string // why the file holds no solution
	faults    FileFaults
}

func (f *solutionParser) fault(line int, maybe, format string, args ...any) {
	f.faults = append(f.faults, FileFault{File: f.file, Line: line, Maybe: maybe, Text: fmt.Sprintf(format, args...)})
}

// values gives every column its value; those the file does not name are 0.
func (f *solutionParser) values(g *Program) []int64 {
	values := make([]int64, len(g.Columns))
	if f.columns > 0 && f.columns != len(g.Columns) {
		f.fault(1, "it belongs to another instance, or to an export with other options",
			"the file has %d columns, want %d", f.columns, len(g.Columns))
		return values
	}
	names := g.Names().Columns
	number := make(map[string]int, len(names))
	for c, name := range names {
		number[name] = c
	}
	for _, e := range f.entries {
		c, known := e.number, e.number >= 0 && e.number < len(names)
		if e.number < 0 {
			c, known = number[e.name], true
			if _, known = number[e.name]; !known {
				f.fault(e.line, "the file belongs to another instance", "column %q is not in this program", e.name)
				continue
			}
		}
		if !known {
			f.fault(e.line, "", "column number %d, want 1 to %d", e.number+1, len(names))
			continue
		}
		values[c] = f.whole(&g.Columns[c], names[c], e)
	}
	return values
}

// whole rounds a value that is whole up to a solver's tolerance.
func (f *solutionParser) whole(c *Column, name string, e entry) int64 {
	round := math.Round(e.value)
	switch {
	case c.Kind == ColumnOver || c.Kind == ColumnUnder:
		return int64(round) // follows from the rest
	case math.Abs(e.value-round) > 1e-4:
		f.fault(e.line, "this is the solution of a relaxation", "column %q is %v, want 0 or 1", name, e.value)
	case round != 0 && round != 1:
		f.fault(e.line, "", "column %q is %v, want 0 or 1", name, e.value)
	}
	return int64(round)
}

// contradictions reports what a Solution cannot hold.
func (f *solutionParser) contradictions(g *Program, values []int64) {
	p := g.Problem
	chosen := func(columns []int32) int64 {
		sum := int64(0)
		for _, c := range columns {
			sum += values[c]
		}
		return sum
	}
	who := newNamer(p)
	for i := range int32(p.NumCustomers()) {
		var columns []int32
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			columns = append(columns, g.ArcColumn(a))
		}
		if out := g.OutColumn(i); out >= 0 {
			columns = append(columns, out)
		}
		if n := chosen(columns); n != 1 {
			f.fault(0, "", "customer %s is assigned or left out %d times, want once", who.customers[i], n)
		}
	}
	for j := range int32(p.NumSites()) {
		var columns []int32
		first, last := p.Options(j)
		for k := p.StepStart[first]; k < p.StepStart[last]; k++ {
			columns = append(columns, g.StepColumn(k))
		}
		if n := chosen(columns); n > 1 {
			f.fault(0, "", "site %s is open %d times, want once at most", who.sites[j], n)
		}
	}
}

// WriteSolution writes a solution as a file that a solver takes as a start:
// style is "highs" (raw) or "gurobi".
func (g *Program) WriteSolution(w io.Writer, s Solution, style string) error {
	values, ok := g.Values(s)
	if !ok {
		return fmt.Errorf("the solution has an open option that no step admits")
	}
	names, out := g.Names(), bufio.NewWriter(w)
	switch style {
	case "highs":
		fmt.Fprintf(out, "Model status\nUnknown\n\n# Primal solution values\nFeasible\nObjective %d\n# Columns %d\n",
			g.Objective(values), len(g.Columns))
	case "gurobi":
		fmt.Fprintf(out, "# Solution for model %s\n# Objective value = %d\n", g.fileName(), g.Objective(values))
	default:
		return fmt.Errorf("solution style %q, want highs or gurobi", style)
	}
	for c, v := range values {
		fmt.Fprintf(out, "%s %d\n", names.Columns[c], v)
	}
	if style == "highs" {
		fmt.Fprintf(out, "# Rows %d\n", len(g.Rows))
		for r := range g.Rows {
			fmt.Fprintf(out, "%s %d\n", names.Rows[r], activity(g.Row(r), values))
		}
		out.WriteString("\n# Dual solution values\nNone\n")
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing a solution file: %w", err)
	}
	return nil
}

func readLines(r io.Reader) ([]string, error) {
	var lines []string
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 64<<10), 16<<20)
	for scan.Scan() {
		lines = append(lines, strings.TrimRight(scan.Text(), " \t\r"))
	}
	return lines, scan.Err()
}

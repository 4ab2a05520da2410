package facility

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// WriteLP writes the program in CPLEX's LP format. The objective names every
// column in order, with a 0 where it costs nothing, so that solvers which number
// columns as they meet them keep ours. A row with two limits is written twice,
// since not every reader takes both in one, the second as low_ and its name.
func (g *Program) WriteLP(w io.Writer) error {
	out := lpWriter{Writer: bufio.NewWriter(w), names: g.Names()}
	fmt.Fprintf(out, "\\ %s\nMinimize\n", g.fileName())
	objective := make([]Term, len(g.Columns))
	for c := range objective {
		objective[c] = Term{Index: int32(c), Coef: g.Columns[c].Cost}
	}
	out.expression("cost", objective)
	out.WriteString("\nSubject To\n")
	for r, row := range g.Rows {
		name := out.names.Rows[r]
		terms := g.Row(r)
		if len(terms) == 0 { // the format has no empty rows
			terms = []Term{{}}
		}
		switch sense(row) {
		case 'E':
			out.row(name, terms, "=", row.Lower)
		case 'L':
			out.row(name, terms, "<=", row.Upper)
			if isRange(row) {
				out.row("low_"+name, terms, ">=", row.Lower)
			}
		case 'G':
			out.row(name, terms, ">=", row.Lower)
		}
	}
	g.lpBounds(&out)
	out.WriteString("End\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing LP: %w", err)
	}
	return nil
}

// lpBounds writes bounds and integers. Only columns from 0 to 1 are called
// binary: a reader gives those their bounds, whatever was said before.
func (g *Program) lpBounds(out *lpWriter) {
	out.WriteString("Bounds\n")
	var binaries, generals []int32
	for c := range g.Columns {
		column, name := &g.Columns[c], out.names.Columns[c]
		switch {
		case column.Integer && column.Lower == 0 && column.Upper == 1:
			binaries = append(binaries, int32(c))
			continue
		case column.Integer:
			generals = append(generals, int32(c))
		}
		switch {
		case column.Lower == column.Upper:
			fmt.Fprintf(out, " %s = %d\n", name, column.Lower)
		case column.Upper < Infinity:
			fmt.Fprintf(out, " %d <= %s <= %d\n", column.Lower, name, column.Upper)
		}
	}
	out.list("Generals", generals)
	out.list("Binaries", binaries)
}

// lpWriter breaks lines well before the 255 characters that some readers take.
type lpWriter struct {
	*bufio.Writer
	names *ProgramNames
	used  int // characters on the line
}

const lpLine = 200

func (w *lpWriter) word(text string) {
	if w.used+len(text)+1 > lpLine {
		w.WriteString("\n")
		w.used = 0
	}
	w.WriteString(" ")
	w.WriteString(text)
	w.used += len(text) + 1
}

func (w *lpWriter) expression(name string, terms []Term) {
	w.used = 0
	w.word(name + ":")
	for k, t := range terms {
		sign, coef := "+ ", t.Coef
		switch {
		case coef < 0:
			sign, coef = "- ", -coef
		case k == 0:
			sign = ""
		}
		w.word(sign + strconv.FormatInt(coef, 10) + " " + w.names.Columns[t.Index])
	}
}

func (w *lpWriter) row(name string, terms []Term, relation string, side int64) {
	w.expression(name, terms)
	w.word(relation + " " + strconv.FormatInt(side, 10))
	w.WriteString("\n")
}

func (w *lpWriter) list(section string, columns []int32) {
	if len(columns) == 0 {
		return
	}
	w.WriteString(section + "\n")
	w.used = 0
	for _, c := range columns {
		w.word(w.names.Columns[c])
	}
	w.WriteString("\n")
}

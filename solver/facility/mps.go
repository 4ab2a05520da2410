package facility

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// WriteMPS writes the program as free MPS. The problem's constant is the cost of
// the column "constant", fixed at 1: readers disagree on the sign of an offset.
// Every bound is written, as readers disagree on the default of integers. FREE
// after the name keeps CBC from reading columns of fixed width.
func (g *Program) WriteMPS(w io.Writer) error {
	out, names := bufio.NewWriter(w), g.Names()
	fmt.Fprintf(out, "NAME %s FREE\nROWS\n N cost\n", g.fileName())
	for r, row := range g.Rows {
		fmt.Fprintf(out, " %c %s\n", sense(row), names.Rows[r])
	}
	g.mpsColumns(out, names)
	out.WriteString("RHS\n")
	for r, row := range g.Rows {
		if side := rightHand(row); side != 0 {
			fmt.Fprintf(out, " rhs %s %d\n", names.Rows[r], side)
		}
	}
	if g.hasRanges() {
		out.WriteString("RANGES\n")
		for r, row := range g.Rows {
			if isRange(row) {
				fmt.Fprintf(out, " rng %s %d\n", names.Rows[r], row.Upper-row.Lower)
			}
		}
	}
	g.mpsBounds(out, names)
	out.WriteString("ENDATA\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing MPS: %w", err)
	}
	return nil
}

func (g *Program) mpsColumns(out *bufio.Writer, names *ProgramNames) {
	out.WriteString("COLUMNS\n")
	start, entries := g.Transpose()
	marked, markers := false, 0
	for c := range g.Columns {
		column := &g.Columns[c]
		if column.Integer != marked {
			marked = column.Integer
			markers++
			fmt.Fprintf(out, " MARK%d 'MARKER' '%s'\n", markers, map[bool]string{true: "INTORG", false: "INTEND"}[marked])
		}
		if column.Cost != 0 || start[c] == start[c+1] {
			fmt.Fprintf(out, " %s cost %d\n", names.Columns[c], column.Cost)
		}
		for _, t := range entries[start[c]:start[c+1]] {
			out.WriteByte(' ')
			out.WriteString(names.Columns[c])
			out.WriteByte(' ')
			out.WriteString(names.Rows[t.Index])
			out.WriteByte(' ')
			out.WriteString(strconv.FormatInt(t.Coef, 10))
			out.WriteByte('\n')
		}
	}
	if marked {
		fmt.Fprintf(out, " MARK%d 'MARKER' 'INTEND'\n", markers+1)
	}
}

func (g *Program) mpsBounds(out *bufio.Writer, names *ProgramNames) {
	out.WriteString("BOUNDS\n")
	for c := range g.Columns {
		column, name := &g.Columns[c], names.Columns[c]
		switch {
		case column.Lower == column.Upper:
			fmt.Fprintf(out, " FX bnd %s %d\n", name, column.Lower)
		case column.Upper >= Infinity:
			fmt.Fprintf(out, " PL bnd %s\n", name)
		default:
			fmt.Fprintf(out, " UP bnd %s %d\n", name, column.Upper)
		}
	}
}

// fileName is the problem's name as files take it.
func (g *Program) fileName() string {
	if name := cleanName(g.Problem.Name); name != "" {
		return name
	}
	return "facility"
}

// sense is the letter of a row: its upper limit is the right-hand side where it
// has one.
func sense(row ProgramRow) byte {
	switch {
	case row.Lower == row.Upper:
		return 'E'
	case row.Upper < Infinity:
		return 'L'
	case row.Lower > -Infinity:
		return 'G'
	}
	return 'N'
}

func rightHand(row ProgramRow) int64 {
	switch sense(row) {
	case 'E', 'L':
		return row.Upper
	case 'G':
		return row.Lower
	}
	return 0
}

func isRange(row ProgramRow) bool {
	return sense(row) == 'L' && row.Lower > -Infinity
}

func (g *Program) hasRanges() bool {
	for _, row := range g.Rows {
		if isRange(row) {
			return true
		}
	}
	return false
}

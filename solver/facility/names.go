package facility

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ProgramNames are the names of a Program's columns and rows in files: unique,
// made of letters, digits, "_" and ".", beginning with a letter, at most 100
// characters. The same Problem always gives the same names, so a solution file
// can be read without a table.
type ProgramNames struct {
	Columns []string // [column]
	Rows    []string // [row]
}

// Names makes the names of a program from those of the problem:
//
//	x_CUSTOMER_SITE_MODE      y_SITE_MODE_STEP       u_CUSTOMER
//	over_ROW, under_ROW       reason_SITE_MODE_STEP  constant
//
// and for rows assign_, site_, link_, tied_, most_, least_, row_, step_ and
// implied_ before what they are about.
func (g *Program) Names() *ProgramNames {
	n := newNamer(g.Problem)
	names := &ProgramNames{Columns: make([]string, len(g.Columns)), Rows: make([]string, len(g.Rows))}
	for c := range g.Columns {
		names.Columns[c] = n.unique(n.column(&g.Columns[c]))
	}
	n.used = map[string]bool{}
	for r := range g.Rows {
		names.Rows[r] = n.unique(n.row(&g.Rows[r]))
	}
	return names
}

// namer puts names together from clean parts.
type namer struct {
	p                      *Problem
	customers, sites, rows []string
	steps                  []string // [step]
	modes                  []string
	used                   map[string]bool
}

func newNamer(p *Problem) *namer {
	n := &namer{p: p, used: map[string]bool{}}
	n.customers = cleanNames(p.Names.Customers, p.NumCustomers(), "c")
	n.sites = cleanNames(p.Names.Sites, p.NumSites(), "s")
	n.modes = cleanNames(p.Names.Modes, p.NumModes(), "m")
	rows := make([]string, len(p.Rows))
	for r := range rows {
		rows[r] = p.Rows[r].Name
	}
	n.rows = cleanNames(rows, len(rows), "r")
	n.steps = cleanNames(p.Names.Steps, len(p.Steps), "")
	for k, name := range n.steps {
		if name == "" {
			n.steps[k] = strconv.Itoa(k - int(p.StepStart[p.StepOption[k]]) + 1)
		}
	}
	return n
}

// cleanNames keeps what every file format takes; an empty name becomes the
// prefix and the number, or stays empty without a prefix.
func cleanNames(given []string, count int, prefix string) []string {
	out := make([]string, count)
	for k := range out {
		if k < len(given) {
			out[k] = cleanName(given[k])
		}
		if out[k] == "" && prefix != "" {
			out[k] = prefix + strconv.Itoa(k)
		}
	}
	return out
}

// longest is the length of a part; three and a prefix stay below 100, CBC's
// limit in LP files.
const longest = 28

func cleanName(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_':
			return r
		}
		return '_'
	}, name)
	return clean[:min(len(clean), longest)]
}

// unique numbers a name that has been used from 2 on.
func (n *namer) unique(name string) string {
	free := name
	for k := 2; n.used[free]; k++ {
		free = name + "_" + strconv.Itoa(k)
	}
	n.used[free] = true
	return free
}

func (n *namer) column(c *Column) string {
	switch c.Kind {
	case ColumnArc:
		return "x_" + n.arc(c.Index)
	case ColumnStep:
		return "y_" + n.step(c.Index)
	case ColumnOut:
		return "u_" + n.customers[c.Index]
	case ColumnOver:
		return "over_" + n.rows[c.Index]
	case ColumnUnder:
		return "under_" + n.rows[c.Index]
	case ColumnReason:
		return "reason_" + n.step(c.Index)
	}
	return "constant"
}

func (n *namer) row(r *ProgramRow) string {
	about := "all"
	if r.Kind.Implied() && r.Index >= 0 {
		about = n.rows[r.Index]
	}
	switch r.Kind {
	case RowAssign:
		return "assign_" + n.customers[r.Index]
	case RowSite:
		return "site_" + n.sites[r.Index]
	case RowLink:
		return "link_" + n.arc(r.Index)
	case RowTied:
		return "tied_" + n.arc(r.Index)
	case RowMost:
		return "most_" + resource(r.Part).String() + "_" + n.option(r.Index)
	case RowLeast:
		return "least_" + resource(r.Part).String() + "_" + n.option(r.Index)
	case RowSide:
		return "row_" + n.rows[r.Index]
	case RowChoice:
		return "step_" + n.step(r.Index)
	case RowImpliedCapacity:
		return "implied_capacity_" + about
	}
	return "implied_sites_" + about
}

func (n *namer) arc(a int32) string {
	return n.customers[n.p.ArcCustomer[a]] + "_" + n.option(n.p.ArcOption[a])
}

func (n *namer) option(o int32) string {
	return n.sites[n.p.OptionSite[o]] + "_" + n.modes[n.p.OptionMode[o]]
}

func (n *namer) step(k int32) string { return n.option(n.p.StepOption[k]) + "_" + n.steps[k] }

func (r resource) String() string { return [...]string{"demand", "count", "weight"}[r] }

// WriteNames writes the table of names as CSV: what every column and row of the
// exported files is about, in the problem's own words.
func (g *Program) WriteNames(w io.Writer) error {
	names, p := g.Names(), g.Problem
	out := csv.NewWriter(w)
	out.Write([]string{"type", "name", "kind", "customer", "site", "mode", "step", "row"})
	label := func(list []string, index int32) string {
		if int(index) < len(list) && list[index] != "" {
			return list[index]
		}
		return strconv.Itoa(int(index))
	}
	of := func(customer, option, step, row int32) []string {
		cells := make([]string, 5)
		if customer >= 0 {
			cells[0] = label(p.Names.Customers, customer)
		}
		if option >= 0 {
			cells[1], cells[2] = label(p.Names.Sites, p.OptionSite[option]), label(p.Names.Modes, p.OptionMode[option])
		}
		if step >= 0 {
			cells[3] = label(p.Names.Steps, step)
		}
		if row >= 0 {
			cells[4] = p.Rows[row].Name
		}
		return cells
	}
	for c := range g.Columns {
		column, index := &g.Columns[c], g.Columns[c].Index
		cells := of(-1, -1, -1, -1)
		switch column.Kind {
		case ColumnArc:
			cells = of(p.ArcCustomer[index], p.ArcOption[index], -1, -1)
		case ColumnStep, ColumnReason:
			cells = of(-1, p.StepOption[index], index, -1)
		case ColumnOut:
			cells = of(index, -1, -1, -1)
		case ColumnOver, ColumnUnder:
			cells = of(-1, -1, -1, index)
		}
		out.Write(append([]string{"column", names.Columns[c], column.Kind.String()}, cells...))
	}
	for r := range g.Rows {
		row, index := &g.Rows[r], g.Rows[r].Index
		cells := of(-1, -1, -1, -1)
		switch row.Kind {
		case RowAssign:
			cells = of(index, -1, -1, -1)
		case RowSite:
			cells[1] = label(p.Names.Sites, index)
		case RowLink, RowTied:
			cells = of(p.ArcCustomer[index], p.ArcOption[index], -1, -1)
		case RowMost, RowLeast:
			cells = of(-1, index, -1, -1)
		case RowChoice:
			cells = of(-1, p.StepOption[index], index, -1)
		default:
			cells = of(-1, -1, -1, index)
		}
		out.Write(append([]string{"row", names.Rows[r], row.Kind.String()}, cells...))
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing the table of names: %w", err)
	}
	return nil
}

// String is the kind in the table of names.
func (k ColumnKind) String() string {
	return [...]string{"arc", "step", "left out", "above limit", "below limit", "reason", "constant"}[k]
}

// String is the kind in the table of names.
func (k RowKind) String() string {
	return [...]string{"assignment", "one per site", "link", "tied", "greatest load", "least load",
		"side row", "cheapest step", "implied capacity", "implied count"}[k]
}

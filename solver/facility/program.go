package facility

import "slices"

// Program is a Problem written as an integer program, for other solvers and for
// relaxations:
//
//	minimise Σ Cost·x  with  Lower ≤ row ≤ Upper,  Lower ≤ x ≤ Upper,  x whole.
//
// A solution of the Problem that Check accepts is a solution of the Program at
// the same cost, and the other way round (see Values and Solution). Beside the
// rows that say so it holds implied rows, which cut off no solution but help a
// solver that cannot see them.
type Program struct {
	Problem *Problem
	Columns []Column
	Rows    []ProgramRow
	Start   []int32 // [row+1] into Entries
	Entries []Term  // Index is a column

	stepColumn int32   // of step 0; arc a is column a
	outColumn  []int32 // [customer] or -1
}

// ColumnKind says what a column of a Program decides.
type ColumnKind uint8

// The kinds of columns. All but Over and Under are 0 or 1.
const (
	ColumnArc      ColumnKind = iota // the customer uses the arc
	ColumnStep                       // the option is open at the step
	ColumnOut                        // the customer is left out
	ColumnOver                       // units above a priced row's upper limit
	ColumnUnder                      // units below a priced row's lower limit
	ColumnReason                     // why a preferred step does not admit the load
	ColumnConstant                   // fixed at 1, costs the Problem's constant
)

// Column is one variable; Index is the arc, step, customer or row it stands
// for, the step that needs the reason, or 0.
type Column struct {
	Kind         ColumnKind
	Index        int32
	Cost         int64
	Lower, Upper int64 // Upper may be Infinity
	Integer      bool  // all but those that are whole by themselves
}

// RowKind says what a row of a Program is for.
type RowKind uint8

// The kinds of rows.
const (
	RowAssign          RowKind = iota // a customer uses one arc or is left out
	RowSite                           // a site is open in one option and step at most
	RowLink                           // an arc needs its option open
	RowTied                           // an open option needs its tied arc
	RowMost                           // greatest demand, count or weight of an option
	RowLeast                          // least demand or count of an option
	RowSide                           // a row of the Problem
	RowChoice                         // the step is the cheapest that admits
	RowImpliedCapacity                // implied: enough capacity is open
	RowImpliedCount                   // implied: enough sites are open
)

// Implied says whether the row cuts off no solution of the others.
func (k RowKind) Implied() bool { return k == RowImpliedCapacity || k == RowImpliedCount }

// ProgramRow is the limits of one row. Index is the customer, site, arc, option
// or row of the Problem that it is about; for implied rows the row of the
// Problem whose customers it covers, or -1 for all customers. Part tells rows
// of one kind and index apart.
type ProgramRow struct {
	Kind         RowKind
	Part         uint8
	Index        int32
	Lower, Upper int64 // ±Infinity: none
}

// ProgramOptions changes what NewProgram writes; the zero value is the form
// that other solvers do best with.
type ProgramOptions struct {
	WithoutImplied bool // leave out the implied rows
}

// NewProgram writes a problem as an integer program. Links are disaggregated,
// one row per customer and option, which other solvers need for a usable
// bound; binaries stand for steps, so an option's size needs no big number.
func NewProgram(p *Problem, options ProgramOptions) *Program {
	g := &Program{Problem: p, Start: []int32{0}, stepColumn: int32(p.NumArcs())}
	f := formulation{Program: g, p: p}
	f.columns()
	f.assignRows()
	f.siteRows()
	f.optionRows()
	f.linkRows()
	f.choiceRows()
	f.sideRows()
	if !options.WithoutImplied {
		f.impliedRows()
	}
	return g
}

// Row returns the entries of a row.
func (g *Program) Row(r int) []Term { return g.Entries[g.Start[r]:g.Start[r+1]] }

// ArcColumn is the column of an arc.
func (g *Program) ArcColumn(arc int32) int32 { return arc }

// StepColumn is the column of a step.
func (g *Program) StepColumn(step int32) int32 { return g.stepColumn + step }

// OutColumn is the column of leaving a customer out, -1 where that is not
// allowed.
func (g *Program) OutColumn(customer int32) int32 { return g.outColumn[customer] }

// formulation is a Program in the making.
type formulation struct {
	*Program
	p     *Problem
	terms []Term // of the row in the making
}

func (f *formulation) columns() {
	p := f.p
	binary := func(kind ColumnKind, index int32, cost int64) int32 {
		return f.column(Column{Kind: kind, Index: index, Cost: cost, Upper: 1, Integer: true})
	}
	for a, cost := range p.ArcCost {
		binary(ColumnArc, int32(a), cost)
	}
	for k := range p.Steps {
		binary(ColumnStep, int32(k), p.Steps[k].Cost)
	}
	f.outColumn = make([]int32, p.NumCustomers())
	for i := range f.outColumn {
		f.outColumn[i] = -1
		if p.CanLeave[i] {
			f.outColumn[i] = binary(ColumnOut, int32(i), p.OutCost[i])
		}
	}
	if p.Constant != 0 {
		f.column(Column{Kind: ColumnConstant, Cost: p.Constant, Lower: 1, Upper: 1})
	}
}

func (f *formulation) column(c Column) int32 {
	f.Columns = append(f.Columns, c)
	return int32(len(f.Columns) - 1)
}

// fix closes a column that no solution uses.
func (f *formulation) fix(column int32) { f.Columns[column].Upper = 0 }

func (f *formulation) term(column int32, coef int64) {
	if coef != 0 && column >= 0 {
		f.terms = append(f.terms, Term{Index: column, Coef: coef})
	}
}

// emit closes the row in the making.
func (f *formulation) emit(row ProgramRow) {
	f.Rows = append(f.Rows, row)
	f.Entries = append(f.Entries, f.terms...)
	f.Start = append(f.Start, int32(len(f.Entries)))
	f.terms = f.terms[:0]
}

func (f *formulation) assignRows() {
	for i := range int32(f.p.NumCustomers()) {
		first, last := f.p.Arcs(i)
		for a := first; a < last; a++ {
			f.term(f.ArcColumn(a), 1)
		}
		f.term(f.OutColumn(i), 1)
		f.emit(ProgramRow{Kind: RowAssign, Index: i, Lower: 1, Upper: 1})
	}
}

func (f *formulation) siteRows() {
	p := f.p
	for j := range int32(p.NumSites()) {
		first, last := p.Options(j)
		from, to := p.StepStart[first], p.StepStart[last]
		if to-from < 2 {
			continue
		}
		for k := from; k < to; k++ {
			f.term(f.StepColumn(k), 1)
		}
		f.emit(ProgramRow{Kind: RowSite, Index: j, Lower: -Infinity, Upper: 1})
	}
}

// sideRows writes the problem's own rows. A priced row is broken in units, each
// begun unit at its price; where the unit is 1 the number of units is whole by
// itself.
func (f *formulation) sideRows() {
	p := f.p
	for r := range p.Rows {
		row := &p.Rows[r]
		if row.Price == 0 {
			f.sideTerms(row)
			f.emit(ProgramRow{Kind: RowSide, Index: int32(r), Lower: max(row.Lower, -Infinity), Upper: min(row.Upper, Infinity)})
			continue
		}
		unit := max(row.Unit, 1)
		if row.Upper < Infinity {
			f.sideTerms(row)
			f.term(f.units(ColumnOver, r, unit, f.activityRange(f.terms)[1]-row.Upper), -unit)
			f.emit(ProgramRow{Kind: RowSide, Index: int32(r), Lower: -Infinity, Upper: row.Upper})
		}
		if row.Lower > -Infinity {
			f.sideTerms(row)
			f.term(f.units(ColumnUnder, r, unit, row.Lower-f.activityRange(f.terms)[0]), unit)
			f.emit(ProgramRow{Kind: RowSide, Part: 1, Index: int32(r), Lower: row.Lower, Upper: Infinity})
		}
	}
}

func (f *formulation) sideTerms(row *Row) {
	for _, t := range row.Arcs {
		f.term(f.ArcColumn(t.Index), t.Coef)
	}
	for _, t := range row.Steps {
		f.term(f.StepColumn(t.Index), t.Coef)
	}
	for _, t := range row.Outs {
		f.term(f.OutColumn(t.Index), t.Coef)
	}
}

// activityRange is what a row of binaries can add up to.
func (f *formulation) activityRange(terms []Term) [2]int64 {
	var low, high int64
	for _, t := range terms {
		low += min(t.Coef, 0)
		high += max(t.Coef, 0)
	}
	return [2]int64{low, high}
}

// units adds the column of a priced row's violation, at most worst; none where
// the row cannot be broken.
func (f *formulation) units(kind ColumnKind, r int, unit, worst int64) int32 {
	if worst <= 0 {
		return -1
	}
	return f.column(Column{Kind: kind, Index: int32(r), Cost: f.p.Rows[r].Price,
		Upper: (worst + unit - 1) / unit, Integer: unit > 1})
}

// Transpose returns the entries by column: those of column j are
// Entries[Start[j]:Start[j+1]], where Index is a row.
func (g *Program) Transpose() (start []int32, entries []Term) {
	start = make([]int32, len(g.Columns)+1)
	for _, t := range g.Entries {
		start[t.Index+1]++
	}
	for j := range g.Columns {
		start[j+1] += start[j]
	}
	entries = make([]Term, len(g.Entries))
	next := slices.Clone(start[:len(g.Columns)])
	for r := range g.Rows {
		for _, t := range g.Row(r) {
			entries[next[t.Index]] = Term{Index: int32(r), Coef: t.Coef}
			next[t.Index]++
		}
	}
	return start, entries
}

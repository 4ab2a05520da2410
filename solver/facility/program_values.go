package facility

// Values turns a solution into a value for every column. ok is false where the
// solution cannot be said in the Program: an open option whose load no step
// admits.
func (g *Program) Values(s Solution) (values []int64, ok bool) {
	p := g.Problem
	values = make([]int64, len(g.Columns))
	for i, a := range s.Arc {
		if a >= 0 {
			values[g.ArcColumn(a)] = 1
		} else if c := g.outColumn[i]; c >= 0 {
			values[c] = 1
		}
	}
	loads, steps := Loads(p, s), make([]int32, p.NumSites())
	for j, o := range s.Option {
		steps[j] = -1
		if o < 0 {
			continue
		}
		if steps[j] = p.CheapestStep(o, loads[o]); steps[j] < 0 {
			return nil, false
		}
		values[g.StepColumn(steps[j])] = 1
	}
	activities := Activities(p, s)
	for c := range g.Columns {
		column := &g.Columns[c]
		switch column.Kind {
		case ColumnConstant:
			values[c] = 1
		case ColumnOver, ColumnUnder:
			row := &p.Rows[column.Index]
			unit, beyond := max(row.Unit, 1), activities[column.Index]-row.Upper
			if column.Kind == ColumnUnder {
				beyond = row.Lower - activities[column.Index]
			}
			values[c] = (max(0, beyond) + unit - 1) / unit
		}
	}
	g.setReasons(values)
	return values, true
}

// setReasons sets every reason that holds: one whose row stands with it.
func (g *Program) setReasons(values []int64) {
	for r, row := range g.Rows {
		terms := g.Row(r)
		if row.Kind != RowChoice || len(terms) == 0 {
			continue
		}
		last := terms[len(terms)-1] // the column that the row is about
		if g.Columns[last.Index].Kind != ColumnReason {
			continue
		}
		values[last.Index] = 1
		if sum := activity(terms, values); sum < row.Lower || sum > row.Upper {
			values[last.Index] = 0
		}
	}
}

func activity(terms []Term, values []int64) int64 {
	sum := int64(0)
	for _, t := range terms {
		sum += t.Coef * values[t.Index]
	}
	return sum
}

// Objective is the cost of values for the columns.
func (g *Program) Objective(values []int64) int64 {
	total := int64(0)
	for c := range g.Columns {
		total += g.Columns[c].Cost * values[c]
	}
	return total
}

// Solution reads the arcs and options that values choose; the rest of the
// values follows from them. Customers without an arc are left out. Where two
// arcs of a customer or two options of a site are chosen the last one counts;
// ReadSolution reports that.
func (g *Program) Solution(values []int64) Solution {
	p := g.Problem
	s := NewSolution(p)
	for a := range int32(p.NumArcs()) {
		if values[g.ArcColumn(a)] == 1 {
			s.Arc[p.ArcCustomer[a]] = a
		}
	}
	for k := range int32(len(p.Steps)) {
		if values[g.StepColumn(k)] == 1 {
			o := p.StepOption[k]
			s.Option[p.OptionSite[o]] = o
		}
	}
	return s
}

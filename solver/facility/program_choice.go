package facility

// choiceRows makes the step of an open option the cheapest that admits its
// load, where the objective alone would not: a dearer step may suit a side row
// better. Then the dearer step may stand only with a reason, a limit of each
// cheaper one that the load breaks.
func (f *formulation) choiceRows() {
	p := f.p
	if len(p.StepTerms.Start) == 0 {
		return // steps count in no row
	}
	for o := range int32(p.NumOptions()) {
		for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
			for better := p.StepStart[o]; better < p.StepStart[o+1]; better++ {
				if p.preferred(better, k) && p.suits(k, better) {
					f.reasons(o, k, better)
				}
			}
		}
	}
}

// preferred says whether step b comes before step k where both admit.
func (p *Problem) preferred(b, k int32) bool {
	return p.Steps[b].Cost < p.Steps[k].Cost || p.Steps[b].Cost == p.Steps[k].Cost && b < k
}

// suits says whether some row may be better off with step k than with step b.
func (p *Problem) suits(k, b int32) bool {
	mine, its := p.StepTerms.Of(k), p.StepTerms.Of(b)
	for len(mine) > 0 || len(its) > 0 { // both sorted by row
		var row int32
		var own, other int64
		switch {
		case len(its) == 0 || len(mine) > 0 && mine[0].Index < its[0].Index:
			row, own, mine = mine[0].Index, mine[0].Coef, mine[1:]
		case len(mine) == 0 || its[0].Index < mine[0].Index:
			row, other, its = its[0].Index, its[0].Coef, its[1:]
		default:
			row, own, other, mine, its = mine[0].Index, mine[0].Coef, its[0].Coef, mine[1:], its[1:]
		}
		if r := &p.Rows[row]; own < other && r.Upper < Infinity || own > other && r.Lower > -Infinity {
			return true
		}
	}
	return false
}

// reason is one limit of the better step that a load may break within step k.
type reason struct {
	res   resource
	above bool  // the load is bound or more, else bound or less
	bound int64 // first value beyond the better step's limit
}

// reasons writes the rows that let step k stand beside a better one.
func (f *formulation) reasons(o, k, better int32) {
	p := f.p
	var found []reason
	for _, res := range resources {
		if res == weightResource && p.ArcWeight == nil {
			continue
		}
		reach := res.span(p, o)
		low, high := res.limits(&p.Steps[k])
		least, most := res.limits(&p.Steps[better])
		if most < min(high, reach.high) {
			found = append(found, reason{res, true, most + 1})
		}
		if least > max(low, reach.low) {
			found = append(found, reason{res, false, least - 1})
		}
	}
	switch len(found) {
	case 0:
		f.fix(f.StepColumn(k))
	case 1:
		f.reasonRow(o, k, f.StepColumn(k), found[0])
	default:
		columns := make([]int32, len(found))
		for n, why := range found {
			columns[n] = f.column(Column{Kind: ColumnReason, Index: k, Upper: 1, Integer: true})
			f.reasonRow(o, k, columns[n], why)
		}
		for _, c := range columns {
			f.term(c, 1)
		}
		f.term(f.StepColumn(k), -1)
		f.emit(ProgramRow{Kind: RowChoice, Index: k, Lower: 0, Upper: Infinity})
	}
}

// reasonRow says that the load lies beyond the bound if the column is 1.
func (f *formulation) reasonRow(o, k, column int32, why reason) {
	reach := why.res.span(f.p, o)
	f.loadTerms(o, why.res)
	if why.above {
		f.term(column, reach.low-why.bound)
		f.emit(ProgramRow{Kind: RowChoice, Index: k, Lower: reach.low, Upper: Infinity})
	} else {
		f.term(column, reach.high-why.bound)
		f.emit(ProgramRow{Kind: RowChoice, Index: k, Lower: -Infinity, Upper: reach.high})
	}
}

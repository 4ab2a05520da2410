package local

import "polyclinic/solver/facility"

// steered is a hard row that many customers share, such as coverage: what one
// part of the problem leaves of it, another can use. Its slope is the price at
// which they trade.
type steered struct {
	row   int32
	price float64 // in units of search.DemandPrice per unit of demand
	sign  float64 // 1: limited above, -1: below
}

func steeredRows(p *facility.Problem) []steered {
	var out []steered
	for r := range p.Rows {
		row := &p.Rows[r]
		above, below := row.Upper < facility.Infinity, row.Lower > -facility.Infinity
		if row.Price != 0 || above == below || 4*(len(row.Arcs)+len(row.Outs)) < p.NumCustomers() {
			continue
		}
		sign := 1.0
		if below {
			sign = -1
		}
		out = append(out, steered{row: int32(r), sign: sign})
	}
	return out
}

// steer raises the prices of rows that are used up and lowers those of rows with
// room to spare; near the end of a cycle prices yield, so that the room is used.
func (w *walk) steer(f float64) {
	s := w.s
	for k := range w.steered {
		t := &w.steered[k]
		row := &w.p.Rows[t.row]
		slack := row.Upper - s.Activity(t.row)
		if t.sign < 0 {
			slack = s.Activity(t.row) - row.Lower
		}
		scale := s.RowScale(t.row)
		customers := float64(slack) * scale / s.MeanDemand()
		price := t.price
		switch {
		case f > 0.8:
			price *= w.par["yield"]
		case customers < 1:
			t.price = min(t.price+w.par["steer"], 4)
			price = t.price
		case customers > w.par["slack"]:
			t.price *= w.par["down"]
			price = t.price
		}
		s.SetSlope(t.row, t.sign*price*s.UnitPrice()*scale)
	}
}

package facilitytest

import (
	"polyclinic/solver/facility"
)

// coverageRows limit the left-out demand: overall, and in each half of the
// customers.
func (d *draft) coverageRows() {
	n := int32(len(d.demand))
	row := func(name string, first, last int32, share int64) {
		r := facility.Row{Name: name, Lower: -facility.Infinity}
		for i := first; i < last; i++ {
			r.Outs = append(r.Outs, facility.Term{Index: i, Coef: d.demand[i]})
			r.Upper += d.demand[i]
		}
		r.Upper = r.Upper * share / 100
		d.b.AddRow(d.price(r))
	}
	row("coverage", 0, n, d.between(10, 40))
	row("coverage first", 0, n/2, d.between(20, 70))
	row("coverage second", n/2, n, d.between(20, 70))
}

// rangeRows ask for one option of each mode, and limit the number of sites.
func (d *draft) rangeRows() {
	for m := range int32(d.shape.Modes) {
		r := facility.Row{Name: "range", Lower: 1, Upper: facility.Infinity}
		for k, o := range d.stepOpt {
			if d.optMode[o] == m {
				r.Steps = append(r.Steps, facility.Term{Index: int32(k), Coef: 1})
			}
		}
		d.b.AddRow(d.price(r))
	}
	r := facility.Row{Name: "sites", Lower: d.between(0, 1), Upper: d.between(1, int64(d.shape.Sites))}
	for k := range d.stepOpt {
		r.Steps = append(r.Steps, facility.Term{Index: int32(k), Coef: 1})
	}
	d.b.AddRow(d.price(r))
}

// budgetRows limit a second cost of steps and arcs, and ask for a mean of
// another over arcs and left-out customers, with coefficients of both signs.
func (d *draft) budgetRows() {
	r := facility.Row{Name: "budget", Lower: -facility.Infinity}
	for k := range d.stepOpt {
		r.Steps = append(r.Steps, facility.Term{Index: int32(k), Coef: d.between(5, 20)})
	}
	for a := range d.drawn {
		if !d.chance(3) {
			r.Arcs = append(r.Arcs, facility.Term{Index: int32(a), Coef: d.between(0, 9)})
		}
	}
	r.Upper = d.between(12, 25)*int64(d.shape.Sites-1) + 4*int64(d.shape.Customers)
	d.b.AddRow(d.price(r))

	mean := facility.Row{Name: "mean", Lower: -facility.Infinity, Upper: d.between(0, 8)}
	if d.chance(2) {
		mean.Lower = -d.between(5, 30)
	}
	for a := range d.drawn {
		mean.Arcs = append(mean.Arcs, facility.Term{Index: int32(a), Coef: d.between(-6, 6)})
	}
	for i := range d.demand {
		if d.chance(3) {
			mean.Outs = append(mean.Outs, facility.Term{Index: int32(i), Coef: d.between(1, 5)})
		}
	}
	d.b.AddRow(d.price(mean))
}

// apartRows keep the first two customers out of one option.
func (d *draft) apartRows() {
	for o := range int32(len(d.optMode)) {
		r := facility.Row{Name: "apart", Lower: -facility.Infinity, Upper: 1}
		for a, arc := range d.drawn {
			if arc.Option == o && arc.Customer < 2 {
				r.Arcs = append(r.Arcs, facility.Term{Index: int32(a), Coef: 1})
			}
		}
		if len(r.Arcs) > 1 {
			d.b.AddRow(r)
		}
	}
}

package plan

import (
	"strings"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// addRows adds every rule that is a sum and can bind.
func (f *formulation) addRows() {
	for i := range f.in.Rows {
		r := &f.in.Rows[i]
		switch {
		case r.ID == "gps" && r.State == model.Hard: // the steps' greatest weight
			continue
		case r.State == model.Priced && r.Price == 0:
			continue
		}
		row := facility.Row{Name: f.rowName(r), Lower: r.Lower, Upper: r.Upper, Unit: r.Scale}
		if r.State == model.Priced {
			row.Price = r.Price
		}
		f.terms(r, &row)
		if canBind(&row) {
			f.b.AddRow(row)
			f.rows = append(f.rows, int32(i))
		}
	}
}

// terms fills a row's coefficients.
func (f *formulation) terms(r *model.Row, row *facility.Row) {
	if r.Arc != nil {
		f.arcTerms(r, row)
	}
	if r.Tier != nil {
		step := int32(0)
		for _, key := range f.options {
			o := &f.in.Options[key.option]
			for k := range o.Tiers {
				if coef := r.Tier(o, &o.Tiers[k]); coef != 0 {
					row.Steps = append(row.Steps, facility.Term{Index: step, Coef: coef})
				}
				step++
			}
		}
	}
	if r.Stay != nil {
		for c, members := range f.customers {
			coef := int64(0)
			for _, p := range members {
				coef += r.Stay(p)
			}
			if coef != 0 {
				row.Outs = append(row.Outs, facility.Term{Index: int32(c), Coef: coef})
			}
		}
	}
}

func (f *formulation) arcTerms(r *model.Row, row *facility.Row) {
	for i := range int32(len(f.memberStart) - 1) {
		coef := int64(0)
		for _, k := range f.arcMembers(i) {
			if r.OfArea >= 0 && f.in.Practices[f.in.ArcPractice(k)].Area != r.OfArea ||
				r.OfSite >= 0 && f.in.ArcSite(k) != r.OfSite {
				continue
			}
			a := f.in.Arc(k)
			l := f.in.Link(&a)
			coef += r.Arc(&a, &l)
		}
		if coef != 0 {
			row.Arcs = append(row.Arcs, facility.Term{Index: i, Coef: coef})
		}
	}
}

// canBind says whether some choice of arcs, steps and customers might break the
// row: a bound that counts every coefficient of a sign.
func canBind(r *facility.Row) bool {
	low, high := int64(0), int64(0)
	for _, terms := range [][]facility.Term{r.Arcs, r.Steps, r.Outs} {
		for _, t := range terms {
			low += min(t.Coef, 0)
			high += max(t.Coef, 0)
		}
	}
	return low < r.Lower || high > r.Upper
}

// rowName is the rule, its area and what it counts, without spaces.
func (f *formulation) rowName(r *model.Row) string {
	parts := []string{r.ID}
	if r.Area >= 0 {
		parts = append(parts, f.in.Data.Areas[r.Area].Code)
	}
	if r.OfSite >= 0 {
		parts = append(parts, f.in.Data.Sites[r.OfSite].Code)
	}
	parts = append(parts, strings.ReplaceAll(r.Unit, " ", "_"))
	return strings.Join(parts, ":")
}

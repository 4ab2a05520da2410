package main

import "polyclinic/solver/facility"

// activityRange is the least and the greatest that a row can reach if every
// customer and every site did its utmost for it, and no other row counted.
func activityRange(p *facility.Problem, row *facility.Row) (low, high int64) {
	arc, step, out := byIndex(row.Arcs), byIndex(row.Steps), byIndex(row.Outs)
	add := func(values []int64) {
		if len(values) == 0 {
			return
		}
		least, most := values[0], values[0]
		for _, v := range values {
			least, most = min(least, v), max(most, v)
		}
		low += least
		high += most
	}
	var values []int64
	for i := range int32(p.NumCustomers()) {
		values = values[:0]
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			values = append(values, arc[a])
		}
		if p.CanLeave[i] {
			values = append(values, out[i])
		}
		add(values)
	}
	for j := range int32(p.NumSites()) {
		values = append(values[:0], 0) // closed
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
				values = append(values, step[k])
			}
		}
		add(values)
	}
	return low, high
}

func byIndex(terms []facility.Term) map[int32]int64 {
	out := make(map[int32]int64, len(terms))
	for _, t := range terms {
		out[t.Index] = t.Coef
	}
	return out
}

package interchange

import (
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// between is where a customer's first multiplier lies between the costs of its
// cheapest and its second cheapest arc to an open site: below the one it pays too
// little, above the other there is no reason to go elsewhere.
const between = 0.5

// Multipliers are a first point for the Lagrangean relaxation, read off a
// solution: customers pay somewhat more than what they cost, and the row that
// counts sites takes what the last site admitted gains by that.
func Multipliers(p *facility.Problem, limits Limits, s facility.Solution, shift uint, budget *search.Budget) *certificate.Multipliers {
	st := newState(p)
	st.budget = budget
	for _, j := range appendOpen(nil, s) {
		st.openSite(j)
	}
	out := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), shift)
	pay := make([]int64, p.NumCustomers())
	for i := range pay {
		pay[i] = st.cost1[i]
		if st.cost2[i] < far {
			pay[i] += int64(between * float64(st.cost2[i]-st.cost1[i]))
		}
		out.Customer[i] = pay[i] << shift
	}
	gains := make([]int64, p.NumSites())
	for j := range gains {
		gains[j] = -st.fixed[j]
		for _, a := range p.ArcsOf(int32(j)) {
			gains[j] += max(0, pay[p.ArcCustomer[a]]-p.ArcCost[a])
		}
	}
	slices.Sort(gains)
	last := func(count int) int64 { return gains[max(0, len(gains)-count)] }
	for r := range p.Rows {
		switch row := &p.Rows[r]; {
		case row.Upper < int64(len(gains)) && row.Upper == int64(limits.Most) && last(limits.Most) > 0:
			out.Row[r] = -last(limits.Most) << shift
		case row.Lower > 0 && row.Lower == int64(limits.Least) && last(limits.Least) < 0:
			out.Row[r] = -last(limits.Least) << shift
		default:
			continue
		}
		break
	}
	return out
}

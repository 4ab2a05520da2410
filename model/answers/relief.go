package answers

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// reliefAreas is the most areas that are asked to help where a rule of the whole
// capital is broken.
const reliefAreas = 6

// reliefRoom is how much more than what is missing the helpers could do: they
// will not do all they can.
const reliefRoom = 2

// relief are areas, besides those known, that can best mend what a solution
// breaks of rules of the whole capital: for numbers of sites those where another
// site is cheapest, for other sums those where practices can change most.
func relief(m *plan.Map, whole facility.Solution, known map[int32]bool) map[int32]bool {
	r := reliever{m: m, p: m.Problem, whole: whole}
	out := map[int32]bool{}
	for k, activity := range facility.Activities(m.Problem, whole) {
		row := &m.Problem.Rows[k]
		missing := max(row.Lower-activity, activity-row.Upper)
		if m.Row(int32(k)).Area >= 0 || row.Price > 0 || missing <= 0 {
			continue
		}
		var helpers []helper
		if len(row.Steps) > 0 && row.Lower > activity {
			helpers = r.hosts(row, missing)
		} else {
			helpers = r.movers(int32(k), row.Lower > activity)
		}
		helped := int64(0)
		for _, h := range helpers {
			if len(out) >= reliefAreas || helped >= reliefRoom*missing {
				break
			}
			if !known[h.area] {
				out[h.area] = true
				helped += h.help
			}
		}
	}
	return out
}

// helper is what an area can do for a row.
type helper struct {
	area int32
	help int64   // in the row's units
	cost float64 // less is better
}

type reliever struct {
	m     *plan.Map
	p     *facility.Problem
	whole facility.Solution
}

func (r *reliever) areaOf(customer int32) int32 {
	return r.m.Instance().Practices[r.m.Practices(customer)[0]].Area
}

// hosts are the areas by what one more site that the row counts would cost there.
func (r *reliever) hosts(row *facility.Row, missing int64) []helper {
	best := map[int32]helper{}
	for _, t := range row.Steps {
		option := r.p.StepOption[t.Index]
		site := r.m.Option(option).Site
		area, ok := r.m.Instance().AreaIndex(r.m.Instance().Data.Sites[site].Area)
		if !ok || t.Coef <= 0 || r.whole.Option[r.p.OptionSite[option]] == option {
			continue
		}
		cost := r.opening(option, &r.p.Steps[t.Index])
		if old, ok := best[area]; !math.IsInf(cost, 1) && (!ok || cost < old.cost) {
			best[area] = helper{area, t.Coef, cost}
		}
	}
	return sorted(best)
}

// opening is about what a step costs with the customers who would come most
// cheaply, as many as it needs; infinite where they are too few.
func (r *reliever) opening(option int32, step *facility.Step) float64 {
	type guest struct {
		cost   float64
		demand int64
		count  int32
	}
	var guests []guest
	for _, a := range r.p.ArcsOf(option) {
		i := r.p.ArcCustomer[a]
		now := r.p.OutCost[i]
		if at := r.whole.Arc[i]; at >= 0 {
			now = r.p.ArcCost[at]
		}
		g := guest{float64(r.p.ArcCost[a] - now), r.p.ArcDemand[a], r.p.Count[i]}
		if r.p.Tied(a) {
			g.cost -= math.MaxInt32 * float64(g.demand) // comes whatever it costs
		}
		guests = append(guests, g)
	}
	slices.SortStableFunc(guests, func(a, b guest) int {
		return cmp.Compare(a.cost*float64(b.demand), b.cost*float64(a.demand))
	})
	cost, demand, count := float64(step.Cost), int64(0), int32(0)
	for _, g := range guests {
		if demand >= step.MinDemand && count >= step.MinCount {
			break
		}
		if demand+g.demand > step.MaxDemand || count+g.count > step.MaxCount {
			continue
		}
		demand, count = demand+g.demand, count+g.count
		cost += max(g.cost, -math.MaxInt32)
	}
	if demand < step.MinDemand || count < step.MinCount {
		return math.Inf(1)
	}
	return cost
}

// movers are the areas by how far their customers could move the row's sum.
func (r *reliever) movers(row int32, up bool) []helper {
	of := func(terms []facility.Term) int64 {
		for _, t := range terms {
			if t.Index == row {
				if up {
					return t.Coef
				}
				return -t.Coef
			}
		}
		return 0
	}
	best := map[int32]helper{}
	for i := range int32(r.p.NumCustomers()) {
		now := of(r.p.OutTerms.Of(i))
		if at := r.whole.Arc[i]; at >= 0 {
			now = of(r.p.ArcTerms.Of(at))
		}
		most := now
		first, last := r.p.Arcs(i)
		for a := first; a < last; a++ {
			most = max(most, of(r.p.ArcTerms.Of(a)))
		}
		if r.p.CanLeave[i] {
			most = max(most, of(r.p.OutTerms.Of(i)))
		}
		if most > now {
			h := best[r.areaOf(i)]
			h.area = r.areaOf(i)
			h.help += most - now
			h.cost = -float64(h.help)
			best[h.area] = h
		}
	}
	return sorted(best)
}

func sorted(best map[int32]helper) []helper {
	var out []helper
	for _, h := range best {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b helper) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.area, b.area))
	})
	return out
}

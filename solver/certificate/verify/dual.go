package verify

import (
	"fmt"
	"math/big"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// dual evaluates the Lagrangean function. It is scratch.
//
// Theorem (weak duality). Let x be a solution under a node's restrictions, b_r
// the lower limit of row r where μ_r > 0 and the upper one where μ_r < 0, and
// |μ_r| at most the price per unit of a priced row. Then
//
//	cost(x) ≥ constant + Σ_i π_i + Σ_r μ_r b_r
//	        + Σ_i min(0, e_i − μ·out_i − π_i)                  i may be left out
//	        + Σ_j min(0, min over o, k of f_k − μ·step_k + v_ok)
//
// with v_ok the least Σ (c_a − μ·arc_a − π_i) over sets of arcs of o that have
// all its tied arcs and keep the limits of step k. Proof: every term that is
// added to the cost of x is at most zero there (Σ_i π_i (1 − times i is served
// or out) = 0; μ_r (b_r − activity) ≤ 0, or at most what breaking the row
// costs), and the arcs of x at each open site are one of the sets. Leaving out
// the limit on weight, or that a customer uses one of several arcs of different
// demand, makes the right side only smaller. ∎
//
// All of it is scaled by 2^Shift, and so whole.
type dual struct {
	numbers
	p     *facility.Problem
	m     *certificate.Multipliers
	at    *node
	scale int64 // 2^Shift; 0: costs do not count
	items []item
	sack  knapsack
}

func newDual(p *facility.Problem) *dual { return &dual{p: p} }

// bound is a lower bound of the cost of every solution of a node.
func (d *dual) bound(m *certificate.Multipliers, at *node) (int64, error) {
	value, err := d.value(m, at, true)
	if err != nil {
		return 0, err
	}
	bound, ok := roundUp(value, m.Shift, d.p.Constant)
	if !ok {
		return 0, errLarge
	}
	return bound, nil
}

// impossible says whether the function without costs, and without the rows that
// may be broken at a price, is positive: then no solution has cost 0, and all
// would have.
func (d *dual) impossible(m *certificate.Multipliers, at *node) (bool, error) {
	value, err := d.value(m, at, false)
	return err == nil && value.Sign() > 0, err
}

// value is the function less the constant, scaled.
func (d *dual) value(m *certificate.Multipliers, at *node, costs bool) (*big.Int, error) {
	p := d.p
	if m == nil || len(m.Customer) != p.NumCustomers() || len(m.Row) != len(p.Rows) || m.Shift > 60 {
		return nil, fmt.Errorf("multipliers are missing or do not fit, want %d of customers, %d of rows and a shift up to 60", p.NumCustomers(), len(p.Rows))
	}
	d.m, d.at, d.scale, d.overflow = m, at, 0, false
	if costs {
		d.scale = 1 << m.Shift
	}
	total := new(big.Int)
	for _, pi := range m.Customer {
		total.Add(total, big.NewInt(pi))
	}
	for r, mu := range m.Row {
		if !d.affordable(mu, &p.Rows[r]) {
			return nil, fmt.Errorf("row %d has multiplier %d, more than its price", r, mu)
		}
		total.Add(total, rowShare(mu, at.lower[r], at.upper[r]))
	}
	for i := range int32(p.NumCustomers()) {
		if p.CanLeave[i] && !at.outOff[i] {
			total.Add(total, big.NewInt(min(0, d.reduced(p.OutCost[i], m.Customer[i], p.OutTerms.Of(i)))))
		}
	}
	for j := range int32(p.NumSites()) {
		total.Add(total, big.NewInt(d.site(j)))
	}
	if d.overflow {
		return nil, errLarge
	}
	return total, nil
}

// affordable says whether |μ| is at most the row's price per unit; a hard row
// has no price.
func (d *dual) affordable(mu int64, row *facility.Row) bool {
	if row.Price == 0 || mu == 0 {
		return true
	}
	return d.mul(d.small(max(mu, -mu)), max(row.Unit, 1)) <= d.mul(row.Price, d.scale)
}

// rowShare is μ·b.
func rowShare(mu, lower, upper int64) *big.Int {
	limit := upper
	if mu > 0 {
		limit = lower
	}
	return new(big.Int).Mul(big.NewInt(mu), big.NewInt(limit))
}

// reduced is a cost less its multipliers.
func (d *dual) reduced(cost, pi int64, terms []facility.Term) int64 {
	v := d.sub(d.mul(cost, d.scale), pi)
	for _, t := range terms {
		v = d.sub(v, d.mul(d.m.Row[t.Index], t.Coef))
	}
	return d.small(v)
}

// site is the least value of a site, at most 0.
func (d *dual) site(j int32) int64 {
	best := int64(0)
	first, last := d.p.Options(j)
	for o := first; o < last; o++ {
		if !d.at.optionOff[o] {
			best = d.option(o, best)
		}
	}
	return best
}

// option is the lesser of cutoff and a lower bound of opening o.
func (d *dual) option(o int32, cutoff int64) int64 {
	tied, load, ok := d.load(o)
	if !ok {
		return cutoff
	}
	for k := d.p.StepStart[o]; k < d.p.StepStart[o+1]; k++ {
		step := &d.p.Steps[k]
		fixed := d.small(d.add(tied, d.reduced(step.Cost, 0, d.p.StepTerms.Of(k))))
		lim := limits{
			leastDemand: d.sub(step.MinDemand, load.demand), mostDemand: d.sub(step.MaxDemand, load.demand),
			leastCount: d.sub(int64(step.MinCount), load.count), mostCount: d.sub(int64(step.MaxCount), load.count),
		}
		if d.overflow {
			return 0
		}
		cutoff = fixed + d.sack.least(lim, cutoff-fixed)
	}
	return cutoff
}

// load fills the knapsack of an option with its arcs that are not tied, and adds
// up those that are; ok is false if the option cannot be open. Arcs of an option
// are sorted by customer. Of a customer's arcs of equal demand only the cheapest
// can matter.
func (d *dual) load(o int32) (tied int64, load item, ok bool) {
	p := d.p
	d.items = d.items[:0]
	arcs := p.ArcsOf(o)
	for len(arcs) > 0 {
		i := p.ArcCustomer[arcs[0]]
		size, home := 1, 0
		for size < len(arcs) && p.ArcCustomer[arcs[size]] == i {
			size++
		}
		first := len(d.items)
		for _, a := range arcs[:size] {
			it := item{demand: p.ArcDemand[a], count: int64(p.Count[i])}
			if p.Tied(a) {
				home++
				load.demand, load.count = d.add(load.demand, it.demand), d.add(load.count, it.count)
				tied = d.small(d.add(tied, d.reduced(p.ArcCost[a], d.m.Customer[i], p.ArcTerms.Of(a))))
				if d.at.arcOff[a] {
					return 0, load, false
				}
				continue
			}
			if d.at.arcOff[a] {
				continue
			}
			it.cost = d.reduced(p.ArcCost[a], d.m.Customer[i], p.ArcTerms.Of(a))
			d.items = keepCheapest(d.items, first, it)
		}
		if home > 1 {
			return 0, load, false // nobody lives on two arcs
		}
		if home == 1 {
			d.items = d.items[:first]
		}
		arcs = arcs[size:]
	}
	if !d.overflow {
		d.overflow = !d.sack.load(d.items)
	}
	return tied, load, !d.overflow
}

// keepCheapest adds an item to those from first on, unless one of the same
// demand is there: then the cheaper of the two stays.
func keepCheapest(items []item, first int, it item) []item {
	for k := first; k < len(items); k++ {
		if items[k].demand == it.demand {
			items[k].cost = min(items[k].cost, it.cost)
			return items
		}
	}
	return append(items, it)
}

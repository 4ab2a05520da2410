package colgen

import (
	"fmt"
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// Outcome of a relaxation.
type Outcome struct {
	// Value is the best safe bound, scaled by 2^Shift and less the problem's
	// constant; Best are its multipliers.
	Value int64
	Best  *certificate.Multipliers
	// Pruned: the bound reached the cutoff. Otherwise, unless Stopped, Values
	// holds an optimal λ by column and Out the left-out shares by customer.
	Pruned  bool
	Stopped bool
	Values  []float64
	Out     []float64
	// Artificial is the use of artificial columns that is left: above zero the
	// node is probably infeasible, but its bound is below the cutoff.
	Artificial float64
	Rounds     int
}

// smoothing is how far the pricing point stays behind, towards the best
// multipliers so far (Wentges 1997).
const smoothing = 0.5

// tailing is the share of the way to the cutoff at which the rest of a
// relaxation is not worth pricing: the node has to be branched on anyway.
const tailing = 0.2

// blind is the same share of the bound where no solution is known.
const blind = 2e-4

// Solve prices columns until the bound reaches cutoff (scaled, less the
// constant), nothing prices out, or the budget ends; then, under the same
// restrictions, it goes on where it was. start may be nil.
func (c *Master) Solve(cutoff int64, start *certificate.Multipliers, budget *search.Budget) (Outcome, error) {
	out := Outcome{Value: math.MinInt64}
	if start != nil {
		seen := c.Oracle.Work()
		c.price(start.Clone(), nil, &out) // pricing completes multipliers; start may be a proof
		budget.Spend(c.Oracle.Work() - seen)
		if out.Value >= cutoff {
			out.Pruned = true
			return out, nil
		}
	}
	c.beginBox(start)
	c.halfway = true
	alpha, centred := smoothing, out.Value
	unit := math.Ldexp(1, -int(c.Oracle.Shift))
	for {
		out.Rounds++
		before := c.model.Work()
		simplex := c.model.Primal
		if out.Rounds == 1 {
			simplex = c.model.Dual // limits changed, not columns
		}
		status, err := simplex(budget.Context())
		work := c.model.Work() - before
		if err != nil {
			return out, err
		}
		if status == lp.Stopped {
			out.Stopped = true
			return out, nil
		}
		if status != lp.Optimal {
			return out, fmt.Errorf("colgen: the master program is %s, which its slacks exclude", status)
		}
		pure := c.readDuals()
		if c.fromPool() > 0 {
			if !budget.Spend(work) {
				out.Stopped = true
				return out, nil
			}
			continue
		}
		point := pure
		if alpha > 0 && out.Best != nil {
			point = blend(pure, out.Best, alpha)
		}
		objective := c.model.Objective()
		seen := c.Oracle.Work()
		added := c.price(point, c.sigma, &out)
		if added == 0 && point != pure {
			// mispriced: the smoothed point cuts nothing off
			alpha = 0
			added = c.price(pure, c.sigma, &out)
		}
		if !budget.Spend(work + c.Oracle.Work() - seen) {
			out.Stopped = true
			return out, nil
		}
		if out.Value >= cutoff {
			out.Pruned = true
			return out, nil
		}
		if c.Follow && c.boxed() && out.Value > centred {
			c.box(out.Best)
			centred = out.Value
		}
		gap := objective/c.scale - float64(out.Value)*unit
		used := c.artificial()
		if gap < c.enough(cutoff, out.Value)*unit && used < 1e-6 {
			break // what is left of this gap does not close the node
		}
		if added == 0 || gap < 1e-7*math.Abs(objective/c.scale) {
			if used < 1e-6 || !c.boxed() {
				break
			}
			c.widen(out.Best)
		}
	}
	c.halfway = false
	if c.boxed() {
		c.unbox() // no part of it is in use
	}
	c.readValues(&out)
	return out, nil
}

// enough is the gap, scaled, that need not be closed.
func (c *Master) enough(cutoff, value int64) float64 {
	if cutoff >= math.MaxInt64/8 {
		return blind * math.Abs(float64(value))
	}
	return tailing * float64(cutoff-value)
}

// price evaluates the oracle at m, adds the columns that improve on sigma, and
// keeps the bound if it is the best. With sigma nil every site's best is added.
func (c *Master) price(m *certificate.Multipliers, sigma []int64, out *Outcome) (added int) {
	o := c.Oracle
	known := len(c.Columns)
	defer func() {
		var fresh []int32
		for k := known; k < len(c.Columns); k++ {
			fresh = append(fresh, int32(k))
		}
		c.enter(fresh)
	}()
	o.Clamp(m)
	total := o.Head(m, c.out)
	for j := range int32(c.p.NumSites()) {
		limit := int64(0)
		if sigma != nil {
			limit = sigma[j]
		}
		least := limit
		first, last := c.p.Options(j)
		for opt := first; opt < last; opt++ {
			if o.OptionOff[opt] {
				continue
			}
			step, value, _, set := o.Option(opt, m, limit)
			least = min(least, value)
			if step >= 0 && c.Add(opt, step, set) {
				added++
			}
		}
		total += least
	}
	if total > out.Value {
		out.Value, out.Best = total, m.Clone()
	}
	return added
}

// readDuals rounds the program's duals to multipliers; c.sigma gets the sites'.
func (c *Master) readDuals() *certificate.Multipliers {
	c.duals = c.model.RowDuals(c.duals)
	n, m := c.p.NumCustomers(), c.p.NumSites()
	up := math.Ldexp(1, int(c.Oracle.Shift)) / c.scale
	for i := range n {
		c.mult.Customer[i] = int64(math.Round(c.duals[i] * up))
	}
	far := math.Ldexp(1, 60) / float64(m) // bounds add up what sites have
	for j := range m {
		c.sigma[j] = int64(math.Ceil(min(0, max(-far, c.duals[n+j]*up))))
	}
	for r := range c.p.Rows {
		c.mult.Row[r] = int64(c.duals[n+m+r] * up / c.Oracle.Unit(r))
	}
	return c.mult
}

func blend(a, b *certificate.Multipliers, alpha float64) *certificate.Multipliers {
	m := a.Clone()
	mix := func(x, y int64) int64 { return x + int64(alpha*float64(y-x)) }
	for i := range m.Customer {
		m.Customer[i] = mix(a.Customer[i], b.Customer[i])
	}
	for r := range m.Row {
		m.Row[r] = mix(a.Row[r], b.Row[r])
	}
	return m
}

func (c *Master) readValues(out *Outcome) {
	c.values = c.model.ColumnValues(c.values)
	n := c.p.NumCustomers()
	out.Out = append([]float64(nil), c.values[:n]...)
	out.Artificial = c.artificial()
	out.Values = make([]float64, len(c.Columns))
	for x, k := range c.active {
		out.Values[k] = c.values[c.first+x]
	}
}

// artificial is the use of artificial columns in the program's solution.
func (c *Master) artificial() float64 {
	c.values = c.model.ColumnValues(c.values)
	n, total := c.p.NumCustomers(), 0.0
	for _, v := range c.values[n : 2*n] {
		total += v
	}
	for r := range c.p.Rows {
		if c.p.Rows[r].Price == 0 {
			total += c.values[2*n+2*r] + c.values[2*n+2*r+1]
		}
	}
	if c.boxed() {
		for i := range n {
			total += c.values[c.belowColumn(i)]
		}
	}
	return total
}

// Penalise makes artificial columns dearer; false once they are dear enough.
func (c *Master) Penalise() bool {
	if c.dearer >= 3 {
		return false
	}
	c.dearer++
	n := c.p.NumCustomers()
	var which []int32
	var cost []float64
	for i := range n {
		c.artCost[i] *= 20
		which, cost = append(which, int32(n+i)), append(cost, c.artCost[i])
	}
	c.slackCost *= 20
	for r := range c.p.Rows {
		if c.p.Rows[r].Price == 0 {
			which = append(which, int32(2*n+2*r), int32(2*n+2*r+1))
			cost = append(cost, c.slackCost, c.slackCost)
		}
	}
	c.model.SetCost(which, cost)
	return true
}

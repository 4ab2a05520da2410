package answers

import (
	"slices"

	"polyclinic/model"
)

// candidate prices a plan under every case; nil where a case does not accept it.
func (t *together) candidate(name string, s *Solved) *Candidate {
	c := &Candidate{Name: name, Plan: s.Plan, Stop: s.Stop}
	for k := range t.cases {
		in := t.cases[k].In
		own := s.Plan.Clone()
		own.Settle(in)
		if !model.Check(in, own).Feasible() {
			return nil
		}
		cost := model.Cost(in, own).Objective
		c.Costs = append(c.Costs, cost)
		c.Total += t.cases[k].Weight * int64(cost)
	}
	return c
}

// measure compares every candidate with the best of every case, which is at most
// what the cheapest candidate costs there, and chooses.
func (t *together) measure() {
	u := t.u
	for k := range u.Own {
		for _, c := range u.Candidates {
			if c.Costs[k] < u.Own[k].High {
				u.Own[k].High = c.Costs[k]
			}
		}
	}
	for _, c := range u.Candidates {
		c.Regret = c.Regret[:0]
		c.Greatest, c.Worst = Interval{HasLow: true, HasHigh: true}, 0
		for k := range u.Own {
			r := exactly(c.Costs[k]).Less(u.Own[k]).AtLeast(0)
			c.Regret = append(c.Regret, r)
			if worse(r, c.Greatest) {
				c.Worst = k
			}
			c.Greatest.Low = max(c.Greatest.Low, r.Low)
			c.Greatest.High = max(c.Greatest.High, r.High)
			c.Greatest.HasHigh = c.Greatest.HasHigh && r.HasHigh
		}
	}
	u.Expected, u.LeastRegret = nil, nil
	for _, c := range u.Candidates {
		if u.Expected == nil || c.Total < u.Expected.Total {
			u.Expected = c
		}
		if u.LeastRegret == nil || lessRegret(c, u.LeastRegret) {
			u.LeastRegret = c
		}
	}
	if u.Expected != nil && u.ExpectedTotal.HasHigh {
		u.ExpectedTotal.High = min(u.ExpectedTotal.High, model.Pence(u.Expected.Total))
	}
	t.floor()
}

func exactly(p model.Pence) Interval { return Interval{Low: p, High: p, HasLow: true, HasHigh: true} }

// worse says whether a regret may be greater than the greatest so far.
func worse(r, greatest Interval) bool {
	if r.HasHigh && greatest.HasHigh {
		return r.High > greatest.High
	}
	return r.Low > greatest.Low
}

// lessRegret prefers the plan whose greatest regret is certainly less; where that
// is the same, or not known, the one nearer to the best plans known, and then the
// cheaper.
func lessRegret(a, b *Candidate) bool {
	switch {
	case a.Greatest.HasHigh && b.Greatest.HasHigh && a.Greatest.High != b.Greatest.High:
		return a.Greatest.High < b.Greatest.High
	case a.Greatest.Low != b.Greatest.Low:
		return a.Greatest.Low < b.Greatest.Low
	}
	return a.Total < b.Total
}

// floor is a bound on the least greatest regret: for weights λ and any plan x, the
// greatest regret is at least Σ λ (cost(x) − best) / Σ λ, and the first sum is at
// least what is proven under these weights.
func (t *together) floor() {
	t.u.RegretFloor = 0
	for _, b := range t.bounds {
		rest, all := b.bound, int64(0)
		for k, w := range b.weights {
			rest -= w * int64(t.u.Own[k].High)
			all += w
		}
		if rest > 0 && all > 0 {
			t.u.RegretFloor = max(t.u.RegretFloor, model.Pence((rest+all-1)/all))
		}
	}
}

// tried says whether a plan is among the candidates. The plans of the cases and
// the expected one are there under their names even where they are the same.
func (t *together) tried(p *model.Plan) bool {
	if len(t.u.Candidates) <= len(t.cases) {
		return false
	}
	for _, c := range t.u.Candidates {
		if practices, _ := differing(t.cases[0].In, c.Plan, p); practices == 0 {
			return true
		}
	}
	return false
}

// balanceSum is what balanced weights add up to: small, so that costs stay small.
const balanceSum = 8

// balance is the weights under which the plans that were tried look worst
// together: whatever mixture of them is taken, its regret under these weights is
// the least it can be at best. The best plan under them is the one to try next, and
// what is proven of it bounds the regret of all plans. nil where that was tried, or
// some plan has no regret.
func (t *together) balance() []int64 {
	var best []int64
	most := int64(0)
	weights := make([]int64, len(t.cases))
	var spread func(k int, rest int64)
	spread = func(k int, rest int64) {
		if k == len(weights)-1 {
			weights[k] = rest
			if least := t.leastRegretUnder(weights); least > most {
				best, most = slices.Clone(weights), least
			}
			return
		}
		for w := int64(0); w <= rest; w++ {
			weights[k] = w
			spread(k+1, rest-w)
		}
	}
	spread(0, balanceSum)
	for _, b := range t.bounds {
		if best != nil && equalWeights(b.weights, best) {
			return nil
		}
	}
	return best
}

// leastRegretUnder is the least Σ weight × regret of the plans that were tried.
func (t *together) leastRegretUnder(weights []int64) int64 {
	least := int64(-1)
	for _, c := range t.u.Candidates {
		sum := int64(0)
		for k, w := range weights {
			sum += w * int64(c.Regret[k].Low)
		}
		if least < 0 || sum < least {
			least = sum
		}
	}
	return least
}

// equalWeights says whether two lists are the same up to a factor.
func equalWeights(a, b []int64) bool {
	for i := range a {
		for j := range i {
			if a[i]*b[j] != a[j]*b[i] {
				return false
			}
		}
	}
	return true
}

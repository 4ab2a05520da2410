package region

// Unknown is the value of a region in a state before there is a bound.
const Unknown = -1 << 56

// Bound is a lower bound of the whole, in its own units, for the least sum of the
// regions' bounds, scaled by 2^shift at multipliers mu; false if one of them is
// Unknown.
func (s *Split) Bound(sum int64, mu []int64, shift uint) (int64, bool) {
	if sum < Unknown/2 {
		return 0, false
	}
	return s.Problem.Constant + -((-sum - s.rest(mu, shift)) >> shift), true
}

// Needed is the least sum of the regions' bounds at which Bound reaches cost.
func (s *Split) Needed(cost int64, mu []int64, shift uint) int64 {
	return (cost-1-s.Problem.Constant)<<shift + 1 - s.rest(mu, shift)
}

// rest is what Bound adds up besides the regions, scaled: customers without arcs
// and the coupling rows' limits.
func (s *Split) rest(mu []int64, shift uint) int64 {
	p := s.Problem
	total := int64(0)
	for _, i := range s.Alone {
		total += p.OutCost[i] << shift
		for _, t := range p.OutTerms.Of(i) {
			total -= mu[t.Index] * t.Coef
		}
	}
	for _, r := range s.Coupling {
		switch {
		case mu[r] > 0:
			total += mu[r] * p.Rows[r].Lower
		case mu[r] < 0:
			total += mu[r] * p.Rows[r].Upper
		}
	}
	return total
}

package region

// Cheapest are the choices that cost least at multipliers mu over 2^shift and
// have together what the counted rows want; nil: there are none.
func (s *Split) Cheapest(pools []*Pool, mu []int64, shift uint) []int {
	_, picks := s.cheapest(pools, mu, shift)
	return picks
}

// cheapest also returns the sum of their values, scaled; nil: there are none.
func (s *Split) cheapest(pools []*Pool, mu []int64, shift uint) (sum int64, picks []int) {
	values, at := make([][]int64, len(pools)), make([][]int, len(pools))
	for k, pool := range pools {
		values[k], at[k] = s.leastByState(pool, mu, shift)
	}
	a := s.Counts.Assign(values)
	if a.Value >= Nothing {
		return Nothing, nil
	}
	picks = make([]int, len(pools))
	for k := range pools {
		picks[k] = at[k][a.State[k]]
	}
	return a.Value, picks
}

// leastByState is the first of a pool's choices of least value in every state,
// and that value.
func (s *Split) leastByState(pool *Pool, mu []int64, shift uint) (values []int64, at []int) {
	values, at = make([]int64, s.Counts.States()), make([]int, s.Counts.States())
	for y := range values {
		values[y] = Nothing
	}
	for x := range pool.Choices {
		c := &pool.Choices[x]
		v := c.Cost << shift
		for k, r := range s.Coupling {
			v -= mu[r] * c.Acts[k]
		}
		if v < values[c.State] {
			values[c.State], at[c.State] = v, x
		}
	}
	return values, at
}

package region

import "polyclinic/solver/facility"

// Combine picks one choice per region so that the coupling rows hold at the
// least cost that exchanges in one region, then in two at once, can reach.
// Each pool needs a choice; picks is where it starts, feasible or not, and is
// changed. It returns the cost of the regions and the coupling rows, and whether
// the hard ones hold. base is what the coupling rows count besides the regions.
func (s *Split) Combine(pools []*Pool, picks []int, base []int64) (cost int64, feasible bool) {
	c := combination{split: s, pools: pools, picks: picks, acts: append([]int64(nil), base...)}
	for k, pool := range pools {
		c.add(&pool.Choices[picks[k]], 1)
	}
	for c.improveOne() || c.improveTwo() {
	}
	violated, cost := c.split.rows(c.acts)
	for k, pool := range pools {
		cost += pool.Choices[picks[k]].Cost
	}
	return cost, violated == 0
}

type combination struct {
	split *Split
	pools []*Pool
	picks []int
	acts  []int64 // [coupling row]
}

func (c *combination) add(x *Choice, sign int64) {
	for k, a := range x.Acts {
		c.acts[k] += sign * a
	}
}

// rows is the violation of hard coupling rows and the cost of priced ones.
func (s *Split) rows(acts []int64) (violated, cost int64) {
	for k, r := range s.Coupling {
		row := &s.Problem.Rows[r]
		price, v := row.Penalty(acts[k])
		if row.Price == 0 {
			violated += v
		}
		cost += price
	}
	return violated, cost
}

// better compares by violation, then by cost.
func better(v1, c1, v2, c2 int64) bool { return v1 < v2 || v1 == v2 && c1 < c2 }

// move is what turning region k to choice x changes in cost; out gets the
// activities acts after it.
func (c *combination) move(acts []int64, k, x int, out []int64) (change int64) {
	from, to := &c.pools[k].Choices[c.picks[k]], &c.pools[k].Choices[x]
	for r := range out {
		out[r] = acts[r] + to.Acts[r] - from.Acts[r]
	}
	return to.Cost - from.Cost
}

// improveOne takes the best change in one region.
func (c *combination) improveOne() bool {
	violated, now := c.split.rows(c.acts)
	least := int64(0)
	bestK, bestX := -1, 0
	out := make([]int64, len(c.acts))
	for k, pool := range c.pools {
		for x := range pool.Choices {
			if x == c.picks[k] {
				continue
			}
			change := c.move(c.acts, k, x, out)
			v, rows := c.split.rows(out)
			if change += rows - now; better(v, change, violated, least) {
				violated, least, bestK, bestX = v, change, k, x
			}
		}
	}
	if bestK < 0 {
		return false
	}
	c.set(bestK, bestX)
	return true
}

// pairSize is how many choices of a region are tried in pairs.
const pairSize = 60

// improveTwo takes the first pair of changes that helps.
func (c *combination) improveTwo() bool {
	violated, now := c.split.rows(c.acts)
	first, second := make([]int64, len(c.acts)), make([]int64, len(c.acts))
	for k := range c.pools {
		for x := range c.pools[k].Choices[:min(pairSize, len(c.pools[k].Choices))] {
			if x == c.picks[k] {
				continue
			}
			change := c.move(c.acts, k, x, first)
			for l := k + 1; l < len(c.pools); l++ {
				for y := range c.pools[l].Choices[:min(pairSize, len(c.pools[l].Choices))] {
					if y == c.picks[l] || change+c.pools[l].Choices[y].Cost-c.pools[l].Choices[c.picks[l]].Cost >= 0 && violated == 0 && now == 0 {
						continue
					}
					both := change + c.move(first, l, y, second)
					if v, rows := c.split.rows(second); better(v, both+rows-now, violated, 0) {
						c.set(k, x)
						c.set(l, y)
						return true
					}
				}
			}
		}
	}
	return false
}

func (c *combination) set(k, x int) {
	c.add(&c.pools[k].Choices[c.picks[k]], -1)
	c.picks[k] = x
	c.add(&c.pools[k].Choices[x], 1)
}

// Assemble writes the picked choices into a solution of the whole.
func (s *Split) Assemble(pools []*Pool, picks []int) facility.Solution {
	whole := facility.NewSolution(s.Problem)
	for k, pool := range pools {
		pool.part.Lift(pool.Choices[picks[k]].Solution, whole)
	}
	return whole
}

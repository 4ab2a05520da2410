package region

import (
	"math"

	"polyclinic/solver/facility"
)

// Counts are coupling rows that want at least so many open sites of a kind. What
// a region adds to them is told apart, up to what the row wants, and put together
// exactly: a multiplier would let every region open a part of the one site that
// the whole needs. A region's share in all of them is its state.
type Counts struct {
	Rows   []int // places in Split.Coupling
	wanted []int64
	sum    [][]int // [state][state] the state of two together
}

// maxStates keeps the number of problems per region small.
const maxStates = 9

// Count chooses the rows to be counted: hard ones whose multiplier says that they
// bind, as long as there are few states.
func (s *Split) Count(mu []int64) {
	c := Counts{}
	states := 1
	for k, r := range s.Coupling {
		row := &s.Problem.Rows[r]
		n := row.Lower
		if mu[r] == 0 || !countsSites(s.Problem, row) || n < 1 || n >= maxStates || states*int(n+1) > maxStates {
			continue
		}
		states *= int(n + 1)
		c.Rows, c.wanted = append(c.Rows, k), append(c.wanted, n)
	}
	c.add(states)
	s.Counts = c
}

// countsSites says whether a row counts options, whatever their step.
func countsSites(p *facility.Problem, row *facility.Row) bool {
	if row.Price > 0 || row.Upper < facility.Infinity || len(row.Arcs)+len(row.Outs) > 0 {
		return false
	}
	steps := make([]int32, p.NumOptions())
	for _, t := range row.Steps {
		if t.Coef != 1 {
			return false
		}
		steps[p.StepOption[t.Index]]++
	}
	for o, n := range steps {
		if n != 0 && n != p.StepStart[o+1]-p.StepStart[o] {
			return false
		}
	}
	return true
}

// add tabulates the sums of states.
func (c *Counts) add(states int) {
	c.sum = make([][]int, states)
	acts := make([]int64, len(c.Rows))
	for a := range c.sum {
		c.sum[a] = make([]int, states)
		for b := range c.sum[a] {
			x, y := c.Lower(a), c.Lower(b)
			for k := range acts {
				acts[k] = x[k] + y[k]
			}
			c.sum[a][b] = c.of(acts)
		}
	}
}

// States is how many there are; the last has all that is wanted.
func (c *Counts) States() int { return max(1, len(c.sum)) }

// of is the state of counts.
func (c *Counts) of(acts []int64) int {
	state := 0
	for k, n := range c.wanted {
		state = state*int(n+1) + int(min(max(acts[k], 0), n))
	}
	return state
}

// ofActs is the state of activities [coupling row].
func (c *Counts) ofActs(acts []int64) int {
	counts := make([]int64, len(c.Rows))
	for k, r := range c.Rows {
		counts[k] = acts[r]
	}
	return c.of(counts)
}

// Lower are the least counts of a state.
func (c *Counts) Lower(state int) []int64 {
	out := make([]int64, len(c.wanted))
	for k := len(out) - 1; k >= 0; k-- {
		n := int(c.wanted[k]) + 1
		out[k] = int64(state % n)
		state /= n
	}
	return out
}

// Upper are the greatest counts of a state.
func (c *Counts) Upper(state int) []int64 {
	out := c.Lower(state)
	for k, n := range c.wanted {
		if out[k] == n {
			out[k] = facility.Infinity
		}
	}
	return out
}

// Nothing is the value of a state that a region cannot have.
const Nothing = math.MaxInt64 / 4

// Assignment is one state for every region, so that together they have all that
// is wanted at the least sum of values.
type Assignment struct {
	Value  int64     // Nothing: there is none
	State  []int     // [region]
	Forced [][]int64 // [region][state] the least sum of an assignment that has this state
	After  [][]int64 // [region][state of the regions before] the least sum of the others
}

// Assign finds the least assignment for values [region][state].
func (c *Counts) Assign(values [][]int64) Assignment {
	n, states := len(values), c.States()
	after := make([][]int64, n+1) // [region][state so far] least value of the others
	before := make([][]int64, n+1)
	for k := range after {
		after[k], before[k] = make([]int64, states), make([]int64, states)
		for x := range states {
			after[k][x], before[k][x] = Nothing, Nothing
		}
	}
	after[n][states-1], before[0][0] = 0, 0
	for k := n - 1; k >= 0; k-- {
		for x := range states {
			for y, v := range values[k] {
				after[k][x] = min(after[k][x], plus(v, after[k+1][c.plus(x, y)]))
			}
		}
	}
	out := Assignment{Value: after[0][0], State: make([]int, n), Forced: make([][]int64, n), After: after}
	at := 0
	for k := range n {
		out.Forced[k] = make([]int64, states)
		for y := range states {
			out.Forced[k][y] = Nothing
		}
		for x := range states {
			for y, v := range values[k] {
				to := c.plus(x, y)
				before[k+1][to] = min(before[k+1][to], plus(before[k][x], v))
				out.Forced[k][y] = min(out.Forced[k][y], plus(plus(before[k][x], v), after[k+1][to]))
			}
		}
		for y, v := range values[k] {
			if to := c.plus(at, y); after[k][at] < Nothing && plus(v, after[k+1][to]) == after[k][at] {
				out.State[k], at = y, to
				break
			}
		}
	}
	return out
}

func (c *Counts) plus(x, y int) int {
	if len(c.sum) == 0 {
		return 0
	}
	return c.sum[x][y]
}

// plus adds values of which either may be Nothing.
func plus(a, b int64) int64 {
	if a >= Nothing || b >= Nothing {
		return Nothing
	}
	return a + b
}

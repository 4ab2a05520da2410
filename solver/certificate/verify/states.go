package verify

import (
	"fmt"
	"math/big"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// states are what a region may add to the counted rows, each up to what the row
// wants: mixed numbers, the last row's digit the last.
type states struct {
	rows   []int32
	wanted []int64
	count  int
}

// mostStates keeps the work of a made-up certificate small.
const mostStates = 64

// counted checks that the counted rows are hard, couple, have no multiplier, and
// want at least so many open steps: every region adds a whole number that is not
// negative.
func (v *division) counted(g *certificate.Regions) (*states, error) {
	s := &states{rows: g.Counted, count: 1}
	for at, r := range g.Counted {
		if r < 0 || int(r) >= len(v.p.Rows) || at > 0 && r <= g.Counted[at-1] {
			return nil, fmt.Errorf("row %d is counted, want rows of the problem, ascending", r)
		}
		row := &v.p.Rows[r]
		plain := row.Price == 0 && row.Lower >= 1 && len(row.Arcs)+len(row.Outs) == 0
		for _, t := range row.Steps {
			plain = plain && t.Coef == 1
		}
		if !plain || v.rowIn[r] >= 0 || g.Row[r] != 0 {
			return nil, fmt.Errorf("row %d is counted, want a hard row without multiplier that wants open steps of several regions", r)
		}
		if row.Lower >= mostStates || int64(s.count)*(row.Lower+1) > mostStates {
			return nil, fmt.Errorf("the counted rows give more than %d states", mostStates)
		}
		s.wanted, s.count = append(s.wanted, row.Lower), s.count*int(row.Lower+1)
	}
	return s, nil
}

// digits are what a state has of every counted row.
func (s *states) digits(state int) []int64 {
	out := make([]int64, len(s.wanted))
	for k := len(out) - 1; k >= 0; k-- {
		n := int(s.wanted[k]) + 1
		out[k] = int64(state % n)
		state /= n
	}
	return out
}

// join is the state of two regions together.
func (s *states) join(a, b int) int {
	x, y := s.digits(a), s.digits(b)
	out := 0
	for k, n := range s.wanted {
		out = out*int(n+1) + int(min(n, x[k]+y[k]))
	}
	return out
}

// limits are the limits of a counted row in a region in a state.
func (s *states) limits(state, k int) (lower, upper int64) {
	lower = s.digits(state)[k]
	if upper = lower; lower == s.wanted[k] {
		upper = facility.Infinity
	}
	return lower, upper
}

// least is the least sum of one value per region whose states have together all
// that is wanted; nil: there is none.
//
// Theorem. A solution has in every region a number of steps of each counted row,
// and so is in exactly one state there; the states have together what is wanted,
// since min(n, Σ a) = min(n, Σ min(n, a)) for numbers that are not negative. ∎
func (s *states) least(values [][]*big.Int) *big.Int {
	sums := make([]*big.Int, s.count) // [state of the regions so far]
	sums[0] = new(big.Int)
	for _, region := range values {
		next := make([]*big.Int, s.count)
		for a, sum := range sums {
			for b, v := range region {
				if sum == nil || v == nil {
					continue
				}
				total := new(big.Int).Add(sum, v)
				if to := s.join(a, b); next[to] == nil || total.Cmp(next[to]) < 0 {
					next[to] = total
				}
			}
		}
		sums = next
	}
	return sums[s.count-1]
}

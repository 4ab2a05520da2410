package region

import (
	"cmp"
	"slices"
)

// Limits of Join: choices of a region in one state, partial combinations kept
// after every region, and combinations returned.
const (
	joinChoices = 40
	joinWidth   = 500
	joinBest    = 3
)

// Join builds combinations region by region, keeping those whose cost at
// multipliers mu, completed by the least of the other regions, is least: many
// cheap ones whose activities differ, of which some keep the coupling rows. It
// returns picks of the cheapest combinations that keep the hard ones. What reaches
// needed, see Needed, is left away.
func (s *Split) Join(pools []*Pool, base, mu []int64, shift uint, needed int64) [][]int {
	values := make([][]int64, len(pools))
	for k, pool := range pools {
		values[k], _ = s.leastByState(pool, mu, shift)
	}
	after := s.Counts.Assign(values).After
	labels := []label{{acts: base}}
	var trail [][]label
	var next []label // scratch
	for k, pool := range pools {
		next = next[:0]
		list := s.choices(pool, mu, shift)
		most := needed // of a total that may still be kept
		for from := range labels {
			l := &labels[from]
			for _, x := range list {
				to := s.Counts.plus(l.state, pool.Choices[x.at].State)
				total := plus(l.value+x.value, after[k+1][to])
				if total >= most {
					continue
				}
				next = append(next, label{from: int32(from), pick: int32(x.at), state: to, value: l.value + x.value, total: total})
				if len(next) == 4*joinWidth {
					next = cheapestLabels(next)
					most = min(most, next[len(next)-1].total) // of equals the earlier ones are kept
				}
			}
		}
		kept := slices.Clone(cheapestLabels(next))
		for n := range kept {
			l := &kept[n]
			l.acts = slices.Clone(labels[l.from].acts)
			for r, a := range pool.Choices[l.pick].Acts {
				l.acts[r] += a
			}
		}
		labels = kept
		trail = append(trail, kept)
	}
	return s.best(pools, labels, trail)
}

// cheapestLabels sorts labels and keeps joinWidth of them.
func cheapestLabels(list []label) []label {
	slices.SortFunc(list, func(a, b label) int {
		return cmp.Or(cmp.Compare(a.total, b.total), cmp.Compare(a.from, b.from), cmp.Compare(a.pick, b.pick))
	})
	return list[:min(joinWidth, len(list))]
}

// label is a choice for every region so far.
type label struct {
	from, pick   int32 // place in the labels of the region before, choice of this one
	state        int
	value, total int64 // at the multipliers, so far and completed
	acts         []int64
}

type priced struct {
	at    int
	value int64
}

// choices are the cheapest of a pool in every state.
func (s *Split) choices(pool *Pool, mu []int64, shift uint) []priced {
	list := make([]priced, len(pool.Choices))
	for x := range pool.Choices {
		c := &pool.Choices[x]
		list[x] = priced{x, c.Cost << shift}
		for k, r := range s.Coupling {
			list[x].value -= mu[r] * c.Acts[k]
		}
	}
	slices.SortStableFunc(list, func(a, b priced) int { return cmp.Compare(a.value, b.value) })
	taken := make([]int, s.Counts.States())
	return slices.DeleteFunc(list, func(x priced) bool {
		state := pool.Choices[x.at].State
		taken[state]++
		return taken[state] > joinChoices
	})
}

// best traces the cheapest labels that keep the hard coupling rows.
func (s *Split) best(pools []*Pool, labels []label, trail [][]label) [][]int {
	type found struct {
		at   int
		cost int64
	}
	var list []found
	for n := range labels {
		violated, cost := s.rows(labels[n].acts)
		if violated > 0 {
			continue
		}
		for k, x := range trace(trail, n) {
			cost += pools[k].Choices[x].Cost
		}
		list = append(list, found{n, cost})
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.cost, b.cost) })
	var out [][]int
	for _, f := range list[:min(joinBest, len(list))] {
		out = append(out, trace(trail, f.at))
	}
	return out
}

// trace is the pick of every region of the n-th last label.
func trace(trail [][]label, n int) []int {
	picks := make([]int, len(trail))
	for k := len(trail) - 1; k >= 0; k-- {
		l := &trail[k][n]
		picks[k], n = int(l.pick), int(l.from)
	}
	return picks
}

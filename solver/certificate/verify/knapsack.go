package verify

import (
	"cmp"
	"slices"
	"sort"
)

// item may be taken or not.
type item struct{ cost, demand, count int64 }

// limits of a set of items, inclusive.
type limits struct{ leastDemand, mostDemand, leastCount, mostCount int64 }

// knapsack finds the least cost of a set of items within limits, or a lower
// bound of it, by depth-first search.
//
// Theorem. For any number ν, every set within the limits costs at least
//
//	−ν·N + min Σ (cost + ν·count) x,   0 ≤ x ≤ 1, demand within its limits,
//
// with N the greatest count where ν ≥ 0 and the least where ν ≤ 0; the minimum
// is reached by taking the items in the order of cost per demand, while they pay
// and there is room and then until the least demand is reached, the last one in
// part (Dantzig 1957). Costs are whole, so that it may be rounded either way. ∎
type knapsack struct {
	loaded  []item
	payable int64 // sum of the costs below zero
	room    int64 // that ν may have without an overflow

	items               []item // loaded, in order, with ν in the costs
	nu                  int64
	ordered             bool    // items are loaded ones at ν
	cost, demand, count []int64 // [item+1] sums of those before
	paying              int     // items before it pay

	lim   limits
	base  int64 // −ν·N
	best  int64
	nodes int
}

// nodeLimit is where relaxations take the place of searching on.
const nodeLimit = 1_000_000

// halvings of the interval of ν: any ν is valid, the best bounds best.
const halvings = 24

// load takes items of no negative demand or count; false if their sums and
// products could overflow.
func (s *knapsack) load(items []item) bool {
	s.loaded, s.ordered, s.payable = items, false, 0
	var n numbers
	var costs, demands, counts int64
	greatest, dearest, most := int64(1), int64(0), int64(1)
	for _, it := range items {
		s.payable += min(0, it.cost)
		size := max(it.cost, -it.cost)
		costs, demands, counts = n.small(n.add(costs, size)), n.small(n.add(demands, it.demand)), n.small(n.add(counts, it.count))
		dearest, greatest, most = max(dearest, size), max(greatest, it.demand), max(most, it.count)
	}
	n.small(n.mul(dearest, greatest))
	s.room = min((largest/greatest-dearest)/most, (largest-costs)/max(counts, 1), 2*dearest)
	return !n.overflow
}

// least is the lesser of cutoff and a lower bound of the cost of every set
// within the limits: the exact one, but for the node limit.
func (s *knapsack) least(lim limits, cutoff int64) int64 {
	lim.leastDemand, lim.leastCount = max(lim.leastDemand, 0), max(lim.leastCount, 0)
	if lim.leastCount > lim.mostCount || s.payable >= cutoff {
		return cutoff
	}
	s.lim = lim
	s.order(0)
	if bound, ok := s.relax(0, lim.mostDemand, lim.leastDemand); !ok || bound >= cutoff || s.count[len(s.items)] < lim.leastCount {
		return cutoff
	}
	s.priceCount()
	s.best, s.nodes = cutoff, 0
	s.search(0, 0, lim.mostDemand, lim.leastDemand, 0)
	return s.best
}

// search explores the sets that agree with a choice from the items before p:
// what the choice costs with ν, what demand it leaves room and need for, and how
// many it counts. At the node limit relaxations stand for what is unexplored.
func (s *knapsack) search(p int, cost, room, need, count int64) {
	for ; ; p++ {
		s.nodes++
		if need <= 0 && count >= s.lim.leastCount {
			s.best = min(s.best, cost-s.nu*count)
		}
		if p == len(s.items) || count+s.count[len(s.items)]-s.count[p] < s.lim.leastCount {
			return
		}
		relaxed, ok := s.relax(p, room, need)
		bound := s.base + cost + relaxed
		if !ok || bound >= s.best {
			return
		}
		if s.nodes > nodeLimit {
			s.best = bound
			return
		}
		if it := &s.items[p]; it.demand <= room && count+it.count <= s.lim.mostCount {
			s.search(p+1, cost+it.cost, room-it.demand, need-it.demand, count+it.count)
		}
	}
}

// order sorts the items at a price of count and adds them up.
func (s *knapsack) order(nu int64) {
	s.base = -nu * s.lim.leastCount
	if nu > 0 {
		s.base = -nu * s.lim.mostCount
	}
	if s.ordered && s.nu == nu {
		return
	}
	s.nu, s.ordered = nu, true
	s.items = append(s.items[:0], s.loaded...)
	for k := range s.items {
		s.items[k].cost += nu * s.items[k].count
	}
	slices.SortFunc(s.items, byRatio)
	s.paying = 0
	s.cost, s.demand, s.count = append(s.cost[:0], 0), append(s.demand[:0], 0), append(s.count[:0], 0)
	for k, it := range s.items {
		if it.cost < 0 {
			s.paying = k + 1
		}
		s.cost = append(s.cost, s.cost[k]+it.cost)
		s.demand = append(s.demand, s.demand[k]+it.demand)
		s.count = append(s.count, s.count[k]+it.count)
	}
}

// byRatio orders by cost per demand; items of no demand come first if they pay,
// else last.
func byRatio(a, b item) int {
	if a.demand > 0 && b.demand > 0 {
		return cmp.Compare(a.cost*b.demand, b.cost*a.demand)
	}
	return cmp.Compare(end(a), end(b))
}

func end(it item) int {
	switch {
	case it.demand > 0:
		return 0
	case it.cost < 0:
		return -1
	}
	return 1
}

// relax is the relaxation over the items from p on, rounded; ok is false if the
// limits of demand cannot be kept.
func (s *knapsack) relax(p int, room, need int64) (value int64, ok bool) {
	b, rest, ok := s.fill(p, room, need)
	if !ok {
		return 0, false
	}
	value = s.cost[b] - s.cost[p]
	if rest > 0 {
		value += s.items[b].cost * rest / s.items[b].demand
	}
	return value, true
}

// fill takes the items from p to before b, and rest of the demand of b.
func (s *knapsack) fill(p int, room, need int64) (b int, rest int64, ok bool) {
	paying := max(p, s.paying)
	goal := s.demand[p] + min(room, max(need, s.demand[paying]-s.demand[p]))
	last := len(s.items)
	if need > room || goal > s.demand[last] {
		return 0, 0, false
	}
	// the last b that the goal reaches, but of equal ones no item that costs
	b = p + sort.Search(last-p, func(k int) bool { return s.demand[p+k+1] > goal })
	for b > paying && s.demand[b-1] == goal {
		b--
	}
	return b, goal - s.demand[b], true
}

// priceCount orders the items at the best ν it finds, where the limits of count
// bind in the relaxation: the five best of 40 items take 11 nodes with it, and a
// million without.
func (s *knapsack) priceCount() {
	over := s.relaxedCount(true) > s.lim.mostCount
	if !over && s.relaxedCount(false) >= s.lim.leastCount {
		return
	}
	best, bound := int64(0), s.rootBound()
	low, high := int64(0), s.room
	for range halvings {
		middle := low + (high-low)/2
		nu := middle
		if !over {
			nu = -middle
		}
		s.order(nu)
		if at := s.rootBound(); at > bound {
			best, bound = nu, at
		}
		if over && s.relaxedCount(true) > s.lim.mostCount || !over && s.relaxedCount(false) < s.lim.leastCount {
			low = middle
		} else {
			high = middle
		}
	}
	s.order(best)
}

func (s *knapsack) rootBound() int64 {
	value, _ := s.relax(0, s.lim.mostDemand, s.lim.leastDemand)
	return s.base + value
}

// relaxedCount is the count of the relaxation, with or without the item taken in
// part.
func (s *knapsack) relaxedCount(withPart bool) int64 {
	b, rest, _ := s.fill(0, s.lim.mostDemand, s.lim.leastDemand)
	if withPart && rest > 0 {
		return s.count[b] + s.items[b].count
	}
	return s.count[b]
}

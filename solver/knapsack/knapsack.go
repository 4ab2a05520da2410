// Package knapsack minimises a linear cost over items under two-sided limits on
// demand and on count, exactly and in whole numbers: the subproblem of one
// option at one step, in the Lagrangean and in column generation.
//
// It is depth-first branch and bound over the items in the order of cost per
// demand (Horowitz & Sahni 1974; Martello & Toth 1990, ch. 2), bounded by the
// fractional relaxation of the demand limits. Where the limits on count bind in
// that relaxation they are dualised by one multiplier first.
package knapsack

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Item costs Cost (negative: it pays) and takes up Demand ≥ 0 and Count ≥ 0.
// |Cost| × the greatest demand must stay below 2^62.
type Item struct {
	Cost   int64
	Demand int64
	Count  int32
	ID     int32 // the caller's
}

// Limits are inclusive.
type Limits struct {
	MinDemand, MaxDemand int64
	MinCount, MaxCount   int32
}

// Infeasible is the value of a knapsack that no set satisfies.
const Infeasible = math.MaxInt64 / 4

// nodeLimit ends a search that a bound cannot; the floored relaxation is then
// the value. Few knapsacks of planning instances need more than 200 nodes.
const nodeLimit = 20_000

// Solver is scratch for one goroutine.
type Solver struct {
	loaded  []Item  // in ratio order
	shifted []Item  // scratch: with the multiplier of count
	items   []Item  // one of the two
	summed  bool    // the prefixes are those of loaded
	prefixC []int64 // [len+1] sums of cost
	prefixD []int64 // [len+1] sums of demand
	prefixN []int32 // [len+1] sums of count
	neg     int     // items before it pay
	lim     Limits
	nu      int64 // multiplier of count
	base    int64 // constant of the dualised count
	bestAt  int64
	take    []bool
	best    []bool
	found   bool
	nodes   int
	limit   int // of nodes
	// Nodes is the number of nodes after which a search ends unfinished. 0: 20,000.
	Nodes int
	// Work is the number of items and nodes handled so far.
	Work int64
}

// Result is what Min found. Value is a lower bound always, and exact when Exact;
// Set lists the IDs of the best set found, valid until the next call, and has
// cost Cost.
type Result struct {
	Value int64
	Cost  int64
	Exact bool
	Found bool
	Set   []int32
}

// Load takes the items that Relax and Min are about.
func (s *Solver) Load(items []Item) {
	s.loaded = append(s.loaded[:0], items...)
	slices.SortFunc(s.loaded, byRatio)
	s.summed = false
	s.prepare(Limits{}, 0)
}

// Relax returns the floored fractional relaxation of the loaded items alone,
// without counts: a lower bound of Min in a fraction of its time.
func (s *Solver) Relax(lim Limits) int64 {
	s.Work++
	return s.bound(0, lim.MaxDemand, lim.MinDemand)
}

// Min solves the knapsack of the loaded items; the IDs of the best set are
// appended to set. Sets that cost cutoff or more need not be found: if there is
// no cheaper one, Found is false and Value is at least cutoff.
func (s *Solver) Min(lim Limits, cutoff int64, set []int32) Result {
	s.prepare(lim, 0)
	if s.dualiseCount() {
		defer s.prepare(lim, 0)
	}
	n := len(s.items)
	s.take = slices.Grow(s.take[:0], n)[:n]
	s.best = slices.Grow(s.best[:0], n)[:n]
	clear(s.take)
	s.found, s.nodes, s.bestAt = false, 0, min(cutoff, Infeasible)
	if s.limit = s.Nodes; s.limit == 0 {
		s.limit = nodeLimit
	}
	root := s.base + s.bound(0, lim.MaxDemand, lim.MinDemand)
	if root >= s.bestAt {
		return Result{Value: root, Cost: Infeasible, Exact: true, Set: set}
	}
	done := s.search(0, s.base, lim.MaxDemand, lim.MinDemand, 0, 0, false)
	s.Work += int64(s.nodes)
	out := Result{Value: s.bestAt, Cost: Infeasible, Exact: done, Found: s.found, Set: set}
	if !done {
		out.Value = root
	}
	if s.found {
		out.Cost = s.bestAt
		for i, t := range s.best {
			if t {
				set = append(set, s.items[i].ID)
			}
		}
		out.Set = set
	}
	return out
}

// prepare sums up the loaded items with nu added to the cost per count.
func (s *Solver) prepare(lim Limits, nu int64) {
	s.lim, s.nu, s.base = lim, nu, 0
	if nu == 0 && s.summed {
		return
	}
	if nu == 0 {
		s.items = s.loaded
	} else {
		s.shifted = append(s.shifted[:0], s.loaded...)
		s.items = s.shifted
		for i := range s.items {
			s.items[i].Cost += nu * int64(s.items[i].Count)
		}
		slices.SortFunc(s.items, byRatio)
		if nu > 0 {
			s.base = -nu * int64(lim.MaxCount)
		} else {
			s.base = -nu * int64(lim.MinCount)
		}
	}
	s.summed = nu == 0
	n := len(s.items)
	s.prefixC = slices.Grow(s.prefixC[:0], n+1)[:n+1]
	s.prefixD = slices.Grow(s.prefixD[:0], n+1)[:n+1]
	s.prefixN = slices.Grow(s.prefixN[:0], n+1)[:n+1]
	s.prefixC[0], s.prefixD[0], s.prefixN[0] = 0, 0, 0
	s.neg = 0
	for i, it := range s.items {
		if it.Cost < 0 {
			s.neg = i + 1
		}
		s.prefixC[i+1] = s.prefixC[i] + it.Cost
		s.prefixD[i+1] = s.prefixD[i] + it.Demand
		s.prefixN[i+1] = s.prefixN[i] + it.Count
	}
	s.Work += int64(n)
}

// byRatio orders by cost per demand; items without demand come first if they
// pay and last if not.
func byRatio(a, b Item) int {
	if a.Demand == 0 || b.Demand == 0 {
		if c := cmp.Compare(end(a), end(b)); c != 0 {
			return c
		}
	} else if c := cmp.Compare(a.Cost*b.Demand, b.Cost*a.Demand); c != 0 {
		return c
	}
	return cmp.Compare(a.ID, b.ID)
}

func end(it Item) int {
	switch {
	case it.Demand > 0:
		return 0
	case it.Cost < 0:
		return -1
	}
	return 1
}

// bound is the fractional relaxation over items from position p on: fill to at
// most capacity while it pays, and to at least need. It is floored.
func (s *Solver) bound(p int, capacity, need int64) int64 {
	paying := max(p, s.neg)
	fill := min(max(s.prefixD[paying]-s.prefixD[p], need), capacity)
	goal := s.prefixD[p] + fill
	if goal > s.prefixD[len(s.items)] {
		return Infeasible
	}
	lo, hi := p, len(s.items) // the last b with prefixD[b] ≤ goal
	for lo < hi {
		mid := int(uint(lo+hi+1) >> 1)
		if s.prefixD[mid] <= goal {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	b := lo
	if s.prefixD[b] == goal && b > paying {
		// do not take zero-demand items that do not pay
		b = max(paying, sort.Search(b, func(i int) bool { return s.prefixD[i] >= goal }))
		if b < p {
			b = p
		}
	}
	value := s.prefixC[b] - s.prefixC[p]
	if rest := goal - s.prefixD[b]; rest > 0 {
		value += floorDiv(s.items[b].Cost*rest, s.items[b].Demand)
	}
	return value
}

// dualiseCount looks for a multiplier of the count where its limits bind in the
// relaxation: a few bisection steps, since any multiplier is valid.
func (s *Solver) dualiseCount() bool {
	lim := s.lim
	over := s.relaxedCount() - float64(lim.MaxCount)
	under := float64(lim.MinCount) - s.relaxedCount()
	if over <= 1e-9 && under <= 1e-9 {
		return false
	}
	var spread int64
	for _, it := range s.items {
		spread = max(spread, it.Cost, -it.Cost)
	}
	bestNu, bestBound := int64(0), s.bound(0, lim.MaxDemand, lim.MinDemand)
	lo, hi := int64(0), 2*spread
	for range 12 {
		nu := (lo + hi) / 2
		if nu == lo {
			break
		}
		signed := nu
		if over <= 0 {
			signed = -nu
		}
		s.prepare(lim, signed)
		if b := s.base + s.bound(0, lim.MaxDemand, lim.MinDemand); b > bestBound {
			bestBound, bestNu = b, signed
		}
		count := s.relaxedCount()
		if over > 0 && count > float64(lim.MaxCount) || over <= 0 && count < float64(lim.MinCount) {
			lo = nu
		} else {
			hi = nu
		}
	}
	s.prepare(lim, bestNu)
	return true
}

// relaxedCount is the count of the fractional solution at the root.
func (s *Solver) relaxedCount() float64 {
	fill := min(max(s.prefixD[s.neg], s.lim.MinDemand), s.lim.MaxDemand)
	b := sort.Search(len(s.items), func(i int) bool { return s.prefixD[i+1] > fill })
	if b < len(s.items) {
		if b >= s.neg && fill == s.prefixD[b] {
			return float64(s.prefixN[min(b, s.neg)])
		}
		return float64(s.prefixN[b]) + float64(s.items[b].Count)*float64(fill-s.prefixD[b])/float64(s.items[b].Demand)
	}
	return float64(s.prefixN[b])
}

// search explores the items from p on; false means that the node limit struck.
// value includes the dualised count's constant; the true cost of a set is value
// less the multiplier's share. most and least are the limits on demand, counted
// from the first item whether taken or not: taking an item leaves them, skipping
// it raises them by its demand. So the item at which the relaxation breaks, found
// at brk or later, moves in one direction only, and taking an item that pays, or
// comes before it, leaves the bound as it was: then known says that it holds.
func (s *Solver) search(p int, value, most, least int64, count int32, brk int, known bool) bool {
	n := len(s.items)
	for {
		s.nodes++
		if s.nodes > s.limit {
			return false
		}
		if least <= s.prefixD[p] && count >= s.lim.MinCount {
			if cost := value - s.base - s.nu*int64(count); cost < s.bestAt {
				s.bestAt, s.found = cost, true
				copy(s.best, s.take)
				clear(s.best[p:])
			}
		}
		if p == n || s.prefixN[n]-s.prefixN[p]+count < s.lim.MinCount {
			return true
		}
		if !known {
			var promising bool
			if brk, promising = s.promising(p, value, most, least, max(p, brk)); !promising {
				return true
			}
		}
		it := &s.items[p]
		if it.Demand <= most-s.prefixD[p] && count+it.Count <= s.lim.MaxCount {
			s.take[p] = true
			ok := s.search(p+1, value+it.Cost, most, least, count+it.Count, brk, p < s.neg && p < brk)
			s.take[p] = false
			if !ok {
				return false
			}
		}
		most, least, known = most+it.Demand, least+it.Demand, false
		p++
	}
}

// promising says whether the relaxation from p on, which breaks at brk or later,
// is below the best set found; it returns where it breaks.
func (s *Solver) promising(p int, value, most, least int64, brk int) (int, bool) {
	n := len(s.items)
	paying := max(p, s.neg)
	goal := min(max(s.prefixD[paying], least), most)
	if goal > s.prefixD[n] {
		return brk, false
	}
	for brk < n && s.prefixD[brk+1] <= goal {
		brk++
	}
	b := brk
	for b > paying && s.prefixD[b-1] == goal {
		b-- // do not take items without demand that do not pay
	}
	value += s.prefixC[b] - s.prefixC[p]
	rest := goal - s.prefixD[b]
	if rest == 0 {
		return brk, value < s.bestAt
	}
	// value + ⌊cost·rest/demand⌋ < best, without a division
	it := &s.items[b]
	lack := s.bestAt - value
	switch {
	case lack <= min(0, it.Cost):
		return brk, false
	case lack > max(0, it.Cost):
		return brk, true
	}
	return brk, it.Cost*rest < lack*it.Demand
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

package interchange

import (
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// far is what a customer without a place costs: more than any other can, and
// small enough that sums of it do not overflow.
const far = int64(1) << 44

// state is a set of open sites with each customer's cheapest two arcs to them.
type state struct {
	p      *facility.Problem
	budget *search.Budget
	near   []int32 // [arc] arcs of each customer, the cheapest first
	nearby []int32 // [arc] arcs of each site, the cheapest first

	isOpen []bool  // [site]
	open   []int32 // sites, in no order
	spot   []int32 // [site] its place in open

	first, second []int32 // [customer] arc, -1: out or none
	cost1, cost2  []int64 // [customer] their costs
	leave         []int64 // [customer] what leaving it out costs, or far
	loss          []int64 // [site] what its customers lose by its closing, while open
	extra         []int64 // [site] scratch: corrections for a site to be opened
	touched       []int32 // scratch: sites with corrections
	cost          int64   // of the state, with far for each customer without a place
	fixed         []int64 // [site]

	farthest int64 // no second arc costs more
	least    int32 // open site whose closing alone costs least, -1: not known
	attention
}

func newState(p *facility.Problem) *state {
	n, m := p.NumCustomers(), p.NumSites()
	s := &state{p: p, near: p.ArcsByCost(), nearby: p.OptionArcsByCost(), isOpen: make([]bool, m), spot: make([]int32, m),
		first: make([]int32, n), second: make([]int32, n), cost1: make([]int64, n), cost2: make([]int64, n),
		leave: make([]int64, n), loss: make([]int64, m), extra: make([]int64, m), fixed: make([]int64, m), cost: p.Constant, least: -1, attention: newAttention(m)}
	for j := range s.fixed {
		s.fixed[j] = p.Steps[j].Cost
	}
	for i := range n {
		s.leave[i] = far
		if p.CanLeave[i] {
			s.leave[i] = min(far, p.OutCost[i])
		}
		s.first[i], s.second[i], s.cost1[i], s.cost2[i] = -1, -1, s.leave[i], s.leave[i]
		s.cost += s.leave[i]
		s.farthest = max(s.farthest, s.leave[i])
	}
	return s
}

func (s *state) site(arc int32) int32 { return s.p.ArcOption[arc] } // options are sites here

// gain is what opening a site saves; corrections for each open site that would
// be closed with it are left in extra, for the sites in touched.
func (s *state) gain(j int32) int64 {
	s.forgetCorrections()
	p := s.p
	arcs := s.nearby[p.OptionArcStart[j]:p.OptionArcStart[j+1]]
	gain := -s.fixed[j]
	visited := len(arcs)
	for k, a := range arcs {
		i := p.ArcCustomer[a]
		c := p.ArcCost[a]
		if c >= s.farthest {
			visited = k
			break
		}
		if c >= s.cost2[i] {
			continue
		}
		more := s.cost2[i] - c
		if c < s.cost1[i] {
			gain += s.cost1[i] - c
			more = s.cost2[i] - s.cost1[i]
		}
		if s.first[i] >= 0 && more > 0 {
			r := s.site(s.first[i])
			if s.extra[r] == 0 {
				s.touched = append(s.touched, r)
			}
			s.extra[r] += more
		}
	}
	s.budget.Spend(int64(visited))
	return gain
}

// forgetCorrections leaves partner to closing alone.
func (s *state) forgetCorrections() {
	for _, r := range s.touched {
		s.extra[r] = 0
	}
	s.touched = s.touched[:0]
}

// partner is the open site whose closing costs least once gain has been asked of
// another, and what it costs.
func (s *state) partner() (int32, int64) {
	best, least := s.cheapest()
	for _, r := range s.touched {
		if cost := s.loss[r] - s.extra[r] - s.fixed[r]; cost < least {
			best, least = r, cost
		}
	}
	return best, least
}

// cheapest is the open site whose closing costs least while no other opens, or -1,
// and what it costs.
func (s *state) cheapest() (int32, int64) {
	if s.least < 0 {
		s.budget.Spend(int64(len(s.open)))
		for _, r := range s.open {
			if s.least < 0 || s.loss[r]-s.fixed[r] < s.loss[s.least]-s.fixed[s.least] {
				s.least = r
			}
		}
		if s.least < 0 {
			return -1, 0
		}
	}
	return s.least, s.loss[s.least] - s.fixed[s.least]
}

func (s *state) openSite(j int32) {
	p := s.p
	s.isOpen[j], s.least = true, -1
	s.spot[j] = int32(len(s.open))
	s.open = append(s.open, j)
	s.loss[j] = 0
	s.cost += s.fixed[j]
	arcs := s.nearby[p.OptionArcStart[j]:p.OptionArcStart[j+1]]
	visited := len(arcs)
	for k, a := range arcs {
		i, c := p.ArcCustomer[a], p.ArcCost[a]
		if c >= s.farthest {
			visited = k
			break
		}
		if c >= s.cost2[i] {
			continue
		}
		s.forget(i)
		if c < s.cost1[i] {
			s.second[i], s.cost2[i] = s.first[i], s.cost1[i]
			s.first[i], s.cost1[i] = a, c
		} else {
			s.second[i], s.cost2[i] = a, c
		}
		s.note(i)
	}
	s.budget.Spend(int64(visited))
}

func (s *state) closeSite(j int32) {
	p := s.p
	s.isOpen[j], s.least = false, -1
	s.attend(j)
	last := s.open[len(s.open)-1]
	s.open[s.spot[j]], s.spot[last] = last, s.spot[j]
	s.open = s.open[:len(s.open)-1]
	s.cost -= s.fixed[j]
	arcs := s.nearby[p.OptionArcStart[j]:p.OptionArcStart[j+1]]
	visited, limit := len(arcs), s.farthest
	for k, a := range arcs {
		if p.ArcCost[a] > limit {
			visited = k
			break
		}
		i := p.ArcCustomer[a]
		if s.first[i] != a && s.second[i] != a {
			continue
		}
		s.forget(i)
		if s.first[i] == a {
			s.first[i], s.cost1[i] = s.second[i], s.cost2[i]
		}
		s.second[i], s.cost2[i] = s.next(i)
		s.note(i)
	}
	s.budget.Spend(int64(visited))
}

// forget takes a customer out of the sums; note puts it back, and has all sites
// looked at that are nearer to it than its second was or is.
func (s *state) forget(i int32) {
	s.cost -= s.cost1[i]
	if s.first[i] >= 0 {
		s.loss[s.site(s.first[i])] -= s.cost2[i] - s.cost1[i]
	}
	s.reach = s.cost2[i]
}

func (s *state) note(i int32) {
	s.cost += s.cost1[i]
	if s.first[i] >= 0 {
		s.loss[s.site(s.first[i])] += s.cost2[i] - s.cost1[i]
	}
	s.farthest = max(s.farthest, s.cost2[i])
	if s.attends(len(s.isOpen)) {
		return
	}
	reach := max(s.reach, s.cost2[i])
	from, to := s.p.Arcs(i)
	k := from
	for ; k < to && s.p.ArcCost[s.near[k]] < reach; k++ {
		s.attend(s.site(s.near[k]))
	}
	s.budget.Spend(int64(k - from))
}

// narrow lowers farthest to what it is.
func (s *state) narrow() {
	s.farthest = 0
	for _, c := range s.cost2 {
		s.farthest = max(s.farthest, c)
	}
	s.budget.Spend(int64(len(s.cost2) / 8))
}

// next is a customer's cheapest arc to an open site beside its first.
func (s *state) next(i int32) (int32, int64) {
	from, to := s.p.Arcs(i)
	for k := from; k < to; k++ {
		a := s.near[k]
		if s.p.ArcCost[a] >= s.leave[i] {
			s.budget.Spend(int64(k - from))
			return -1, s.leave[i]
		}
		if a != s.first[i] && s.isOpen[s.site(a)] {
			s.budget.Spend(int64(k - from))
			return a, s.p.ArcCost[a]
		}
	}
	s.budget.Spend(int64(to - from))
	return -1, s.leave[i]
}

// solution is the state as a solution; it holds if every customer has a place.
func (s *state) solution() facility.Solution {
	out := facility.NewSolution(s.p)
	for i, a := range s.first {
		out.Arc[i] = a
	}
	for _, j := range s.open {
		out.Option[j] = j
	}
	return out
}

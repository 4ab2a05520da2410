package ejection

import (
	"math"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// state is who goes where among the open sites, everybody placed, with what is
// beyond capacities at a price.
type state struct {
	p        *facility.Problem
	budget   *search.Budget
	near     []int32   // [arc] arcs of each customer, the most promising first
	callers  [][]int32 // [option] arcs of the customers whom it would suit most, those first
	cheapest []int64   // [customer] cost of its cheapest arc
	capacity []int64   // [option]
	fixed    []int64   // [option]
	price    []float64 // [option] of a unit of demand beyond capacity
	worth    []float64 // [option] of a unit of capacity, from the relaxation; 0 where it has none
	least    []float64 // [customer] least key of its arcs
	chains   bool      // long ones, not pushes

	arc     []int32   // [customer]
	load    []int64   // [option]
	members [][]int32 // [option]
	place   []int32   // [customer] its index in members
	isOpen  []bool    // [option]
	open    []int32
	spot    []int32 // [option] its index in open

	cost    int64
	over    int64   // demand beyond capacities, in all
	penalty float64 // its price

	journal []change
	queue   []int32 // customers to look at
	waiting []bool  // [customer]
	held    []bool  // [customer] not to be moved
	holding []int32
	heirs   []heir // scratch
	links   []link // scratch

	// The open options that a customer looks at, for a set of open sites.
	within []int32  // [customer · look] arcs
	count  []int32  // [customer] of them
	known  []uint64 // [customer] the set for which they hold
	set    uint64   // the present one: the open options' marks, added without carry
	marks  []uint64 // [option]
}

// change is one undoable assignment: of a customer's arc, or, with index < 0, the
// opening or closing of option ^index.
type change struct{ index, was int32 }

func (s *state) option(i int32) int32 { return s.p.ArcOption[s.arc[i]] }

// key is the cost of an arc and the worth of the room that it takes.
func (s *state) key(a int32) float64 {
	return float64(s.p.ArcCost[a]) + s.worth[s.p.ArcOption[a]]*float64(s.p.ArcDemand[a])
}

// excess is the price of a load.
func (s *state) excess(o int32, load int64) float64 {
	if load <= s.capacity[o] {
		return 0
	}
	return s.price[o] * float64(load-s.capacity[o])
}

func (s *state) value() float64 { return float64(s.cost) + s.penalty }

// reprice recomputes the penalty, after changes of prices.
func (s *state) reprice() {
	s.penalty = 0
	for _, o := range s.open {
		s.penalty += s.excess(o, s.load[o])
	}
	s.budget.Spend(int64(len(s.open)))
}

// carry changes an option's load.
func (s *state) carry(o int32, demand int64) {
	before := s.load[o]
	s.penalty += s.excess(o, before+demand) - s.excess(o, before)
	s.over += max(0, before+demand-s.capacity[o]) - max(0, before-s.capacity[o])
	s.load[o] += demand
}

// move puts a customer on another arc; -1: nowhere, for a while.
func (s *state) move(i, to int32) {
	s.journal = append(s.journal, change{i, s.arc[i]})
	s.put(i, to)
}

func (s *state) put(i, to int32) {
	p := s.p
	if a := s.arc[i]; a >= 0 {
		o := p.ArcOption[a]
		s.carry(o, -p.ArcDemand[a])
		s.cost -= p.ArcCost[a]
		list := s.members[o]
		last := list[len(list)-1]
		list[s.place[i]], s.place[last] = last, s.place[i]
		s.members[o] = list[:len(list)-1]
	}
	s.arc[i] = to
	if to >= 0 {
		o := p.ArcOption[to]
		s.carry(o, p.ArcDemand[to])
		s.cost += p.ArcCost[to]
		s.place[i] = int32(len(s.members[o]))
		s.members[o] = append(s.members[o], i)
	}
}

// turn opens or closes an option.
func (s *state) turn(o int32) {
	s.journal = append(s.journal, change{^o, 0})
	s.flip(o)
}

func (s *state) flip(o int32) {
	if s.isOpen[o] {
		last := s.open[len(s.open)-1]
		s.open[s.spot[o]], s.spot[last] = last, s.spot[o]
		s.open = s.open[:len(s.open)-1]
		s.cost -= s.fixed[o]
	} else {
		s.spot[o] = int32(len(s.open))
		s.open = append(s.open, o)
		s.cost += s.fixed[o]
	}
	s.isOpen[o] = !s.isOpen[o]
	s.set ^= s.marks[o]
}

// undo takes back everything since the journal was begun.
func (s *state) undo() {
	s.budget.Spend(int64(len(s.journal)))
	for k := len(s.journal) - 1; k >= 0; k-- {
		if c := s.journal[k]; c.index < 0 {
			s.flip(^c.index)
		} else {
			s.put(c.index, c.was)
		}
	}
	s.journal = s.journal[:0]
}

// become replaces everything by a solution, in which customers may have no place.
func (s *state) become(x facility.Solution) {
	for i := range s.arc {
		s.put(int32(i), -1)
	}
	for o := range s.isOpen {
		if s.isOpen[o] != (x.Option[o] >= 0) {
			s.flip(int32(o))
		}
	}
	for i, a := range x.Arc {
		if a >= 0 && s.isOpen[s.p.ArcOption[a]] {
			s.put(int32(i), a)
		}
	}
	s.journal = s.journal[:0]
	s.reprice()
	s.budget.Spend(int64(len(s.arc)))
}

func (s *state) solution() facility.Solution {
	x := facility.NewSolution(s.p)
	copy(x.Arc, s.arc)
	for _, o := range s.open {
		x.Option[o] = o
	}
	return x
}

// find is a customer's arc to an option, or -1.
func (s *state) find(i, o int32) int32 {
	p := s.p
	first, last := p.Arcs(i)
	if a := first + o; a < last && p.ArcOption[a] == o {
		return a
	}
	for first < last {
		mid := int32(uint32(first+last) >> 1)
		if p.ArcOption[mid] < o {
			first = mid + 1
		} else {
			last = mid
		}
	}
	if _, end := p.Arcs(i); first < end && p.ArcOption[first] == o {
		return first
	}
	return -1
}

// options lists a customer's arcs to the open options that it looks at, the most
// promising first.
func (s *state) options(i int32) []int32 {
	list := s.within[int(i)*look : int(i+1)*look]
	if s.known[i] == s.set {
		return list[:s.count[i]]
	}
	first, last := s.p.Arcs(i)
	k, n := first, 0
	for ; k < last && n < look; k++ {
		if a := s.near[k]; s.isOpen[s.p.ArcOption[a]] {
			list[n] = a
			n++
		}
	}
	s.budget.Spend(int64(k - first))
	s.known[i], s.count[i] = s.set, int32(n)
	return list[:n]
}

// settle places a customer where value rises least, among the options that it looks at.
func (s *state) settle(i int32) bool {
	p := s.p
	best, least := int32(-1), math.Inf(1)
	for _, a := range s.options(i) {
		o := p.ArcOption[a]
		if d := float64(p.ArcCost[a]) + s.excess(o, s.load[o]+p.ArcDemand[a]) - s.excess(o, s.load[o]); d < least {
			best, least = a, d
		}
	}
	s.budget.Spend(look)
	if best < 0 {
		return false
	}
	s.move(i, best)
	return true
}

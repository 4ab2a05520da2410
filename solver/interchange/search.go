package interchange

import (
	"container/heap"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// Search goes from local optimum to local optimum and can be run slice by slice.
type Search struct {
	s      *state
	limits Limits
	rng    *rand.Rand
	begun  bool

	best     []int32 // open sites of the best state
	bestCost int64
	offered  int64
	strength int // of the next shaking, in sites
}

// strongest is the greatest shaking, in sites; a search that finds nothing
// begins with the weakest again.
const strongest = 12

// New prepares a search of a problem that Applies; start may be zero.
func New(p *facility.Problem, limits Limits, start facility.Solution, rng *rand.Rand) *Search {
	x := &Search{s: newState(p), limits: limits, rng: rng, bestCost: facility.Infinity, offered: facility.Infinity, strength: 1}
	x.best = appendOpen(nil, start)
	return x
}

// appendOpen appends the open sites of a solution.
func appendOpen(sites []int32, s facility.Solution) []int32 {
	for j, o := range s.Option {
		if o >= 0 {
			sites = append(sites, int32(j))
		}
	}
	return sites
}

// Run goes on until the budget ends and offers the best solution of the slice, if
// it is better than the last one offered.
func (x *Search) Run(budget *search.Budget, offer func(facility.Solution)) {
	s := x.s
	s.budget = budget
	if !x.begun {
		x.begun = true
		x.become(x.best)
		x.construct()
		x.descend()
		x.keep()
	}
	for budget.Spend(int64(len(s.isOpen))) {
		x.become(x.best)
		x.shake()
		x.descend()
		x.keep()
	}
	x.offer(offer)
}

// Suggest takes a solution of others as the one to shake, if it is better.
func (x *Search) Suggest(sol facility.Solution, cost int64) {
	if !x.begun || cost >= x.bestCost {
		return
	}
	x.best = appendOpen(x.best[:0], sol)
	x.bestCost, x.offered, x.strength = cost, min(x.offered, cost), 1
}

func (x *Search) offer(offer func(facility.Solution)) {
	if x.bestCost >= x.offered {
		return
	}
	x.become(x.best)
	if sol := x.s.solution(); len(facility.Check(x.s.p, sol)) == 0 {
		x.offered = x.bestCost
		offer(sol)
	}
}

// become opens exactly these sites.
func (x *Search) become(sites []int32) {
	s := x.s
	wanted := make([]bool, len(s.isOpen))
	for _, j := range sites {
		wanted[j] = true
	}
	for _, j := range sites {
		if !s.isOpen[j] {
			s.openSite(j)
		}
	}
	for _, j := range slices.Clone(s.open) {
		if !wanted[j] {
			s.closeSite(j)
		}
	}
}

// keep notes the state if it is the best, and sets the strength of what follows.
func (x *Search) keep() {
	if x.admissible() && x.s.cost <= x.bestCost {
		if x.s.cost < x.bestCost {
			x.strength = 0
		}
		x.best, x.bestCost = append(x.best[:0], x.s.open...), x.s.cost
	}
	if x.strength++; x.strength > strongest {
		x.strength = 1
	}
}

func (x *Search) admissible() bool {
	return len(x.s.open) >= x.limits.Least && len(x.s.open) <= x.limits.Most
}

// candidate is a closed site with what opening it saved when last asked.
type candidate struct {
	site int32
	gain int64
}

type byGain []candidate

func (q byGain) Len() int { return len(q) }
func (q byGain) Less(a, b int) bool {
	if q[a].gain != q[b].gain {
		return q[a].gain > q[b].gain
	}
	return q[a].site < q[b].site
}
func (q byGain) Swap(a, b int) { q[a], q[b] = q[b], q[a] }

// Push and Pop serve container/heap.
func (q *byGain) Push(c any) { *q = append(*q, c.(candidate)) }

// Pop removes the last entry.
func (q *byGain) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// construct opens the site that saves most as long as any does, or too few are
// open. What a site saves only falls as others open, so that most need not be
// asked again; and it closes what loses least where too many are open.
func (x *Search) construct() {
	s := x.s
	var queue byGain
	for j := range int32(len(s.isOpen)) {
		if !s.isOpen[j] {
			queue = append(queue, candidate{j, s.gain(j)})
		}
	}
	heap.Init(&queue)
	for len(queue) > 0 && len(s.open) < x.limits.Most {
		now := s.gain(queue[0].site)
		if now < queue[0].gain {
			queue[0].gain = now
			heap.Fix(&queue, 0)
			continue
		}
		if now <= 0 && len(s.open) >= x.limits.Least {
			break
		}
		s.openSite(queue[0].site)
		heap.Pop(&queue)
	}
	for len(s.open) > x.limits.Most {
		s.forgetCorrections()
		r, _ := s.partner()
		s.closeSite(r)
	}
}

// descend opens, closes and exchanges sites as long as that is cheaper, in a
// random order of the sites to be opened.
func (x *Search) descend() {
	s := x.s
	order := x.rng.Perm(len(s.isOpen))
	for quiet, k := 0, 0; quiet < len(order); k++ {
		if k == len(order) {
			k = 0
		}
		if !s.budget.Spend(1) {
			return
		}
		if x.improve(int32(order[k])) {
			quiet = 0
		} else {
			quiet++
		}
	}
}

// improve makes the best change that opens a site, or the one that closes it,
// if it is cheaper.
func (x *Search) improve(j int32) bool {
	s := x.s
	if s.isOpen[j] {
		if len(s.open) > x.limits.Least && s.loss[j] < s.fixed[j] {
			s.closeSite(j)
			return true
		}
		return false
	}
	gain := s.gain(j)
	r, cost := s.partner()
	switch {
	case gain > 0 && len(s.open) < x.limits.Most && (r < 0 || cost >= 0):
		s.openSite(j)
	case r >= 0 && gain-cost > 0:
		s.openSite(j)
		s.closeSite(r)
	default:
		return false
	}
	return true
}

// shake exchanges as many random sites as its strength says, new ones near the
// closed; where numbers are free it only opens or only closes now and then.
func (x *Search) shake() {
	s := x.s
	for range x.strength {
		if len(s.open) == 0 || len(s.open) == len(s.isOpen) {
			return
		}
		r := s.open[x.rng.IntN(len(s.open))]
		kind := x.rng.IntN(4)
		if kind != 0 || len(s.open) == x.limits.Most {
			if j := x.near(r); j >= 0 && (len(s.open) < x.limits.Most || kind != 1) {
				s.openSite(j)
			}
		}
		if kind != 1 && len(s.open) > max(1, x.limits.Least) || len(s.open) > x.limits.Most {
			s.closeSite(r)
		}
	}
}

// near draws a closed site among those cheap for a customer of an open one, or -1.
func (x *Search) near(r int32) int32 {
	s, p := x.s, x.s.p
	arcs := p.ArcsOf(r)
	if len(arcs) == 0 {
		return -1
	}
	i := p.ArcCustomer[arcs[x.rng.IntN(len(arcs))]]
	for range 8 {
		if a := arcs[x.rng.IntN(len(arcs))]; s.first[p.ArcCustomer[a]] == a {
			i = p.ArcCustomer[a]
			break
		}
	}
	from, to := p.Arcs(i)
	reach := max(1, min(int(to-from), 3*len(s.isOpen)/len(s.open)+8))
	for range 8 {
		j := s.site(s.near[int(from)+x.rng.IntN(reach)])
		if !s.isOpen[j] {
			return j
		}
	}
	return -1
}

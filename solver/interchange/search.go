package interchange

import (
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

	// What is shaken: the best state, or one that has been kicked off it.
	now      []int32 // open sites
	nowCost  int64
	known    attention // there
	strength int       // of the next shaking, in sites
	idle     int       // shakings that led to nothing better
}

// strongest is the greatest shaking, in sites; a search that finds nothing
// begins with the weakest again.
const strongest = 12

// stuck is how many shakings in vain, per site, are enough.
const stuck = 1

// New prepares a search of a problem that Applies; start may be zero.
func New(p *facility.Problem, limits Limits, start facility.Solution, rng *rand.Rand) *Search {
	x := &Search{known: newAttention(p.NumSites()), s: newState(p), limits: limits, rng: rng, bestCost: facility.Infinity, offered: facility.Infinity, strength: 1}
	x.now, x.nowCost = appendOpen(nil, start), facility.Infinity
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
		x.become(x.now)
		x.construct()
		x.descend()
		x.keep()
	}
	for budget.Spend(1 + int64(len(s.isOpen)/8)) {
		if x.idle > stuck*len(s.isOpen) {
			x.kick()
			continue
		}
		x.become(x.now)
		s.attention.become(&x.known)
		s.narrow()
		x.shake(x.strength)
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
	x.bestCost, x.offered = cost, min(x.offered, cost)
	x.now, x.nowCost = append(x.now[:0], x.best...), cost
	x.known, x.strength, x.idle = newAttention(len(x.s.isOpen)), 1, 0
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

// keep notes the state if it is no worse than what was shaken, and sets the
// strength of what follows.
func (x *Search) keep() {
	x.strength++
	x.idle++
	if x.admissible() && x.s.cost <= x.nowCost {
		if x.s.cost < x.nowCost {
			x.strength, x.idle = 1, 0
		}
		x.stand()
	}
	if x.strength > strongest {
		x.strength = 1
	}
}

// stand has the state shaken from now on.
func (x *Search) stand() {
	x.now, x.nowCost = append(x.now[:0], x.s.open...), x.s.cost
	x.known.become(&x.s.attention)
	if x.nowCost < x.bestCost {
		x.best, x.bestCost = append(x.best[:0], x.now...), x.nowCost
	}
}

// kick goes to a local optimum some way off the best one, and has that shaken.
func (x *Search) kick() {
	x.become(x.best)
	x.s.narrow()
	x.shake(max(strongest, len(x.best)/2))
	x.descend()
	x.idle, x.strength = 0, 1
	if x.admissible() {
		x.stand()
	}
}

func (x *Search) admissible() bool {
	return len(x.s.open) >= x.limits.Least && len(x.s.open) <= x.limits.Most
}

// descend opens, closes and exchanges sites as long as that is cheaper, looking at
// those that wait in a random order.
func (x *Search) descend() {
	s := x.s
	for {
		for len(s.queue) > 0 {
			if !s.budget.Spend(1) {
				return
			}
			x.improve(s.draw(x.rng))
		}
		j := x.overtaken()
		if j < 0 || !x.improve(j) {
			return
		}
	}
}

// overtaken is a site at rest that other changes have made worth one: the closed
// one that saves most, if that is more than what closing some open one loses; or
// that open one, if it only costs; or -1.
func (x *Search) overtaken() int32 {
	s := x.s
	s.budget.Spend(int64(len(s.isOpen) / 8))
	best := int32(-1)
	for j, open := range s.isOpen {
		if !open && (best < 0 || s.gains[j] > s.gains[best]) {
			best = int32(j)
		}
	}
	r, cost := s.cheapest()
	switch {
	case r >= 0 && cost < 0 && len(s.open) > x.limits.Least:
		return r
	case best >= 0 && len(s.open) < x.limits.Most && s.gains[best] > 0:
		return best
	case best >= 0 && r >= 0 && s.gains[best] > cost:
		return best
	}
	return -1
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
	s.gains[j] = gain
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

// shake exchanges so many random sites, new ones near the closed; where numbers are free it only opens or only closes now and then.
func (x *Search) shake(strength int) {
	s := x.s
	for range strength {
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

package ejection

import (
	"math"
	"math/rand/v2"

	"polyclinic/solver/facility"
	"polyclinic/solver/interchange"
	"polyclinic/solver/search"
)

// Search goes from local optimum to local optimum and can be run slice by slice.
type Search struct {
	s      *state
	limits interchange.Limits // of open sites
	fixed  bool               // they are those of start
	rng    *rand.Rand
	start  facility.Solution
	bank   []int32 // scratch: customers of a site that closes
	begun  bool
	failed bool // somebody has nowhere to go

	best     facility.Solution
	bestCost int64
	offered  int64

	now        float64 // value that is to be undercut
	low        float64 // least of it since the beginning
	idle       int     // rounds since then
	round      int     // of a block of changes at the same prices
	overloaded int     // rounds of the block that ended with overload
}

// New prepares a search of a problem that Applies, with the numbers of sites that may
// be open; start may be zero, and need not hold.
func New(p *facility.Problem, limits interchange.Limits, start facility.Solution, rng *rand.Rand) *Search {
	x := &Search{limits: limits, rng: rng, start: start, bestCost: math.MaxInt64, offered: math.MaxInt64}
	usual := limits.Most
	if n := start.NumOpen(); limits.Admit(n) {
		usual = n
	}
	x.s = newState(p, usual, limits.Least == limits.Most, usual == p.NumSites())
	return x
}

// NewFixed prepares a search by chains that keeps the open sites of a solution; nobody
// has arcs to others.
func NewFixed(p *facility.Problem, start facility.Solution, rng *rand.Rand) *Search {
	n := start.NumOpen()
	x := &Search{limits: interchange.Limits{Least: n, Most: n}, fixed: true, rng: rng, start: start, bestCost: math.MaxInt64, offered: math.MaxInt64}
	x.s = newState(p, n, true, true)
	return x
}

// Run goes on until the budget ends and offers the best solution of the slice, if
// it is better than the last one offered.
func (x *Search) Run(budget *search.Budget, offer func(facility.Solution)) {
	x.s.budget = budget
	if !x.begun {
		x.begun = true
		x.begin()
	}
	for !x.failed && budget.Spend(10) {
		x.try()
	}
	if x.bestCost < x.offered && len(facility.Check(x.s.p, x.best)) == 0 {
		x.offered = x.bestCost
		offer(x.best.Clone())
	}
}

// Suggest takes a solution of others to go on from, if it is better.
func (x *Search) Suggest(sol facility.Solution, cost int64) {
	if cost >= x.bestCost {
		return
	}
	x.best, x.bestCost, x.offered = sol.Clone(), cost, min(x.offered, cost)
	if x.begun && !x.failed {
		x.s.become(x.best)
		x.now = x.s.value()
		x.low, x.idle = x.now, 0
	}
}

// begin opens sites and fills them.
func (x *Search) begin() {
	s := x.s
	start := x.start
	if x.bestCost < math.MaxInt64 {
		start = x.best
	}
	known := !start.IsZero() && x.limits.Admit(start.NumOpen())
	if !known {
		start = x.sites()
	}
	s.become(start)
	if x.failed = !s.fill(); x.failed {
		return
	}
	if !known && s.chains && !x.choice() {
		x.anew()
		return
	}
	for i := range s.arc {
		s.await(int32(i))
	}
	x.arrive()
}

// patience is how many rounds without a better state chains go on.
func (x *Search) patience() int {
	if x.choice() {
		return 10 * len(x.s.arc)
	}
	return len(x.s.arc)
}

// anew goes on from where everybody's regret is least or, where there is a choice of
// sites, from the best solution with some sites changed.
func (x *Search) anew() {
	s := x.s
	if x.choice() {
		if x.bestCost < math.MaxInt64 {
			s.become(x.best)
		}
		for range 1 + len(s.open)/8 {
			x.changeSites()
		}
		x.arrive()
		return
	}
	for _, i := range x.rng.Perm(len(s.arc)) {
		first, _ := s.p.Arcs(int32(i))
		s.put(int32(i), s.near[first])
		s.await(int32(i))
	}
	s.budget.Spend(int64(len(s.arc)))
	x.arrive()
}

// arrive descends and takes what comes out.
func (x *Search) arrive() {
	s := x.s
	s.descend()
	s.journal = s.journal[:0]
	x.now = s.value()
	x.low, x.idle = x.now, 0
	x.record()
}

// sites are all of them, or as many as may be open, chosen as if everybody had room.
func (x *Search) sites() facility.Solution {
	s := x.s
	out := facility.NewSolution(s.p)
	if !x.choice() {
		for o := range out.Option {
			out.Option[o] = int32(o)
		}
		return out
	}
	share := s.budget.Share(startWork * int64(len(s.arc)))
	roomy := interchange.New(s.p.WithoutCapacities(), x.limits, facility.Solution{}, x.rng)
	roomy.Run(share, func(found facility.Solution) { copy(out.Option, found.Option) })
	s.budget.Spend(share.Used())
	return out
}

// startWork is the work per customer of the choice of sites without capacities.
const startWork = 20_000

// try changes the state in one place and keeps what the descent makes of it, if
// that is hardly worse.
func (x *Search) try() {
	s := x.s
	if x.idle++; x.idle > x.patience() && s.chains {
		x.anew()
	}
	x.change()
	s.descend()
	x.release()
	if s.value() > x.now+x.allowance() {
		s.undo()
	} else {
		s.journal = s.journal[:0]
		x.now = s.value()
		if x.now < x.low {
			x.low, x.idle = x.now, 0
		}
	}
	x.record()
	x.adapt()
}

// change is of sites or, where their choice is none, of who goes where.
func (x *Search) change() {
	if x.choice() && x.rng.IntN(2) == 0 {
		x.changeSites()
	} else {
		x.changePlaces()
	}
}

// worse is how much worse the state may become in a round, in the mean, as a share
// of what a customer costs: 0.1 loses its way, with 0 medians get stuck.
const worse = 0.01

func (x *Search) allowance() float64 {
	return worse * math.Abs(x.now) / float64(len(x.s.arc)) * x.rng.ExpFloat64()
}

// record notes the state if it holds and is the best that does.
func (x *Search) record() {
	s := x.s
	if s.over == 0 && s.cost < x.bestCost {
		x.best, x.bestCost = s.solution(), s.cost
		s.budget.Spend(int64(len(s.arc)))
	}
}

// block is the number of rounds between changes of prices.
const block = 30

// adapt raises the prices of sites that stay overloaded and lowers all where nothing
// is for long.
func (x *Search) adapt() {
	s := x.s
	if s.over > 0 {
		x.overloaded++
	}
	if x.round++; x.round < block {
		return
	}
	switch {
	case 2*x.overloaded < block:
		for o := range s.price {
			s.price[o] *= 0.95
		}
	case s.over > 0:
		for _, o := range s.open {
			if s.load[o] > s.capacity[o] {
				s.price[o] *= 1.1
			}
		}
	}
	x.round, x.overloaded = 0, 0
	s.reprice()
	x.now = s.value()
}

package facilitytest

import (
	"fmt"
	"math/rand/v2"

	"polyclinic/solver/facility"
)

// Shape says how large a random problem is and which of its parts exist. Parts
// are drawn so that they bite: limits near the loads that occur, rows near the
// activities that occur.
type Shape struct {
	Customers, Sites, Modes, Steps int

	Lower      bool // steps with least demand and least count
	Counts     bool // steps with greatest count, customers that count for several
	Weights    bool // the second resource
	ArcDemands bool // demands that differ by arc, as in generalised assignment
	Parallel   bool // two arcs of one customer to the same option
	Tied       bool // customers who live at a site
	LeaveOut   bool // customers who may be left out, with and without cost
	Coverage   bool // hard and priced rows over left-out customers
	Range      bool // rows over steps: at least one option per mode, at most some sites
	Budgets    bool // rows over steps and arcs, hard and priced
	Apart      bool // rows that keep pairs of customers out of one option
}

// TinyShape draws a shape small enough for BruteForce; every part is on in
// about half of the draws.
func TinyShape(rng *rand.Rand) Shape {
	coin := func() bool { return rng.IntN(2) == 0 }
	return Shape{
		Customers: 3 + rng.IntN(4), Sites: 2 + rng.IntN(2), Modes: 1 + rng.IntN(2), Steps: 1 + rng.IntN(3),
		Lower: coin(), Counts: coin(), Weights: coin(), ArcDemands: coin(), Parallel: coin(), Tied: coin(),
		LeaveOut: coin(), Coverage: coin(), Range: coin(), Budgets: coin(), Apart: coin(),
	}
}

// Tiny draws a tiny problem with a random shape.
func Tiny(rng *rand.Rand) *facility.Problem { return Random(rng, TinyShape(rng)) }

// Random draws a problem of the given shape. It need not be feasible.
func Random(rng *rand.Rand, shape Shape) *facility.Problem {
	d := draft{rng: rng, shape: shape, b: facility.NewBuilder("random")}
	d.customers()
	d.sites()
	d.arcs()
	if shape.Coverage && shape.LeaveOut {
		d.coverageRows()
	}
	if shape.Range {
		d.rangeRows()
	}
	if shape.Budgets {
		d.budgetRows()
	}
	if shape.Apart {
		d.apartRows()
	}
	d.b.SetConstant(int64(rng.IntN(50)))
	return d.b.Build()
}

// draft is a problem in the making, with what later parts need of earlier ones.
type draft struct {
	rng   *rand.Rand
	shape Shape
	b     *facility.Builder

	demand  []int64
	total   int64
	optMode []int32
	optSite []int32
	steps   []facility.Step
	stepOpt []int32
	drawn   []facility.Arc
}

// chance is true once in n.
func (d *draft) chance(n int) bool { return d.rng.IntN(n) == 0 }

// between draws from low to high, both included.
func (d *draft) between(low, high int64) int64 { return low + d.rng.Int64N(high-low+1) }

func (d *draft) customers() {
	for i := range d.shape.Customers {
		demand, count := d.between(2, 9), int32(1)
		if d.shape.Counts && d.chance(4) {
			count = 2
		}
		leave, out := false, int64(0)
		if d.shape.LeaveOut && !d.chance(4) {
			leave = true
			if d.chance(2) {
				out = d.between(0, 60)
			}
		}
		d.b.AddCustomer(fmt.Sprintf("c%d", i), demand, count, leave, out)
		d.demand = append(d.demand, demand)
		d.total += demand
	}
}

func (d *draft) sites() {
	mean := d.total / int64(max(1, d.shape.Sites-1))
	for j := range d.shape.Sites {
		d.b.AddSite(fmt.Sprintf("s%d", j))
		for m := range d.shape.Modes {
			if m > 0 && d.chance(4) {
				continue
			}
			steps := d.ladder(mean)
			o := d.b.AddOption(int32(m), steps...)
			d.optMode = append(d.optMode, int32(m))
			d.optSite = append(d.optSite, int32(j))
			for _, s := range steps {
				d.steps = append(d.steps, s)
				d.stepOpt = append(d.stepOpt, o)
			}
		}
	}
}

// ladder draws the steps of one option, growing in capacity; one in five is a
// trap: cheaper than the smaller step before it.
func (d *draft) ladder(mean int64) []facility.Step {
	var steps []facility.Step
	capacity, cost := d.between(mean/2+1, mean+2), d.between(10, 60)
	for k := range d.shape.Steps {
		s := facility.Step{Cost: cost, MaxDemand: capacity, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity}
		if d.shape.Lower {
			s.MinDemand = d.between(capacity/4, capacity*3/4)
			if d.chance(3) {
				s.MinCount = int32(d.between(0, 2))
			}
		}
		if d.shape.Counts {
			s.MaxCount = int32(2+k) + int32(d.rng.IntN(3))
		}
		if d.shape.Weights {
			s.MaxWeight = d.between(3, 12)
		}
		steps = append(steps, s)
		capacity += d.between(1, mean/2+1)
		cost += d.between(1, 40)
		if d.chance(5) {
			cost = max(1, cost-50)
		}
	}
	return steps
}

func (d *draft) arcs() {
	// Customer i lives at site i if Tied; two customers in five do.
	for i := range d.shape.Customers {
		home := int32(-1)
		if d.shape.Tied && d.rng.IntN(5) < 2 {
			home = int32(d.rng.IntN(d.shape.Sites))
		}
		for o := range d.optMode {
			tied := d.optSite[o] == home && d.optMode[o] > 0 || d.optSite[o] == home && d.shape.Modes == 1
			if !tied && d.chance(5) {
				continue
			}
			d.arc(int32(i), int32(o), tied)
			if d.shape.Parallel && d.chance(4) {
				d.arc(int32(i), int32(o), false)
			}
		}
	}
}

func (d *draft) arc(i, o int32, tied bool) {
	a := facility.Arc{Customer: i, Option: o, Cost: d.between(0, 40), Demand: -1, Tied: tied}
	if d.chance(8) {
		a.Cost = -d.between(1, 10)
	}
	if d.shape.ArcDemands && d.chance(2) {
		a.Demand = max(1, d.demand[i]+d.between(-2, 3))
	}
	if d.shape.Weights {
		a.Weight = d.between(0, 4)
	}
	d.b.AddArc(a)
	d.drawn = append(d.drawn, a)
}

// price makes half of the rows priced.
func (d *draft) price(r facility.Row) facility.Row {
	if d.chance(2) {
		r.Price = d.between(1, 12)
		if d.chance(2) {
			r.Unit = d.between(2, 4)
		}
	}
	return r
}

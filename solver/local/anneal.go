package local

import (
	"math"

	"polyclinic/solver/search"
)

// cycle is one cooling.
type cycle struct {
	work, used int64
	stage      int     // of weights
	hot        float64 // first temperature
}

func (c *cycle) over() bool { return c.used >= c.work }

// parameters are the tunables. Temperatures are per customer of mean demand,
// weights per unit of demand, both in units of search.DemandPrice.
var parameters = map[string]float64{
	"hot":       0.1,   // first temperature of a cycle, 0.02 to 0.4
	"cold":      0.001, // last temperature
	"again":     0.3,   // factor of hot in cycles that look for a first solution
	"guided":    0.5,   // factor of hot where a relaxation guides
	"soft":      0.5,   // first weight, 0.25 to 1
	"hard":      32,    // last weight, 16 to 512
	"reheat":    0.3,   // factor of hot in cycles that start from a good solution
	"stages":    30,    // changes of weight in a cycle
	"attention": 0.15,  // share of draws that look for a broken option, 0 to 0.5
	"cand":      3,     // closed options compared by worth before one is tried
	"look":      12,    // open options priced for a customer without a place
	"steer":     0.1,   // rise of the price of a row that is used up, each stage
	"slack":     6,     // customers of room above which its price falls ...
	"down":      0.85,  // ... by this factor
	"yield":     0.8,   // factor of prices in the last fifth of a cycle
	"settle":    2,     // passes of descent after a change of sites
}

// firstCycle is the work per customer of the first cycle: a first feasible plan
// of London in half a second.
const firstCycle = 4000

// anneal runs a cycle until it is over or the budget ends.
func (w *walk) anneal(c *cycle) {
	begin := w.budget.Used() - c.used
	if c.used == 0 {
		c.stage = -1
	}
	for k := 0; w.budget.Spend(1); k++ {
		if k%64 == 0 {
			c.used = w.budget.Used() - begin
			if c.over() {
				return
			}
			w.cool(c)
		}
		if k%max(64, len(w.s.OpenSites())) == 0 {
			w.findBroken()
		}
		op := w.draw()
		mark := w.s.Mark()
		w.ops[op].move()
		if w.s.Mark() != mark {
			w.record()
		}
	}
	c.used = w.budget.Used() - begin
}

// cool sets temperature and weights for the part of the cycle that is done.
func (w *walk) cool(c *cycle) {
	f := float64(c.used) / float64(c.work)
	w.temperature = w.s.CustomerPrice() * geometric(c.hot, w.par["cold"], f)
	if stage := int(f * w.par["stages"]); stage != c.stage {
		c.stage = stage
		w.weigh(geometric(w.par["soft"], w.par["hard"], f))
		w.steer(f)
	}
}

func geometric(from, to, f float64) float64 { return from * math.Pow(to/from, f) }

func weights(x float64) search.Weights { return search.Weights{Size: x, Row: x, Once: x, Tied: x} }

// draw chooses an operator by its weight.
func (w *walk) draw() int {
	u := w.rng.Float64() * w.ops[len(w.ops)-1].upTo
	for k := range w.ops {
		if u < w.ops[k].upTo {
			return k
		}
	}
	return 0
}

// operators are the moves with how often they are tried.
func (w *walk) operators() []operator {
	ops := []operator{
		{name: "shift", move: w.shift, weight: 1},
		{name: "exchange", move: w.exchange, weight: 2},
		{name: "chain", move: w.chain, weight: 0.3},
		{name: "close", move: w.closeSite, weight: 0.003},
		{name: "open", move: w.openSite, weight: 0.003},
		{name: "swap", move: w.swapSite, weight: 0.01},
		{name: "mode", move: w.changeMode, weight: 0.003},
		{name: "rebuild", move: w.rebuild, weight: 0.002},
	}
	sum := 0.0
	for k := range ops {
		if x, ok := w.par[ops[k].name]; ok {
			ops[k].weight = x
		}
		sum += ops[k].weight
		ops[k].upTo = sum
	}
	return ops
}

type operator struct {
	name         string
	move         func()
	weight, upTo float64
}

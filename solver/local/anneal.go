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

// parameters, with what they are per customer of mean demand (temperatures) or
// per unit of demand (weights), in units of search.DemandPrice.
var parameters = map[string]float64{
	"hot":    0.2,   // first temperature
	"again":  0.3,   // first temperature of the cycles that look for a first solution, times this
	"cold":   0.001, // last temperature
	"soft":   0.5,   // first weight
	"hard":   512,   // last weight
	"stages": 30,    // weights in a cycle
}

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
		{name: "exchange", move: w.exchange, weight: 1},
		{name: "chain", move: w.chain, weight: 0.3},
		{name: "close", move: w.closeSite, weight: 0.003},
		{name: "open", move: w.openSite, weight: 0.003},
		{name: "swap", move: w.swapSite, weight: 0.01},
		{name: "mode", move: w.changeMode, weight: 0.003},
		{name: "rebuild", move: w.rebuild, weight: 0.01},
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

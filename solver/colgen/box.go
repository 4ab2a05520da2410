package colgen

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/lp"
)

// The duals of a program that knows few columns swing far from multipliers that
// are already known to be good. They begin in a box round those, as in Marsten,
// Hogan & Blankenship, The boxstep method, Oper. Res. 23 (1975): for every
// customer an artificial column above, and one of coefficient −1 below. Where
// nothing prices out and the box still holds, it moves to the best point and
// grows. Bounds come from the oracle, so the box touches speed alone.
const (
	boxWidth  = 0.02 // of a customer's multiplier, and of the mean
	boxWiden  = 4.0
	boxWidest = 1.0 // beyond, there is no box
)

// beginBox puts the box round start, unless it stands there since the last solve
// was cut short. Without start, or where there are to be no boxes, there is none.
func (c *Master) beginBox(start *certificate.Multipliers) {
	if c.halfway {
		return
	}
	if c.boxed() {
		c.unbox() // left by a solve that was cut short
	}
	if start != nil && c.Box {
		c.width = boxWidth
		c.box(start)
	}
}

// boxed says whether there is a box.
func (c *Master) boxed() bool { return c.width > 0 }

// box keeps the duals of customers within c.width of the centre.
func (c *Master) box(centre *certificate.Multipliers) {
	n := c.p.NumCustomers()
	down := math.Ldexp(c.scale, -int(c.Oracle.Shift))
	mean := 0.0
	for _, pi := range centre.Customer {
		mean += math.Abs(float64(pi)) * down / float64(n)
	}
	mean = max(mean, 1) // a box of no width leaves the program nothing to gain
	which, cost := make([]int32, 0, 2*n), make([]float64, 0, 2*n)
	for i, pi := range centre.Customer {
		at := float64(pi) * down
		half := c.width * (math.Abs(at) + mean)
		which = append(which, int32(n+i), c.belowColumn(i))
		cost = append(cost, at+half, half-at)
	}
	c.model.SetCost(which, cost)
	c.openBelow(lp.Inf)
}

// unbox prices artificial columns as dear as they are outside a box.
func (c *Master) unbox() {
	c.width = 0
	n := c.p.NumCustomers()
	which := make([]int32, n)
	for i := range which {
		which[i] = int32(n + i)
	}
	c.model.SetCost(which, c.artCost)
	c.openBelow(0)
}

// widen moves the box and makes it larger, or gives it up.
func (c *Master) widen(centre *certificate.Multipliers) {
	if c.width *= boxWiden; c.width > boxWidest {
		c.unbox()
		return
	}
	c.box(centre)
}

func (c *Master) belowColumn(customer int) int32 {
	return int32(2*c.p.NumCustomers() + 2*len(c.p.Rows) + customer)
}

func (c *Master) openBelow(upper float64) {
	n := c.p.NumCustomers()
	which, lower, uppers := make([]int32, n), make([]float64, n), make([]float64, n)
	for i := range which {
		which[i], uppers[i] = c.belowColumn(i), upper
	}
	c.model.SetColumnBounds(which, lower, uppers)
}

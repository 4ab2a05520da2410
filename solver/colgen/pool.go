package colgen

import (
	"cmp"
	"slices"
)

// Limits of the program's size: a solve of Clp costs in proportion to all its
// entries, so what does not matter stays in the pool.
const (
	keepPerRow = 3  // columns kept per row when shedding
	shedPerRow = 6  // columns per row that make it shed
	enterMost  = 60 // columns that enter from the pool at once
)

func (c *Master) numRows() int { return c.p.NumCustomers() + c.p.NumSites() + len(c.p.Rows) }

// enter puts columns of the pool into the program.
func (c *Master) enter(numbers []int32) {
	if len(numbers) == 0 {
		return
	}
	c.batch.Reset()
	for _, k := range numbers {
		col := &c.Columns[k]
		col.active = int32(len(c.active))
		c.active = append(c.active, k)
		c.batch.Append(col.cost, 0, openEnd(c.closedNow[k]), col.rows, col.values)
	}
	c.model.AddColumns(&c.batch)
}

// fromPool lets in the columns of the pool that price out best at the duals, and
// says how many did.
func (c *Master) fromPool() int {
	type priced struct {
		k int32
		d float64
	}
	var list []priced
	for k := range c.Columns {
		col := &c.Columns[k]
		if col.active >= 0 || c.closedNow[k] {
			continue
		}
		if d := c.reducedCost(col); d < -1e-6 {
			list = append(list, priced{int32(k), d})
		}
	}
	slices.SortFunc(list, func(a, b priced) int {
		if x := cmp.Compare(a.d, b.d); x != 0 {
			return x
		}
		return cmp.Compare(a.k, b.k)
	})
	numbers := make([]int32, 0, enterMost)
	for _, x := range list[:min(enterMost, len(list))] {
		numbers = append(numbers, x.k)
	}
	c.enter(numbers)
	return len(numbers)
}

func (c *Master) reducedCost(col *Column) float64 {
	d := col.cost
	for x, r := range col.rows {
		d -= col.values[x] * c.duals[r]
	}
	return d
}

// shed takes the columns of greatest reduced cost out of the program when it
// has grown too large. Basic columns have none and stay.
func (c *Master) shed() {
	if len(c.active) <= shedPerRow*c.numRows() || len(c.duals) == 0 {
		return
	}
	order := slices.Clone(c.active)
	c.reduced = slices.Grow(c.reduced[:0], len(c.Columns))[:len(c.Columns)]
	for _, k := range order {
		c.reduced[k] = c.reducedCost(&c.Columns[k])
		if c.closedNow[k] {
			c.reduced[k] += 1e9
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		if x := cmp.Compare(c.reduced[a], c.reduced[b]); x != 0 {
			return x
		}
		return cmp.Compare(a, b)
	})
	var gone []int32
	for _, k := range order[keepPerRow*c.numRows():] {
		gone = append(gone, int32(c.first)+c.Columns[k].active)
		c.Columns[k].active = -1
	}
	slices.Sort(gone)
	c.model.DeleteColumns(gone)
	left := c.active[:0]
	for _, k := range c.active {
		if c.Columns[k].active >= 0 {
			c.Columns[k].active = int32(len(left))
			left = append(left, k)
		}
	}
	c.active = left
}

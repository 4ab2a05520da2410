package patch

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/facility"
)

// Region is the customers and sites of one patch, ascending.
type Region struct{ Customers, Sites []int32 }

// Cut parts a problem into regions of about size customers: open sites of a
// solution that neighbour each other, with their customers, and the closed sites
// among them. Customers with closed sites in reach only go where those are with
// whom they share a row; customers who can go nowhere belong to no region. The
// solution's arcs stay within regions.
func Cut(p *facility.Problem, s facility.Solution, size int, rng *rand.Rand) []Region {
	c := cut{p: p, s: s, site: fill(p.NumSites()), customer: fill(p.NumCustomers()), members: make([][]int32, p.NumSites())}
	c.gather()
	total := 0
	for _, j := range rng.Perm(p.NumSites()) {
		if s.Option[j] < 0 || c.site[j] >= 0 {
			continue
		}
		if total >= size {
			c.regions = append(c.regions, Region{})
			total = 0
		}
		total += c.grow(int32(j), size-total)
	}
	c.strays()
	c.closed()
	return c.collect()
}

type cut struct {
	p        *facility.Problem
	s        facility.Solution
	members  [][]int32 // [site] customers served there
	home     []int32   // [customer] the open site it belongs to, -1: none
	others   []int32   // [customer*nearest] its cheapest other open sites, -1 for none
	site     []int32   // [site] region, -1: none yet
	customer []int32   // [customer] region, -1: none
	regions  []Region
}

// nearest is how many of a customer's cheapest other open sites count as near.
const nearest = 4

func fill(n int) []int32 {
	out := make([]int32, n)
	for k := range out {
		out[k] = -1
	}
	return out
}

// gather finds everyone's open site, of those left out the cheapest, and the
// next cheapest.
func (c *cut) gather() {
	p := c.p
	c.home, c.others = fill(p.NumCustomers()), fill(nearest*p.NumCustomers())
	type candidate struct {
		cost int64
		site int32
	}
	var list []candidate
	for i := range c.home {
		list = list[:0]
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if o := p.ArcOption[a]; c.s.Option[p.OptionSite[o]] == o && a != c.s.Arc[i] {
				list = append(list, candidate{p.ArcCost[a], p.OptionSite[o]})
			}
		}
		slices.SortFunc(list, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.site, b.site))
		})
		if a := c.s.Arc[i]; a >= 0 {
			c.home[i] = p.OptionSite[p.ArcOption[a]]
		} else if len(list) > 0 {
			c.home[i] = list[0].site
		}
		if c.home[i] >= 0 {
			c.members[c.home[i]] = append(c.members[c.home[i]], int32(i))
		}
		for k := range min(nearest, len(list)) {
			c.others[nearest*i+k] = list[k].site
		}
	}
}

// grow adds an open site to the last region and then, one by one, the sites that
// most of its customers would go to next, until size customers are in.
func (c *cut) grow(j int32, size int) int {
	if len(c.regions) == 0 {
		c.regions = append(c.regions, Region{})
	}
	number := int32(len(c.regions) - 1)
	votes := map[int32]int{}
	total := 0
	for j >= 0 {
		c.site[j] = number
		delete(votes, j)
		total += max(1, len(c.members[j]))
		for _, i := range c.members[j] {
			c.customer[i] = number
			for _, other := range c.others[nearest*i : nearest*i+nearest] {
				if other >= 0 && c.site[other] < 0 {
					votes[other]++
				}
			}
		}
		if total >= size {
			break
		}
		j = most(votes)
	}
	return total
}

// most is the key of the greatest value, the least of equals, or -1.
func most(votes map[int32]int) int32 {
	best, count := int32(-1), 0
	for k, v := range votes {
		if v > count || v == count && k < best {
			best, count = k, v
		}
	}
	return best
}

// strays sends customers who have sites in reach, but no open one, to the region of
// most customers of their smallest row, as long as they are few: together they may
// keep it. The others follow the number of their cheapest site.
func (c *cut) strays() {
	const few = 300
	p := c.p
	region := fill(p.NumCustomers())
	votes := map[int32]int{}
	for i, k := range c.customer {
		first, last := p.Arcs(int32(i))
		if k >= 0 || first == last || len(c.regions) == 0 {
			continue
		}
		clear(votes)
		for _, t := range c.smallestRow(int32(i), few) {
			if k := c.customer[t.Index]; k >= 0 {
				votes[k]++
			}
		}
		if region[i] = most(votes); region[i] >= 0 {
			continue
		}
		best := first
		for a := first + 1; a < last; a++ {
			if p.ArcCost[a] < p.ArcCost[best] {
				best = a
			}
		}
		region[i] = p.OptionSite[p.ArcOption[best]] % int32(len(c.regions))
	}
	for i, k := range region {
		if k >= 0 {
			c.customer[i] = k
		}
	}
}

// smallestRow lists who counts as left out in the row with fewest of them that a
// customer is in, nil if they are more than few.
func (c *cut) smallestRow(i int32, few int) []facility.Term {
	var smallest []facility.Term
	for _, t := range c.p.OutTerms.Of(i) {
		if outs := c.p.Rows[t.Index].Outs; len(outs) <= few && (smallest == nil || len(outs) < len(smallest)) {
			smallest = outs
		}
	}
	return smallest
}

// closed sends closed sites to the region of most of their arcs; customers who
// live there count most.
func (c *cut) closed() {
	p := c.p
	votes := map[int32]int{}
	for j := range c.site {
		if c.site[j] >= 0 {
			continue
		}
		clear(votes)
		first, last := p.Options(int32(j))
		for o := first; o < last; o++ {
			for _, a := range p.ArcsOf(o) {
				if k := c.customer[p.ArcCustomer[a]]; k >= 0 {
					votes[k]++
					if p.Tied(a) {
						votes[k] += p.NumCustomers()
					}
				}
			}
		}
		c.site[j] = most(votes)
	}
}

func (c *cut) collect() []Region {
	for i, k := range c.customer {
		if k >= 0 {
			c.regions[k].Customers = append(c.regions[k].Customers, int32(i))
		}
	}
	for j, k := range c.site {
		if k >= 0 {
			c.regions[k].Sites = append(c.regions[k].Sites, int32(j))
		}
	}
	return c.regions
}

package region

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"polyclinic/solver/facility"
)

// Clusters parts the customers and sites of a problem into neighbourhoods of
// about size customers around the open sites of a solution, grown from random
// seeds, and marks the arcs that stay within one. The solution uses only those.
func Clusters(p *facility.Problem, s facility.Solution, size int, rng *rand.Rand) []bool {
	c := clustering{p: p, s: s, site: make([]int32, p.NumSites()), customer: make([]int32, p.NumCustomers())}
	c.members = make([][]int32, p.NumSites())
	for i, a := range s.Arc {
		if a >= 0 {
			j := p.OptionSite[p.ArcOption[a]]
			c.members[j] = append(c.members[j], int32(i))
		}
	}
	for j := range c.site {
		c.site[j] = -1
	}
	next := int32(0)
	for _, j := range rng.Perm(p.NumSites()) {
		if s.Option[j] >= 0 && c.site[j] < 0 {
			c.grow(int32(j), next, size)
			next++
		}
	}
	c.settle()
	keep := make([]bool, p.NumArcs())
	for a, o := range p.ArcOption {
		keep[a] = c.customer[p.ArcCustomer[a]] == c.site[p.OptionSite[o]]
	}
	return keep
}

type clustering struct {
	p        *facility.Problem
	s        facility.Solution
	members  [][]int32 // [site] customers
	site     []int32   // [site] cluster, -1: none yet
	customer []int32   // [customer] cluster, -1: none
}

// nearest is how many of a customer's cheapest other open sites count as near.
const nearest = 4

// grow makes a cluster of an open site and, one by one, the open sites that most
// of its customers would go to next.
func (c *clustering) grow(seed, number int32, size int) {
	near := map[int32]int{}
	total := 0
	for j := seed; ; {
		c.site[j] = number
		total += max(1, len(c.members[j]))
		for _, i := range c.members[j] {
			for _, other := range c.others(i) {
				near[other]++
			}
		}
		if total >= size {
			return
		}
		best, most := int32(-1), 0
		for other, votes := range near { // ties go to the lower number
			if c.site[other] < 0 && (votes > most || votes == most && other < best) {
				best, most = other, votes
			}
		}
		if best < 0 {
			return
		}
		j = best
	}
}

// others are the sites of a customer's cheapest open options but its own.
func (c *clustering) others(i int32) []int32 {
	p := c.p
	type candidate struct {
		site int32
		cost int64
	}
	var list []candidate
	first, last := p.Arcs(i)
	for a := first; a < last; a++ {
		o := p.ArcOption[a]
		j := p.OptionSite[o]
		if c.s.Option[j] == o && a != c.s.Arc[i] {
			list = append(list, candidate{j, p.ArcCost[a]})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		if x := cmp.Compare(a.cost, b.cost); x != 0 {
			return x
		}
		return cmp.Compare(a.site, b.site)
	})
	var out []int32
	for _, x := range list[:min(nearest, len(list))] {
		out = append(out, x.site)
	}
	return out
}

// settle sends customers to the cluster of their site, those left out to that of
// their cheapest open option, and closed sites to that of most of their arcs.
func (c *clustering) settle() {
	p := c.p
	for i := range c.customer {
		c.customer[i] = -1
		a := c.s.Arc[i]
		if a < 0 {
			first, last := p.Arcs(int32(i))
			for b := first; b < last; b++ {
				if c.s.Option[p.OptionSite[p.ArcOption[b]]] == p.ArcOption[b] && (a < 0 || p.ArcCost[b] < p.ArcCost[a]) {
					a = b
				}
			}
		}
		if a >= 0 {
			c.customer[i] = c.site[p.OptionSite[p.ArcOption[a]]]
		}
	}
	votes := map[int32]int{}
	for j := range c.site {
		if c.site[j] >= 0 {
			continue
		}
		clear(votes)
		first, last := p.Options(int32(j))
		for o := first; o < last; o++ {
			for _, a := range p.ArcsOf(o) {
				votes[c.customer[p.ArcCustomer[a]]]++
				if p.Tied(a) {
					votes[c.customer[p.ArcCustomer[a]]] += p.NumCustomers()
				}
			}
		}
		best, most := int32(-1), 0
		for k, v := range votes {
			if k >= 0 && (v > most || v == most && k < best) {
				best, most = k, v
			}
		}
		c.site[j] = best
	}
}

package region

import (
	"slices"

	"polyclinic/solver/facility"
)

// Split is a problem and its regions.
type Split struct {
	Problem  *facility.Problem
	Regions  []Region
	Coupling []int32 // rows that touch two regions or more
	Alone    []int32 // customers without arcs, who can only be left out
	Counts   Counts  // of coupling rows, see Count
}

// Region is one connected part. Its customers, sites and rows are numbers of
// the whole problem, ascending.
type Region struct {
	Customers []int32
	Sites     []int32
	Rows      []int32 // rows that touch this region alone
}

// Find splits a problem into connected components. Sites without customers are
// regions of their own.
func Find(p *facility.Problem) *Split {
	n, m := p.NumCustomers(), p.NumSites()
	root := make([]int32, n+m)
	for v := range root {
		root[v] = int32(v)
	}
	find := func(v int32) int32 {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	for a, o := range p.ArcOption {
		x, y := find(p.ArcCustomer[a]), find(int32(n)+p.OptionSite[o])
		root[max(x, y)] = min(x, y)
	}
	s := &Split{Problem: p}
	number := map[int32]int{}
	part := make([]int, n+m) // of every customer and site
	for v := range int32(n + m) {
		r := find(v)
		if v < int32(n) && p.ArcStart[v] == p.ArcStart[v+1] {
			s.Alone = append(s.Alone, v)
			part[v] = -1
			continue
		}
		k, ok := number[r]
		if !ok {
			k = len(s.Regions)
			number[r] = k
			s.Regions = append(s.Regions, Region{})
		}
		part[v] = k
		if v < int32(n) {
			s.Regions[k].Customers = append(s.Regions[k].Customers, v)
		} else {
			s.Regions[k].Sites = append(s.Regions[k].Sites, v-int32(n))
		}
	}
	s.sortRows(part)
	return s
}

// sortRows tells the rows of one region from those that couple.
func (s *Split) sortRows(part []int) {
	p := s.Problem
	n := p.NumCustomers()
	for r := range p.Rows {
		row := &p.Rows[r]
		home := -2
		meet := func(k int) {
			if home == -2 {
				home = k
			}
			if k != home {
				home = -1
			}
		}
		for _, t := range row.Arcs {
			meet(part[p.ArcCustomer[t.Index]])
		}
		for _, t := range row.Steps {
			meet(part[n+int(p.OptionSite[p.StepOption[t.Index]])])
		}
		for _, t := range row.Outs {
			meet(part[t.Index])
		}
		if home >= 0 {
			s.Regions[home].Rows = append(s.Regions[home].Rows, int32(r))
		} else {
			s.Coupling = append(s.Coupling, int32(r))
		}
	}
}

// Pays says whether taking the regions one by one is worth it: no region holds
// most of the customers.
func (s *Split) Pays() bool {
	largest := 0
	for k := range s.Regions {
		largest = max(largest, len(s.Regions[k].Customers))
	}
	return len(s.Regions) > 1 && 2*largest <= s.Problem.NumCustomers()
}

// index maps numbers of the whole problem to positions in a region's list.
func index(list []int32, of int32) (int32, bool) {
	k, ok := slices.BinarySearch(list, of)
	return int32(k), ok
}

package verify

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/region"
)

// points is the tree of all choices of a problem: every leaf is a point.
func points(p *facility.Problem) *certificate.Tree {
	t := &certificate.Tree{}
	for j := range int32(p.NumSites()) {
		row := certificate.BranchRow{Upper: 1}
		for k, o := range p.StepOption {
			if p.OptionSite[o] == j {
				row.Steps = append(row.Steps, int32(k))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	var sets [][]certificate.Change // of which one is not kept
	for i := range int32(p.NumCustomers()) {
		var ways []certificate.Change
		if p.CanLeave[i] {
			ways = append(ways, certificate.Change{What: certificate.OutOff, Index: i})
		}
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			ways = append(ways, certificate.Change{What: certificate.ArcOff, Index: a})
		}
		sets = append(sets, ways)
	}
	for j := range int32(p.NumSites()) {
		var options []certificate.Change
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			options = append(options, certificate.Change{What: certificate.OptionOff, Index: o})
		}
		sets = append(sets, options)
	}
	t.Nodes = []certificate.Node{{Parent: -1}}
	var grow func(v int, set, from int)
	grow = func(v, set, from int) {
		if set == len(sets) {
			t.Nodes[v].Leaf = certificate.Point
			return
		}
		customer := set < p.NumCustomers()
		if left := len(sets[set]) - from; left == 0 || left == 1 && customer {
			grow(v, set+1, 0)
			return
		}
		x := sets[set][from]
		only := slices.Concat(sets[set][:from], sets[set][from+1:])
		if !customer {
			only = append(only, certificate.Change{What: certificate.RowLower, Index: int32(len(p.Rows) + set - p.NumCustomers()), Limit: 1})
		}
		one := len(t.Nodes)
		t.Nodes = append(t.Nodes, certificate.Node{Parent: int32(v), Changes: only}, certificate.Node{Parent: int32(v), Changes: []certificate.Change{x}})
		grow(one, set+1, 0)
		grow(one+1, set, from+1)
	}
	grow(0, 0, 0)
	return t
}

// inPoints is a proof by enumeration of the regions at multipliers μ.
func inPoints(p *facility.Problem, mu []int64, shift uint) *certificate.Regions {
	return byPoints(region.Find(p), mu, shift)
}

// countedInPoints is one in every state of the rows whose multiplier asks for it.
func countedInPoints(p *facility.Problem, mu []int64, shift uint) *certificate.Regions {
	split := region.Find(p)
	split.Count(mu)
	mu = slices.Clone(mu)
	for _, k := range split.Counts.Rows {
		mu[split.Coupling[k]] = 0
	}
	return byPoints(split, mu, shift)
}

func byPoints(split *region.Split, mu []int64, shift uint) *certificate.Regions {
	g := &certificate.Regions{Shift: shift, Row: mu}
	for _, k := range split.Counts.Rows {
		g.Counted = append(g.Counted, split.Coupling[k])
	}
	for k, r := range split.Regions {
		proof := certificate.Region{Customers: r.Customers, Sites: r.Sites}
		for state := range split.Counts.States() {
			proof.Trees = append(proof.Trees, points(split.Part(k, state, mu, shift).Problem))
		}
		g.Regions = append(g.Regions, proof)
	}
	return g
}

// wanting adds rows that want one or two sites open in some options, over all
// regions.
func wanting(rng *rand.Rand, p *facility.Problem) *facility.Problem {
	var rows []facility.Row
	for range 1 + rng.IntN(2) {
		row := facility.Row{Name: "wanted", Lower: 1 + rng.Int64N(2), Upper: facility.Infinity}
		for o := range p.NumOptions() {
			if rng.IntN(3) == 0 {
				continue
			}
			for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
				row.Steps = append(row.Steps, facility.Term{Index: k, Coef: 1})
			}
		}
		rows = append(rows, row)
	}
	return p.WithRows(rows...)
}

// Protects counting: with every coupling row counted the regions prove exactly
// the optimum, or that there is none; with others beside them, at any
// multipliers, no more.
func TestCountedRowsCloseTheGap(t *testing.T) {
	exact, below, infeasible, several := 0, 0, 0, 0
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 18))
		p := wanting(rng, halves(rng))
		split := region.Find(p)
		if len(split.Regions) < 2 || slices.ContainsFunc(split.Alone, func(i int32) bool { return !p.CanLeave[i] }) {
			continue
		}
		_, optimum, ok := facilitytest.BruteForce(p)
		mu := make([]int64, len(p.Rows))
		for _, r := range split.Coupling {
			if row := &p.Rows[r]; row.Name == "wanted" || row.Price == 0 && row.Lower > -facility.Infinity {
				mu[r] = 1 + rng.Int64N(99)
			}
		}
		g := countedInPoints(p, mu, 4)
		bound, err := wholeScope(p).regions(g)
		require.NoError(t, err, "seed %d", seed)
		if len(g.Counted) > 1 {
			several++
		}
		switch {
		case len(g.Counted) == len(split.Coupling) && ok:
			require.Equal(t, optimum, bound, "seed %d", seed)
			exact++
		case len(g.Counted) == len(split.Coupling):
			require.EqualValues(t, none, bound, "seed %d", seed)
			infeasible++
		case ok:
			require.LessOrEqual(t, bound, optimum, "seed %d", seed)
			below++
		}
	}
	require.Greater(t, exact, 20)
	require.Greater(t, below, 20)
	require.Greater(t, infeasible, 5)
	require.Greater(t, several, 20)
}

// Protects the conditions under which rows may be counted.
func TestCountedRowsMustBePlain(t *testing.T) {
	p := pair().WithRows(facility.Row{Name: "wanted", Lower: 1, Upper: facility.Infinity, Steps: []facility.Term{{Index: 0, Coef: 1}, {Index: 1, Coef: 1}}})
	mu := []int64{0, 0, 5}
	for said, spoil := range map[string]func(p *facility.Problem, g *certificate.Regions){
		"":                       func(*facility.Problem, *certificate.Regions) {},
		"rows of the problem":    func(_ *facility.Problem, g *certificate.Regions) { g.Counted = []int32{3} },
		"row 0 is counted":       func(_ *facility.Problem, g *certificate.Regions) { g.Counted = []int32{0} },
		"row 1 is counted":       func(_ *facility.Problem, g *certificate.Regions) { g.Counted = []int32{1} },
		"without multiplier":     func(_ *facility.Problem, g *certificate.Regions) { g.Row[2] = 1 },
		"want one for each of 1": func(_ *facility.Problem, g *certificate.Regions) { g.Counted = nil },
		"2 trees, want one":      func(p *facility.Problem, _ *certificate.Regions) { p.Rows[2].Lower = 2 },
		"more than 64 states":    func(p *facility.Problem, _ *certificate.Regions) { p.Rows[2].Lower = 64 },
		"wants open steps":       func(p *facility.Problem, _ *certificate.Regions) { p.Rows[2].Steps[0].Coef = 2 },
		"ascending":              func(_ *facility.Problem, g *certificate.Regions) { g.Counted = []int32{2, 2} },
		"state 1: node 0": func(_ *facility.Problem, g *certificate.Regions) {
			g.Regions[0].Trees[1].Nodes = g.Regions[0].Trees[1].Nodes[:1]
		},
		"state 1: the tree has no":  func(_ *facility.Problem, g *certificate.Regions) { g.Regions[1].Trees[1] = nil },
		"region 1: there are 1 tre": func(_ *facility.Problem, g *certificate.Regions) { g.Regions[1].Trees = g.Regions[1].Trees[:1] },
	} {
		g := countedInPoints(p, mu, 2)
		q := *p
		q.Rows = slices.Clone(p.Rows)
		q.Rows[2].Steps = slices.Clone(q.Rows[2].Steps)
		spoil(&q, g)
		_, err := wholeScope(&q).regions(g)
		if said == "" {
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, said)
	}
}

func wholeScope(p *facility.Problem) *scope {
	s := &scope{p: p, rank: make([]int64, len(p.Steps))}
	for k := range p.Steps {
		s.rank[k] = p.Steps[k].Cost
	}
	return s
}

// Protects points: enumeration proves exactly the optimum, and that there is
// none, of problems in which every rule bites.
func TestEnumerationIsAProof(t *testing.T) {
	infeasible := 0
	for seed := range uint64(300) {
		p, _ := small(rand.New(rand.NewPCG(seed, 16)))
		_, optimum, ok := facilitytest.BruteForce(p)
		got, err := wholeScope(p).tree(points(p))
		require.NoError(t, err, "seed %d", seed)
		if !ok {
			infeasible++
			optimum = none
		}
		require.Equal(t, optimum, got, "seed %d", seed)
	}
	require.Greater(t, infeasible, 20)
}

// Protects the sum over regions, whatever multipliers the coupling rows have: it
// is never above the optimum, also where they change which step is cheapest, and
// it is the optimum where no row couples.
func TestRegionsAtAnyMultipliers(t *testing.T) {
	below, exact, turned := 0, 0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 17))
		p := halves(rng)
		_, optimum, ok := facilitytest.BruteForce(p)
		split := region.Find(p)
		if !ok || len(split.Regions) < 2 {
			continue
		}
		for range 4 {
			mu := make([]int64, len(p.Rows))
			for _, r := range split.Coupling {
				row := &p.Rows[r]
				if v := rng.Int64N(160); row.Price == 0 || v*max(row.Unit, 1) <= row.Price<<4 {
					switch lower := rng.IntN(2) == 0; {
					case lower && row.Lower > -facility.Infinity:
						mu[r] = v
					case !lower && row.Upper < facility.Infinity:
						mu[r] = -v
					}
				}
			}
			if dearer(p, split, mu) {
				turned++
			}
			bound, err := wholeScope(p).regions(inPoints(p, mu, 4))
			require.NoError(t, err, "seed %d", seed)
			require.LessOrEqual(t, bound, optimum, "seed %d, multipliers %v", seed, mu)
			below++
			if len(split.Coupling) == 0 {
				require.Equal(t, optimum, bound, "seed %d", seed)
				exact++
			}
		}
	}
	require.Greater(t, below, 300)
	require.Greater(t, exact, 20)
	require.Greater(t, turned, 20, "multipliers change the order of steps")
}

// dearer says whether the multipliers change the order of two steps of an
// option.
func dearer(p *facility.Problem, split *region.Split, mu []int64) bool {
	for k := range split.Regions {
		q := split.Part(k, 0, mu, 4).Problem
		step := 0
		for _, j := range split.Regions[k].Sites {
			first, last := p.Options(j)
			for o := first; o < last; o++ {
				own := p.StepsOf(o)
				for s := 1; s < len(own); s++ {
					if (own[s-1].Cost < own[s].Cost) != (q.Steps[step+s-1].Cost < q.Steps[step+s].Cost) {
						return true
					}
				}
				step += len(own)
			}
		}
	}
	return false
}

// pair is a problem of two regions and a customer without arcs, with one priced
// row in the first region and one over both.
func pair() *facility.Problem {
	b := facility.NewBuilder("pair")
	for range 3 {
		b.AddCustomer("", 1, 1, true, 100)
	}
	for range 2 {
		b.AddSite("")
		b.AddOption(0, facility.Step{Cost: 10, MaxDemand: 5, MaxCount: 5, MaxWeight: 5})
	}
	b.AddArc(facility.Arc{Customer: 0, Option: 0, Cost: 5, Demand: 1})
	b.AddArc(facility.Arc{Customer: 1, Option: 1, Cost: 7, Demand: 1})
	b.AddRow(facility.Row{Name: "own", Lower: 1, Upper: facility.Infinity, Price: 20, Steps: []facility.Term{{Index: 0, Coef: 1}}})
	b.AddRow(facility.Row{Name: "both", Lower: 0, Upper: 1, Price: 4, Steps: []facility.Term{{Index: 0, Coef: 1}, {Index: 1, Coef: 1}}})
	return b.Build()
}

// Protects the conditions under which regions may be added up.
func TestRegionsMustBeApartAndComplete(t *testing.T) {
	p := pair() // 15 + 17 + 100 + 4
	best := facility.Solution{Arc: []int32{0, 1, -1}, Option: []int32{0, 1}}
	fresh := func() *certificate.Certificate {
		return &certificate.Certificate{Cost: 136, HasBound: true, Bound: 136, Arc: best.Arc, Option: best.Option, Regions: inPoints(p, []int64{0, -16}, 2)}
	}
	require.NoError(t, Verify(p, fresh()))
	for said, spoil := range map[string]func(g *certificate.Regions){
		"more than its price":    func(g *certificate.Regions) { g.Row[1] = -17 },
		"touches region 0 alone": func(g *certificate.Regions) { g.Row[0] = 1 },
		"site 1 is in no region": func(g *certificate.Regions) { g.Regions = g.Regions[:1] },
		"not ascending":          func(g *certificate.Regions) { g.Regions[0].Customers = []int32{2, 0} },
		"or of two regions": func(g *certificate.Regions) {
			g.Regions[0].Customers, g.Regions[1].Customers = []int32{0, 2}, []int32{1, 2}
		},
		"not there":              func(g *certificate.Regions) { g.Regions[0].Sites = []int32{0, 2} },
		"leads from region":      func(g *certificate.Regions) { g.Regions[0].Sites, g.Regions[1].Sites = []int32{1}, []int32{0} },
		"leads from region -1":   func(g *certificate.Regions) { g.Regions[0].Customers = nil },
		"no nodes":               func(g *certificate.Regions) { g.Regions[0].Trees[0] = nil },
		"a shift up to 40":       func(g *certificate.Regions) { g.Shift = 41 },
		"1 multipliers":          func(g *certificate.Regions) { g.Row = g.Row[:1] },
		"but only 132 is proved": func(g *certificate.Regions) { g.Row[1] = 0 },
		"but only 133 is proved": func(g *certificate.Regions) { g.Row[1] = -3 },
		"customer 0 has 2 ways": func(g *certificate.Regions) {
			g.Regions[0].Trees[0].Nodes = g.Regions[0].Trees[0].Nodes[:1]
			g.Regions[0].Trees[0].Nodes[0].Leaf = certificate.Point
		},
		"want an inner node with 2": func(g *certificate.Regions) {
			n := g.Regions[0].Trees[0].Nodes
			g.Regions[0].Trees[0].Nodes = n[:len(n)-1]
		},
	} {
		c := fresh()
		spoil(c.Regions)
		require.ErrorContains(t, Verify(p, c), said)
	}
}

// Protects points of regions: an open option uses the step that is cheapest in
// the whole, although the multipliers make another cheaper in the region, where
// it would break a row.
func TestPointsUseTheStepsOfTheWhole(t *testing.T) {
	b := facility.NewBuilder("steps")
	step := facility.Step{Cost: 10, MaxDemand: 5, MaxCount: 5}
	dear := step
	dear.Cost = 12
	for i := range int32(2) {
		b.AddCustomer("", 1, 1, false, 0)
		b.AddSite("")
		b.AddOption(0, step, dear)
		b.AddArc(facility.Arc{Customer: i, Option: i, Cost: 5, Demand: 1})
	}
	b.AddRow(facility.Row{Lower: 1, Upper: 1, Steps: []facility.Term{{Index: 0, Coef: 1}}})
	b.AddRow(facility.Row{Lower: 0, Upper: 1, Price: 4, Steps: []facility.Term{{Index: 0, Coef: 1}, {Index: 2, Coef: 1}}})
	p := b.Build()
	best, optimum, ok := facilitytest.BruteForce(p)
	require.True(t, ok)
	require.Equal(t, int64(34), optimum, "15 + 15 + 4")
	c := &certificate.Certificate{Cost: 34, HasBound: true, Bound: 34, Arc: best.Arc, Option: best.Option, Regions: inPoints(p, []int64{0, -16}, 2)}
	require.NoError(t, Verify(p, c))
	c.Bound = 35
	require.Error(t, Verify(p, c))
}

// Protects against leaves and changes that take a row with a price for a limit.
func TestPricedRowsAreNoLimits(t *testing.T) {
	b := facility.NewBuilder("crossed")
	b.AddCustomer("", 1, 1, true, 3)
	b.AddRow(facility.Row{Lower: 2, Upper: 1, Price: 1, Outs: []facility.Term{{Index: 0, Coef: 1}}})
	p := b.Build()
	s := wholeScope(p)
	_, err := s.tree(&certificate.Tree{Nodes: []certificate.Node{{Parent: -1, Leaf: certificate.Crossed}}})
	require.ErrorContains(t, err, "no row's limits cross")
	_, err = s.tree(&certificate.Tree{Nodes: []certificate.Node{{Parent: -1},
		{Parent: 0, Changes: []certificate.Change{{What: certificate.RowLower, Index: 0, Limit: 2}}, Leaf: certificate.Point},
		{Parent: 0, Changes: []certificate.Change{{What: certificate.RowUpper, Index: 0, Limit: 1}}, Leaf: certificate.Point}}})
	require.ErrorContains(t, err, "may be broken at a price")
	m := &certificate.Multipliers{Customer: []int64{0}, Row: []int64{1}}
	_, err = newDual(p).impossible(m, newNode(p))
	require.ErrorContains(t, err, "more than its price")
	bound, err := newDual(p).bound(m, newNode(p))
	require.NoError(t, err)
	require.Equal(t, int64(2), bound, "0 + μ·2 + min(0, 3 − μ)")
}

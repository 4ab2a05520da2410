package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// solved is a solution with what changes look at.
type solved struct {
	facility.Solution
	cost int64
	acts []int64 // [row, branch rows after the problem's]
}

// every feasible solution of a tiny problem.
func every(p *facility.Problem, rows []certificate.BranchRow) []solved {
	var out []solved
	s := facility.NewSolution(p)
	var walk func(place int)
	walk = func(place int) {
		if place == p.NumSites()+p.NumCustomers() {
			if len(facility.Check(p, s)) == 0 {
				out = append(out, solved{s.Clone(), facility.Cost(p, s), activities(p, rows, s)})
			}
			return
		}
		slot, first, last := &s.Arc[0], int32(0), int32(0)
		if place < p.NumSites() {
			slot = &s.Option[place]
			first, last = p.Options(int32(place))
		} else {
			slot = &s.Arc[place-p.NumSites()]
			first, last = p.Arcs(int32(place - p.NumSites()))
		}
		for v := first; v < last; v++ {
			*slot = v
			walk(place + 1)
		}
		*slot = -1
		walk(place + 1)
	}
	walk(0)
	return out
}

func activities(p *facility.Problem, rows []certificate.BranchRow, s facility.Solution) []int64 {
	acts := facility.Activities(p, s)
	loads := facility.Loads(p, s)
	open := map[int32]bool{}
	for _, o := range s.Option {
		if o >= 0 {
			open[p.CheapestStep(o, loads[o])] = true
		}
	}
	for _, row := range rows {
		act := int64(0)
		for _, k := range row.Steps {
			if open[k] {
				act++
			}
		}
		acts = append(acts, act)
	}
	return acts
}

// keeps says whether a solution keeps a change.
func (s *solved) keeps(p *facility.Problem, c certificate.Change) bool {
	switch c.What {
	case certificate.RowLower:
		return s.acts[c.Index] >= c.Limit
	case certificate.RowUpper:
		return s.acts[c.Index] <= c.Limit
	case certificate.OptionOff:
		return s.Option[p.OptionSite[c.Index]] != c.Index
	case certificate.ArcOff:
		return s.Arc[p.ArcCustomer[c.Index]] != c.Index
	default:
		return s.Arc[c.Index] != -1
	}
}

// small draws a problem of two sites and three customers, with branch rows: for
// all steps, each site and each option, and one at random.
func small(rng *rand.Rand) (*facility.Problem, []certificate.BranchRow) {
	shape := facilitytest.TinyShape(rng)
	shape.Customers, shape.Sites = 3, 2
	p := facilitytest.Random(rng, shape)
	var rows []certificate.BranchRow
	add := func(upper int64, pick func(k int32) bool) {
		row := certificate.BranchRow{Upper: upper}
		for k := range int32(len(p.Steps)) {
			if pick(k) {
				row.Steps = append(row.Steps, k)
			}
		}
		rows = append(rows, row)
	}
	add(2, func(int32) bool { return true })
	for j := range int32(2) {
		add(1, func(k int32) bool { return p.OptionSite[p.StepOption[k]] == j })
	}
	for o := range int32(p.NumOptions()) {
		add(1, func(k int32) bool { return p.StepOption[k] == o })
	}
	add(2, func(int32) bool { return rng.IntN(2) == 0 })
	return p, rows
}

// anyChange draws a change that exists.
func anyChange(p *facility.Problem, rows []certificate.BranchRow, rng *rand.Rand) certificate.Change {
	row := func() int32 { return rng.Int32N(int32(len(p.Rows) + len(rows))) }
	switch rng.IntN(6) {
	case 0:
		return certificate.Change{What: certificate.RowLower, Index: row(), Limit: rng.Int64N(4)}
	case 1:
		return certificate.Change{What: certificate.RowUpper, Index: row(), Limit: rng.Int64N(4) - 1}
	case 2:
		return certificate.Change{What: certificate.OptionOff, Index: rng.Int32N(int32(p.NumOptions()))}
	case 3:
		return certificate.Change{What: certificate.OutOff, Index: rng.Int32N(int32(p.NumCustomers()))}
	}
	if p.NumArcs() == 0 {
		return certificate.Change{What: certificate.OutOff}
	}
	return certificate.Change{What: certificate.ArcOff, Index: rng.Int32N(int32(p.NumArcs()))}
}

// branched is a tree of a root and one child, a leaf; nil if the changes are not
// permitted.
func branched(p *facility.Problem, rows []certificate.BranchRow, leaf certificate.Node) *branching {
	s := &scope{p: p, rank: make([]int64, len(p.Steps))}
	for k := range p.Steps {
		s.rank[k] = p.Steps[k].Cost
	}
	leaf.Parent = 0
	b, err := s.branch(&certificate.Tree{Rows: rows, Nodes: []certificate.Node{{Parent: -1}, leaf}})
	if err != nil {
		return nil
	}
	return b
}

// Protects the covers of trees: two changes are called complementary only if
// every solution keeps one of them.
func TestComplementaryChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 15))
	found := map[[2]certificate.What]int{}
	for range 150 {
		p, rows := small(rng)
		solutions := every(p, rows)
		if len(solutions) == 0 {
			continue
		}
		b := branched(p, rows, certificate.Node{})
		for range 4000 {
			x, y := anyChange(p, rows, rng), anyChange(p, rows, rng)
			if rng.IntN(10) == 0 {
				y = x
			}
			if !b.either(x, y) {
				continue
			}
			found[[2]certificate.What{x.What, y.What}]++
			for k := range solutions {
				require.True(t, solutions[k].keeps(p, x) || solutions[k].keeps(p, y), "%v or %v: %v", x, y, solutions[k])
			}
		}
	}
	require.Len(t, found, 6, "every kind of complement occurs: %v", found)
}

// nearby are the best multipliers of a node, or others not far from them.
func nearby(b *branching, costs bool, rng *rand.Rand) *certificate.Multipliers {
	p := b.p
	if !costs {
		p = p.WithoutCosts()
	}
	o := lagrange.NewOracle(p)
	copy(o.Lower, b.at.lower)
	copy(o.Upper, b.at.upper)
	copy(o.ArcOff, b.at.arcOff)
	copy(o.OptionOff, b.at.optionOff)
	copy(o.OutOff, b.at.outOff)
	m := lagrange.Run(o, lagrange.Options{Iterations: 25}, search.NewBudget(context.Background(), 1_000_000)).Best
	for range rng.IntN(4) {
		list := m.Customer
		if rng.IntN(2) == 0 && len(m.Row) > 0 {
			list = m.Row
		}
		k := rng.IntN(len(list))
		list[k] = []int64{-list[k], 2 * list[k], list[k] + rng.Int64N(1<<20) - 1<<19, 0}[rng.IntN(4)]
	}
	return m
}

// Protects leaves: whatever the changes, the kind and the multipliers, a leaf
// that is accepted bounds every solution that keeps the changes.
func TestLeavesBoundWhatTheyHold(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 15))
	accepted, positive := map[certificate.Leaf]int{}, map[certificate.Leaf]int{}
	for range 1500 {
		p, rows := small(rng)
		solutions := every(p, rows)
		for range 12 {
			leaf := certificate.Node{Leaf: []certificate.Leaf{certificate.Bounded, certificate.Empty, certificate.Crossed, certificate.Point}[rng.IntN(4)]}
			for range rng.IntN(6) {
				leaf.Changes = append(leaf.Changes, anyChange(p, rows, rng))
			}
			if leaf.Leaf == certificate.Point && len(solutions) > 0 {
				leaf.Changes = narrow(p, rows, solutions[rng.IntN(len(solutions))], rng)
			}
			b := branched(p, rows, leaf)
			if b == nil {
				continue
			}
			b.at.apply(leaf.Changes)
			b.tree.Nodes[1].At = nearby(b, leaf.Leaf == certificate.Bounded, rng)
			bound, err := b.leaf(1)
			if err != nil {
				continue
			}
			accepted[leaf.Leaf]++
			for k := range solutions {
				inside := true
				for _, c := range leaf.Changes {
					inside = inside && solutions[k].keeps(p, c)
				}
				if inside {
					positive[leaf.Leaf]++
					require.LessOrEqual(t, bound, solutions[k].cost, "%+v of %+v", leaf, p)
				}
			}
		}
	}
	t.Logf("leaves accepted %v, solutions in them %v", accepted, positive)
	for _, kind := range []certificate.Leaf{certificate.Bounded, certificate.Empty, certificate.Crossed, certificate.Point} {
		require.Greater(t, accepted[kind], 100, "%s", kind)
	}
	require.Greater(t, positive[certificate.Point], 100)
}

// narrow leaves one solution its own way, or nearly: a few changes are missing.
func narrow(p *facility.Problem, rows []certificate.BranchRow, s solved, rng *rand.Rand) []certificate.Change {
	var out []certificate.Change
	skip := rng.IntN(40)
	add := func(c certificate.Change) {
		if skip--; skip != 0 {
			out = append(out, c)
		}
	}
	for i, own := range s.Arc {
		if own >= 0 {
			add(certificate.Change{What: certificate.OutOff, Index: int32(i)})
		}
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if a != own {
				add(certificate.Change{What: certificate.ArcOff, Index: a})
			}
		}
	}
	for j, own := range s.Option {
		first, last := p.Options(int32(j))
		for o := first; o < last; o++ {
			if o != own {
				add(certificate.Change{What: certificate.OptionOff, Index: o})
			}
		}
		if own >= 0 {
			add(certificate.Change{What: certificate.RowLower, Index: int32(len(p.Rows) + 1 + j), Limit: 1})
		}
	}
	return out
}

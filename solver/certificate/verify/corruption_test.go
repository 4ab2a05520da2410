package verify

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// truth says whether what a certificate claims of a problem holds, by the
// definitions and by enumeration.
func truth(x claim, c *certificate.Certificate) bool {
	s := facility.Solution{Arc: c.Arc, Option: c.Option}
	return len(facility.Check(x.p, s)) == 0 && facility.Cost(x.p, s) == c.Cost && (!c.HasBound || c.Bound <= x.optimum)
}

// sound fails if the verifier accepts what is not true.
func sound(t testing.TB, x claim, c *certificate.Certificate, format string, args ...any) (accepted bool) {
	if Verify(x.p, c) != nil {
		return false
	}
	require.True(t, truth(x, c), "a false certificate is accepted: "+fmt.Sprintf(format, args...))
	return true
}

// copyOf a certificate, through its file form.
func copyOf(t testing.TB, c *certificate.Certificate) *certificate.Certificate {
	text, err := json.Marshal(c)
	require.NoError(t, err)
	out := new(certificate.Certificate)
	require.NoError(t, json.Unmarshal(text, out))
	return out
}

// numbersOf lists places that hold a whole number, anywhere in a certificate.
func numbersOf(c *certificate.Certificate) []func(change func(int64) int64) {
	var places []func(func(int64) int64)
	add64 := func(v *int64) { places = append(places, func(f func(int64) int64) { *v = f(*v) }) }
	add32 := func(v *int32) { places = append(places, func(f func(int64) int64) { *v = int32(f(int64(*v))) }) }
	shift := func(v *uint) { places = append(places, func(f func(int64) int64) { *v = uint(f(int64(*v))) }) }
	all64 := func(list []int64) {
		for k := range list {
			add64(&list[k])
		}
	}
	all32 := func(list []int32) {
		for k := range list {
			add32(&list[k])
		}
	}
	multipliers := func(m *certificate.Multipliers) {
		if m != nil {
			shift(&m.Shift)
			all64(m.Customer)
			all64(m.Row)
		}
	}
	tree := func(t *certificate.Tree) {
		if t == nil {
			return
		}
		for r := range t.Rows {
			all32(t.Rows[r].Steps)
			add64(&t.Rows[r].Upper)
		}
		for v := range t.Nodes {
			n := &t.Nodes[v]
			add32(&n.Parent)
			for k := range n.Changes {
				add32(&n.Changes[k].Index)
				add64(&n.Changes[k].Limit)
			}
			multipliers(n.At)
		}
	}
	add64(&c.Cost)
	add64(&c.Bound)
	all32(c.Arc)
	all32(c.Option)
	multipliers(c.Root)
	tree(c.Tree)
	if g := c.Regions; g != nil {
		shift(&g.Shift)
		all64(g.Row)
		all32(g.Counted)
		for k := range g.Regions {
			all32(g.Regions[k].Customers)
			all32(g.Regions[k].Sites)
			for _, t := range g.Regions[k].Trees {
				tree(t)
			}
		}
	}
	return places
}

// corruptions of one number.
var corruptions = []func(int64) int64{
	func(v int64) int64 { return v + 1 },
	func(v int64) int64 { return v - 1 },
	func(v int64) int64 { return -v },
	func(v int64) int64 { return 2 * v },
	func(int64) int64 { return 0 },
	func(int64) int64 { return 1 },
	func(int64) int64 { return math.MaxInt64 },
	func(int64) int64 { return math.MinInt64 },
}

// Protects soundness: of every corruption of every single number of a
// certificate, those that make the claim false are rejected. Once more with a
// dearer solution and a bound above the optimum, so that nothing but the proof
// stands in the way of a false claim.
func TestEverySingleNumberCorruption(t *testing.T) {
	tried, accepted := 0, 0
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 13))
		for _, x := range claims(t, seed) {
			certificates := []*certificate.Certificate{copyOf(t, x.c)}
			if s, cost, ok := worsened(x, rng); ok {
				c := copyOf(t, x.c)
				c.Arc, c.Option, c.Cost, c.Bound = s.Arc, s.Option, cost, x.optimum+1
				certificates = append(certificates, c)
			}
			for _, c := range certificates {
				places := numbersOf(c)
				for at, place := range places {
					if len(places) > 3000 && at%7 != int(seed%7) {
						continue // long proofs in part
					}
					for k, corrupt := range corruptions {
						var was int64
						place(func(v int64) int64 { was = v; return corrupt(v) })
						if sound(t, x, c, "seed %d, %s, place %d, corruption %d", seed, x.kind, at, k) {
							accepted++
						}
						place(func(int64) int64 { return was })
						tried++
					}
				}
			}
		}
	}
	t.Logf("%d corruptions, %d leave a true claim", tried, accepted)
	require.Greater(t, accepted, 0)
	require.Greater(t, tried, 10*accepted/9, "most corruptions are rejected")
}

// worsened is a feasible solution that costs more than the optimum, with its
// cost; ok is false if none was found.
func worsened(x claim, rng *rand.Rand) (s facility.Solution, cost int64, ok bool) {
	for range 200 {
		s := facility.Solution{Arc: slices.Clone(x.c.Arc), Option: slices.Clone(x.c.Option)}
		i := int32(rng.IntN(len(s.Arc)))
		first, last := x.p.Arcs(i)
		s.Arc[i] = first - 1 + rng.Int32N(last-first+1)
		if s.Arc[i] < first {
			s.Arc[i] = -1
		}
		if len(facility.Check(x.p, s)) == 0 && facility.Cost(x.p, s) > x.optimum {
			return s, facility.Cost(x.p, s), true
		}
	}
	return s, 0, false
}

// Protects the proof alone: beside a solution that is truly dearer, a bound
// above the optimum is rejected whatever is done to the proof.
func TestFalseBoundBesideADearSolution(t *testing.T) {
	tried := 0
	for seed := range uint64(80) {
		rng := rand.New(rand.NewPCG(seed, 12))
		for _, x := range claims(t, seed) {
			s, cost, ok := worsened(x, rng)
			if !ok {
				continue
			}
			base := copyOf(t, x.c)
			base.Arc, base.Option, base.Cost, base.Bound = s.Arc, s.Option, cost, x.optimum+1
			require.Error(t, Verify(x.p, base), "seed %d, %s", seed, x.kind)
			for range 150 {
				c := copyOf(t, base)
				mutate(c, rng)
				c.Arc, c.Option, c.Cost, c.HasBound, c.Bound = s.Arc, s.Option, cost, true, x.optimum+1
				require.Error(t, Verify(x.p, c), "seed %d, %s", seed, x.kind)
				tried++
			}
		}
	}
	require.Greater(t, tried, 4000)
}

// mutate changes one to four things of a proof: numbers, kinds of leaves, nodes,
// changes, regions.
func mutate(c *certificate.Certificate, rng *rand.Rand) {
	for range 1 + rng.IntN(4) {
		trees := []*certificate.Tree{c.Tree}
		if c.Regions != nil {
			for k := range c.Regions.Regions {
				trees = append(trees, c.Regions.Regions[k].Trees...)
			}
		}
		tree := trees[rng.IntN(len(trees))]
		if places := numbersOf(c); rng.IntN(3) == 0 || tree == nil || len(tree.Nodes) == 0 {
			places[rng.IntN(len(places))](corruptions[rng.IntN(len(corruptions))])
			continue
		}
		v := rng.IntN(len(tree.Nodes))
		n := &tree.Nodes[v]
		switch rng.IntN(8) {
		case 0:
			tree.Nodes = slices.Delete(tree.Nodes, v, v+1)
		case 1:
			n.Leaf = []certificate.Leaf{certificate.Inner, certificate.Bounded, certificate.Empty, certificate.Crossed, certificate.Point, "other"}[rng.IntN(6)]
		case 2:
			if len(n.Changes) > 0 {
				n.Changes = slices.Delete(n.Changes, 0, 1)
			}
		case 3:
			what := []certificate.What{certificate.RowLower, certificate.RowUpper, certificate.OptionOff, certificate.ArcOff, certificate.OutOff}[rng.IntN(5)]
			n.Changes = append(n.Changes, certificate.Change{What: what, Index: rng.Int32N(6), Limit: rng.Int64N(3)})
		case 4:
			n.At = tree.Nodes[rng.IntN(len(tree.Nodes))].At
		case 5:
			n.Changes = tree.Nodes[rng.IntN(len(tree.Nodes))].Changes
		case 6:
			n.Parent = rng.Int32N(int32(len(tree.Nodes)))
		case 7:
			if c.Regions != nil {
				c.Regions.Regions = slices.Delete(c.Regions.Regions, 0, 1)
			} else if len(tree.Rows) > 0 {
				tree.Rows = tree.Rows[:len(tree.Rows)-1]
			}
		}
	}
}

// FuzzVerify looks for a certificate that is accepted and false, and for one
// that stops the program: certificates come from files.
func FuzzVerify(f *testing.F) {
	for seed := range uint64(30) {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, seed, change uint64) {
		rng := rand.New(rand.NewPCG(seed, change))
		for _, x := range claims(t, seed) {
			sound(t, x, x.c, "as it was")
			for range 60 {
				c := copyOf(t, x.c)
				mutate(c, rng)
				if rng.IntN(2) == 0 {
					c.Bound += rng.Int64N(4)
				}
				sound(t, x, c, "seed %d, change %d, %s", seed, change, x.kind)
			}
		}
	})
}

// A tree about the problem with a leave site is none about the problem without,
// and the other way round.
func TestTreeOfTheOtherWords(t *testing.T) {
	with := 0
	for seed := range uint64(120) {
		for _, x := range claims(t, seed) {
			if x.c.Tree == nil {
				continue
			}
			c := copyOf(t, x.c)
			if c.Tree.Leave {
				with++
			}
			c.Tree.Leave = !c.Tree.Leave
			sound(t, x, c, "seed %d: leave site turned to %v", seed, c.Tree.Leave)
			c.Bound = x.optimum + 1
			require.Error(t, Verify(x.p, c), "seed %d", seed)
		}
	}
	require.Greater(t, with, 5)
}

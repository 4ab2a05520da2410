package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
)

// claim is a problem whose optimum is known by enumeration, with a certificate
// of the kind named.
type claim struct {
	kind    string
	p       *facility.Problem
	optimum int64
	c       *certificate.Certificate
}

// rootClaim is proved by the Lagrangean alone.
func rootClaim(p *facility.Problem, best facility.Solution, optimum int64) claim {
	o := lagrange.NewOracle(p)
	res := lagrange.Run(o, lagrange.Options{Iterations: 80}, search.NewBudget(context.Background(), 1_000_000))
	return claim{"root", p, optimum, &certificate.Certificate{Cost: optimum, HasBound: true, Bound: res.Bound,
		Arc: best.Arc, Option: best.Option, Root: res.Best}}
}

// treeOf proves as much as the work allows by branch and price.
func treeOf(t testing.TB, p *facility.Problem, work int64) (*certificate.Tree, int64) {
	tree, err := exact.New(p, nil)
	require.NoError(t, err)
	defer tree.Close()
	tree.Record = true
	require.NoError(t, tree.Run(search.NewBudget(context.Background(), work), false))
	return tree.Proof(), tree.Bound()
}

// treeClaim is proved by branch and price, to the end or not.
func treeClaim(t testing.TB, p *facility.Problem, best facility.Solution, optimum, work int64) (claim, bool) {
	proof, bound := treeOf(t, p, work)
	return claim{"tree", p, optimum, &certificate.Certificate{Cost: optimum, HasBound: true, Bound: bound,
		Arc: best.Arc, Option: best.Option, Tree: proof}}, proof != nil
}

// halves draws a problem of two parts that only rows couple.
func halves(rng *rand.Rand) *facility.Problem {
	shape := facilitytest.TinyShape(rng)
	shape.Customers, shape.Sites, shape.Modes, shape.Steps = 6, 4, 1+rng.IntN(2), 1+rng.IntN(2)
	p := facilitytest.Random(rng, shape)
	keep := make([]bool, p.NumArcs())
	for a, i := range p.ArcCustomer {
		keep[a] = (i < 3) == (p.OptionSite[p.ArcOption[a]] < 2)
	}
	q, _ := p.WithArcs(keep)
	return q
}

// regionsClaim is proved region by region at the multipliers of the root.
func regionsClaim(t testing.TB, p *facility.Problem, best facility.Solution, optimum int64) (claim, bool) {
	const shift = 4
	split := region.Find(p)
	o := lagrange.NewOracle(p)
	res := lagrange.Run(o, lagrange.Options{Iterations: 80}, search.NewBudget(context.Background(), 1_000_000))
	g := &certificate.Regions{Shift: shift, Row: make([]int64, len(p.Rows))}
	for _, r := range split.Coupling {
		g.Row[r] = res.Best.Row[r] / (1 << (res.Best.Shift - shift))
	}
	split.Count(g.Row)
	for _, k := range split.Counts.Rows {
		g.Counted = append(g.Counted, split.Coupling[k])
		g.Row[split.Coupling[k]] = 0
	}
	values := make([][]int64, len(split.Regions))
	for k, r := range split.Regions {
		trees := make([]*certificate.Tree, split.Counts.States())
		for state := range trees {
			proof, bound := treeOf(t, split.Part(k, state, g.Row, shift).Problem, 20_000_000)
			if proof == nil {
				return claim{}, false
			}
			trees[state], values[k] = proof, append(values[k], min(bound, region.Nothing))
		}
		g.Regions = append(g.Regions, certificate.Region{Customers: r.Customers, Sites: r.Sites, Trees: trees})
	}
	sum := split.Counts.Assign(values).Value
	bound, ok := split.Bound(sum, g.Row, shift)
	return claim{"regions", p, optimum, &certificate.Certificate{Cost: optimum, HasBound: true, Bound: bound,
		Arc: best.Arc, Option: best.Option, Regions: g}}, ok && len(split.Regions) > 1
}

// claims are the certificates that a seed gives: none if its problem has no
// solution.
func claims(t testing.TB, seed uint64) []claim {
	rng := rand.New(rand.NewPCG(seed, 11))
	var out []claim
	p := facilitytest.Tiny(rng)
	if best, optimum, ok := facilitytest.BruteForce(p); ok {
		out = append(out, rootClaim(p, best, optimum))
		if lp.Available() {
			for _, work := range []int64{2_000, 50_000_000} {
				if c, ok := treeClaim(t, p, best, optimum, work); ok {
					out = append(out, c)
				}
			}
		}
	}
	q := halves(rng)
	for _, q := range []*facility.Problem{q, wanting(rng, q)} {
		if best, optimum, ok := facilitytest.BruteForce(q); ok && lp.Available() {
			if c, ok := regionsClaim(t, q, best, optimum); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

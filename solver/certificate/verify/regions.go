package verify

import (
	"fmt"
	"math/big"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// regions bounds a problem whose arcs all stay within a region.
//
// Theorem. Let μ_r be the multipliers of the rows that do not touch one region
// alone, as in dual.go. A solution x is a choice for every region, which keeps
// the region's own rows, and customers without arcs, who are out; its cost is at
// least
//
//	constant + Σ_r μ_r b_r + Σ regions (cost of x there less μ·activity there)
//	         + Σ customers of no region (e_i − μ·out_i),
//
// and a region's term is at least the bound of the region as a problem of its
// own, with those costs, in its state of the counted rows (states.go). ∎ (A region's tree holds for every admitted step but at
// points, which use the steps of the whole: price.go.)
func (s *scope) regions(g *certificate.Regions) (int64, error) {
	v, err := s.split(g)
	if err != nil {
		return 0, err
	}
	at, err := v.counted(g)
	if err != nil {
		return 0, err
	}
	d := &dual{p: s.p, m: &certificate.Multipliers{Row: g.Row}, scale: 1 << g.Shift}
	total := new(big.Int)
	for r, mu := range g.Row {
		row := &s.p.Rows[r]
		switch {
		case v.rowIn[r] >= 0 && mu != 0:
			return 0, fmt.Errorf("row %d has multiplier %d, but it touches region %d alone", r, mu, v.rowIn[r])
		case !d.affordable(mu, row):
			return 0, fmt.Errorf("row %d has multiplier %d, more than its price", r, mu)
		}
		total.Add(total, rowShare(mu, row.Lower, row.Upper))
	}
	for i, k := range v.customerIn {
		if k < 0 {
			total.Add(total, big.NewInt(d.reduced(s.p.OutCost[i], 0, s.p.OutTerms.Of(int32(i)))))
		}
	}
	values := make([][]*big.Int, len(g.Regions))
	for k := range g.Regions {
		if values[k], err = v.region(k, at, d); err != nil {
			return 0, fmt.Errorf("region %d: %w", k, err)
		}
	}
	least := at.least(values)
	if least == nil {
		return none, nil
	}
	total.Add(total, least)
	bound, ok := roundUp(total, g.Shift, s.p.Constant)
	if !ok {
		return 0, errLarge
	}
	return bound, nil
}

// region bounds a region in every state; nil: it cannot be in it.
func (v *division) region(k int, at *states, d *dual) ([]*big.Int, error) {
	trees := v.g.Regions[k].Trees
	if len(trees) != at.count {
		return nil, fmt.Errorf("there are %d trees, want one for each of %d states", len(trees), at.count)
	}
	values := make([]*big.Int, at.count)
	for state, tree := range trees {
		part := v.part(k, state, at, d)
		if d.overflow {
			return nil, errLarge
		}
		bound, err := part.tree(tree)
		if err != nil {
			return nil, fmt.Errorf("state %d: %w", state, err)
		}
		if bound != none {
			values[state] = big.NewInt(bound)
		}
	}
	return values, nil
}

// division of a problem into regions, and the numbers that customers, arcs and
// steps have in theirs.
type division struct {
	*scope
	g                  *certificate.Regions
	customerIn, siteIn []int32   // region, -1: none
	rowIn              []int32   // region, -1: it couples
	rows               [][]int32 // [region]
	customer, arc      []int32
	option, step       []int32
}

// split checks that the regions are apart and complete.
func (s *scope) split(g *certificate.Regions) (*division, error) {
	p := s.p
	if len(g.Row) != len(p.Rows) || g.Shift > 40 {
		return nil, fmt.Errorf("%d multipliers over 2^%d, want %d and a shift up to 40", len(g.Row), g.Shift, len(p.Rows))
	}
	v := &division{scope: s, g: g, customerIn: nowhere(p.NumCustomers()), siteIn: nowhere(p.NumSites()), rows: make([][]int32, len(g.Regions)),
		customer: nowhere(p.NumCustomers()), arc: nowhere(p.NumArcs()), option: nowhere(p.NumOptions()), step: nowhere(len(p.Steps))}
	for k := range g.Regions {
		if !enter(v.customerIn, g.Regions[k].Customers, int32(k)) || !enter(v.siteIn, g.Regions[k].Sites, int32(k)) {
			return nil, fmt.Errorf("region %d has customers or sites that are not ascending, not there or of two regions", k)
		}
	}
	for j, k := range v.siteIn {
		if k < 0 {
			return nil, fmt.Errorf("site %d is in no region", j)
		}
	}
	for a, i := range p.ArcCustomer {
		if j := p.OptionSite[p.ArcOption[a]]; v.customerIn[i] != v.siteIn[j] {
			return nil, fmt.Errorf("arc %d leads from region %d to region %d", a, v.customerIn[i], v.siteIn[j])
		}
	}
	for r := range p.Rows {
		k := v.home(&p.Rows[r])
		v.rowIn = append(v.rowIn, k)
		if k >= 0 {
			v.rows[k] = append(v.rows[k], int32(r))
		}
	}
	return v, nil
}

// nowhere is -1 for each of n.
func nowhere(n int) []int32 { return slices.Repeat([]int32{-1}, n) }

// enter notes whose the things listed are; false if they are not ascending, not
// there, or of somebody already.
func enter(owner, list []int32, region int32) bool {
	for at, x := range list {
		if x < 0 || int(x) >= len(owner) || owner[x] >= 0 || at > 0 && x <= list[at-1] {
			return false
		}
		owner[x] = region
	}
	return true
}

// home is the one region that a row touches, else -1.
func (v *division) home(row *facility.Row) int32 {
	const unknown = -2
	home := int32(unknown)
	meet := func(k int32) {
		if home == unknown {
			home = k
		} else if k != home {
			home = -1
		}
	}
	for _, t := range row.Arcs {
		meet(v.customerIn[v.p.ArcCustomer[t.Index]])
	}
	for _, t := range row.Steps {
		meet(v.siteIn[v.p.OptionSite[v.p.StepOption[t.Index]]])
	}
	for _, t := range row.Outs {
		meet(v.customerIn[t.Index])
	}
	return max(home, -1)
}

// part is a region in a state as a scope: costs are scaled and less the
// multipliers in d, and the counted rows come last.
func (v *division) part(k, state int, at *states, d *dual) *scope {
	p, region := v.p, &v.g.Regions[k]
	out := &scope{}
	b := facility.NewBuilder("region")
	for _, i := range region.Customers {
		v.customer[i] = b.AddCustomer("", p.Demand[i], p.Count[i], p.CanLeave[i], d.reduced(p.OutCost[i], 0, p.OutTerms.Of(i)))
	}
	steps := int32(0)
	for _, j := range region.Sites {
		b.AddSite("")
		first, last := p.Options(j)
		for o := first; o < last; o++ {
			var list []facility.Step
			for s := p.StepStart[o]; s < p.StepStart[o+1]; s++ {
				step := p.Steps[s]
				step.Cost = d.reduced(step.Cost, 0, p.StepTerms.Of(s))
				list, out.rank = append(list, step), append(out.rank, v.rank[s])
				v.step[s] = steps
				steps++
			}
			v.option[o] = b.AddOption(p.OptionMode[o], list...)
		}
	}
	for _, i := range region.Customers {
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			v.arc[a] = b.AddArc(facility.Arc{Customer: v.customer[i], Option: v.option[p.ArcOption[a]], Cost: d.reduced(p.ArcCost[a], 0, p.ArcTerms.Of(a)),
				Demand: p.ArcDemand[a], Weight: p.Weight(a), Tied: p.Tied(a)})
		}
	}
	for _, r := range v.rows[k] {
		row := p.Rows[r]
		row.Price = d.mul(row.Price, d.scale)
		row.Arcs, row.Steps, row.Outs = renumber(row.Arcs, v.arc), renumber(row.Steps, v.step), renumber(row.Outs, v.customer)
		b.AddRow(row)
	}
	for c, r := range at.rows {
		row := facility.Row{Name: p.Rows[r].Name}
		row.Lower, row.Upper = at.limits(state, c)
		for _, t := range p.Rows[r].Steps {
			if v.siteIn[p.OptionSite[p.StepOption[t.Index]]] == int32(k) {
				row.Steps = append(row.Steps, facility.Term{Index: v.step[t.Index], Coef: 1})
			}
		}
		b.AddRow(row)
	}
	out.p = b.Build()
	return out
}

func renumber(terms []facility.Term, to []int32) []facility.Term {
	out := make([]facility.Term, len(terms))
	for k, t := range terms {
		out[k] = facility.Term{Index: to[t.Index], Coef: t.Coef}
	}
	return out
}

package exact

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/solver/search"
)

// branch splits a node; the child to plunge into comes first.
func (t *Tree) branch(n *node, f *fractional, budget *search.Budget) []*node {
	if !whole(f.total) {
		return t.splitRow(n, t.rows.total, f.total)
	}
	if mode, v := mostFractional(f.mode); mode >= 0 && t.rows.mode != nil {
		return t.splitRow(n, t.rows.mode[mode], v)
	}
	for mode, counts := range f.sizes() {
		if size, v := mostFractional(counts); size >= 0 {
			return t.splitRow(n, t.rows.size[mode][size], v)
		}
	}
	if c := t.bestSite(n, f, budget); c != nil {
		return c
	}
	if c := t.splitOut(n, f); c != nil {
		return c
	}
	return t.splitAssignment(n, f)
}

// splitOut leaves a customer out, or places it.
func (t *Tree) splitOut(n *node, f *fractional) []*node {
	p := t.p
	if t.leave.row < 0 {
		return nil
	}
	best, far := int32(-1), 0.0
	for _, a := range p.ArcsOf(int32(p.NumOptions() - 1)) {
		if v := f.arc[a]; !whole(v) {
			if d := math.Abs(v-math.Round(v)) * float64(p.ArcDemand[a]+1); d > far {
				best, far = a, d
			}
		}
	}
	if best < 0 {
		return nil
	}
	on, off := t.arcChildren(n, best)
	return []*node{off, on}
}

func mostFractional(v []float64) (int, float64) {
	at, far := -1, integral
	for i, x := range v {
		if d := math.Abs(x - math.Round(x)); d > far {
			at, far = i, d
		}
	}
	if at < 0 {
		return -1, 0
	}
	return at, v[at]
}

func (t *Tree) child(n *node, by branching, changes ...change) *node {
	return &node{parent: n, by: by, changes: changes, bound: n.bound, depth: n.depth + 1, start: n.start, proof: n.proof}
}

// splitRow makes a count at most, or at least, a whole number; the nearer side
// comes first.
func (t *Tree) splitRow(n *node, row int32, v float64) []*node {
	down, up := t.rowChildren(n, row, int64(math.Floor(v)))
	if v-math.Floor(v) > 0.5 {
		return []*node{up, down}
	}
	return []*node{down, up}
}

// rowChildren are the node with a count of at most limit, and with a greater one.
func (t *Tree) rowChildren(n *node, row int32, limit int64) (down, up *node) {
	by := branching{kind: byRow, index: row, limit: limit}
	return t.child(n, by, change{rowUpper, row, limit}), t.child(n, by.other(), change{rowLower, row, limit + 1})
}

// splitSite closes a site, or opens it.
func (t *Tree) splitSite(n *node, j int32, v float64) []*node {
	return t.splitRow(n, t.rows.site[j], v)
}

// splitOption forbids an option, or opens its site in it.
func (t *Tree) splitOption(n *node, o int32, v float64) []*node {
	on, off := t.optionChildren(n, o)
	if v > 0.5 {
		return []*node{on, off}
	}
	return []*node{off, on}
}

// optionChildren are the node with an option open, and with it forbidden.
func (t *Tree) optionChildren(n *node, o int32) (on, off *node) {
	j := t.p.OptionSite[o]
	open := []change{{rowLower, t.rows.site[j], 1}}
	first, last := t.p.Options(j)
	for other := first; other < last; other++ {
		if other != o {
			open = append(open, change{optionOff, other, 0})
		}
	}
	by := branching{kind: byOption, index: o}
	return t.child(n, by, open...), t.child(n, by.other(), change{optionOff, o, 0})
}

// candidates is how many sites and options strong branching tries.
const candidates = 6

// bestSite branches on a fractional site or option, chosen by trying the most
// fractional ones on the program as it stands.
func (t *Tree) bestSite(n *node, f *fractional, budget *search.Budget) []*node {
	type candidate struct {
		split func() []*node
		away  float64
	}
	var list []candidate
	for j, v := range f.site {
		if !whole(v) {
			list = append(list, candidate{func() []*node { return t.splitSite(n, int32(j), v) }, math.Abs(v - math.Round(v))})
		}
	}
	if len(list) == 0 {
		for o, v := range f.option {
			if !whole(v) {
				list = append(list, candidate{func() []*node { return t.splitOption(n, int32(o), v) }, math.Abs(v - math.Round(v))})
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return -cmp.Compare(a.away, b.away) })
	if len(list) == 1 {
		return list[0].split()
	}
	var best []*node
	bestScore := math.Inf(-1)
	for _, c := range list[:min(candidates, len(list))] {
		children := c.split()
		gains := [2]float64{}
		for k, child := range children {
			child.apply(t)
			gains[k] = t.program.Try(budget)
		}
		if score := max(gains[0], 1e-3) * max(gains[1], 1e-3); score > bestScore {
			best, bestScore = children, score
			if gains[0] > gains[1] {
				best = []*node{children[1], children[0]}
			}
		}
	}
	return best
}

// splitAssignment sends the most divided customer to its likeliest place alone,
// or bars it from there. The place is a site, or being left out.
func (t *Tree) splitAssignment(n *node, f *fractional) []*node {
	p := t.p
	var best struct {
		customer int32
		site     int32 // -1: left out
		away     float64
	}
	best.away = integral
	at := map[int32]float64{}
	for i := range int32(p.NumCustomers()) {
		clear(at)
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			if f.arc[a] > integral {
				at[p.OptionSite[p.ArcOption[a]]] += f.arc[a]
			}
		}
		if f.out[i] > integral {
			at[-1] = f.out[i]
		}
		for a := first; a < last+1; a++ { // in the order of arcs, not of the map
			j := int32(-1)
			if a < last {
				j = p.OptionSite[p.ArcOption[a]]
			}
			v := at[j]
			if away := math.Abs(v-math.Round(v)) * float64(p.Demand[i]+1); away > best.away*1.0000001 && !whole(v) {
				best.customer, best.site, best.away = i, j, away
			}
		}
	}
	if best.away == integral {
		return t.splitArc(n, f)
	}
	here, elsewhere := t.placeChildren(n, best.customer, best.site)
	return []*node{here, elsewhere}
}

// placeChildren are the node with a site as its customer's only place, and
// without it; site -1 is being left out.
func (t *Tree) placeChildren(n *node, customer, site int32) (here, elsewhere *node) {
	p := t.p
	var at, others []change
	first, last := p.Arcs(customer)
	for a := first; a < last; a++ {
		if p.OptionSite[p.ArcOption[a]] == site {
			at = append(at, change{arcOff, a, 0})
		} else {
			others = append(others, change{arcOff, a, 0})
		}
	}
	out := change{outOff, customer, 0}
	if site < 0 {
		at = append(at, out)
	} else {
		others = append(others, out)
	}
	by := branching{kind: byPlace, index: customer, site: site}
	return t.child(n, by, others...), t.child(n, by.other(), at...)
}

// splitArc tells parallel arcs of one customer at one site apart.
func (t *Tree) splitArc(n *node, f *fractional) []*node {
	for a, v := range f.arc {
		if whole(v) {
			continue
		}
		on, off := t.arcChildren(n, int32(a))
		return []*node{on, off}
	}
	return nil
}

// arcChildren are the node with an arc as its customer's only choice, and
// without it.
func (t *Tree) arcChildren(n *node, a int32) (on, off *node) {
	i := t.p.ArcCustomer[a]
	alone := []change{{outOff, i, 0}}
	first, last := t.p.Arcs(i)
	for b := first; b < last; b++ {
		if b != a {
			alone = append(alone, change{arcOff, b, 0})
		}
	}
	by := branching{kind: byArc, index: a}
	return t.child(n, by, alone...), t.child(n, by.other(), change{arcOff, a, 0})
}

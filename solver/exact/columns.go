package exact

import "polyclinic/solver/colgen"

// Columns are all that were priced so far, in the numbers of the problem given;
// another tree of a problem with the same arcs and steps can start from them.
func (t *Tree) Columns() []colgen.Column {
	if t.leave.row < 0 {
		return t.master.Columns
	}
	var out []colgen.Column
	for _, c := range t.master.Columns {
		if t.leave.is(t.p.OptionSite[c.Option]) {
			continue
		}
		arcs := make([]int32, len(c.Arcs))
		for k, a := range c.Arcs {
			arcs[k] = t.leave.arcs[a]
		}
		out = append(out, colgen.Column{Option: c.Option, Step: c.Step, Arcs: arcs})
	}
	return out
}

// Give adds columns of another tree.
func (t *Tree) Give(columns []colgen.Column) {
	if t.leave.row < 0 {
		for _, c := range columns {
			t.master.Add(c.Option, c.Step, c.Arcs)
		}
		return
	}
	number := make([]int32, t.given.NumArcs())
	for a, b := range t.leave.arcs {
		if b >= 0 {
			number[b] = int32(a)
		}
	}
	for _, c := range columns {
		arcs := make([]int32, len(c.Arcs))
		for k, a := range c.Arcs {
			arcs[k] = number[a]
		}
		t.master.Add(c.Option, c.Step, arcs)
	}
}

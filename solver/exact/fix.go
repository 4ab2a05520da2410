package exact

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/colgen"
	"polyclinic/solver/knapsack"
)

// fix splits off the options that no better solution can open: by the root's
// multipliers, the bound with the option forced open reaches the cutoff. It
// returns the node that is left, which forbids them.
func (t *Tree) fix(n *node, out colgen.Outcome) *node {
	o := t.master.Oracle
	cutoff := t.cutoff()
	for j := range int32(t.p.NumSites()) {
		first, last := t.p.Options(j)
		values := make([]int64, last-first)
		least := int64(0)
		for opt := first; opt < last; opt++ {
			if o.OptionOff[opt] {
				continue
			}
			_, values[opt-first], _, _ = o.Option(opt, out.Best, knapsack.Infeasible)
			least = min(least, values[opt-first])
		}
		for opt := first; opt < last; opt++ {
			v := min(values[opt-first], cutoff-out.Value+least)
			if o.OptionOff[opt] || out.Value-least+v < cutoff {
				continue
			}
			forced, rest := t.optionChildren(n, opt)
			forced.proof = raise(out.Best, t.rows.site[j], v)
			forced.bound = out.Value - least + v
			t.close(forced)
			t.keep(forced, rest)
			n = rest
		}
	}
	return n
}

// raise adds a site's value to the multiplier of its row, so that the
// Lagrangean function charges it whether or not the site opens.
func raise(m *certificate.Multipliers, row int32, v int64) *certificate.Multipliers {
	m = m.Clone()
	m.Row[row] += max(0, v)
	return m
}

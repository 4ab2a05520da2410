package exact

import (
	"polyclinic/solver/colgen"
	"polyclinic/solver/knapsack"
)

// fix forbids for good the options that no better solution can open, by the
// root's multipliers: the bound with the option forced open reaches the cutoff.
func (t *Tree) fix(out colgen.Outcome) {
	o := t.master.Oracle
	for j := range int32(t.p.NumSites()) {
		first, last := t.p.Options(j)
		values := make([]int64, last-first)
		least := int64(0)
		for opt := first; opt < last; opt++ {
			_, values[opt-first], _, _ = o.Option(opt, out.Best, knapsack.Infeasible)
			least = min(least, values[opt-first])
		}
		for opt := first; opt < last; opt++ {
			if v := values[opt-first]; v >= knapsack.Infeasible/2 || out.Value-least+v >= t.cutoff() {
				t.optionOff[opt] = true
			}
		}
	}
}

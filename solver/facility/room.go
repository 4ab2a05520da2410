package facility

import (
	"math"
	"slices"
)

// Room is how much demand a row wants placed, because it lets so few of its
// customers be left out, and how much the sites that they can reach hold at the
// most. ok is false where the row is of another kind.
func (p *Problem) Room(r int32) (wanted, room int64, ok bool) {
	return newCoverage(p).room(r, p.Unfillable())
}

func (c *coverage) room(r int32, shut []bool) (wanted, room int64, ok bool) {
	p := c.p
	if !slices.Contains(c.rows, r) {
		return 0, 0, false
	}
	largest := map[int32]int64{} // by site
	for _, t := range p.Rows[r].Outs {
		wanted += c.least[t.Index]
		first, last := p.Arcs(t.Index)
		for a := first; a < last; a++ {
			o := p.ArcOption[a]
			for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
				if !shut[k] {
					largest[p.OptionSite[o]] = max(largest[p.OptionSite[o]], min(p.Steps[k].MaxDemand, Infinity))
				}
			}
		}
	}
	for _, most := range largest {
		if room += most; room >= Infinity {
			return wanted - c.leftOut[r], math.MaxInt64, true
		}
	}
	return wanted - c.leftOut[r], room, true
}

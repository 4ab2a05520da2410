package facility

// Impossible lists the hard rows that no choice can satisfy even if it could
// ignore every other row: each customer and each site does its utmost for the
// row, at sites that can be filled; and those that want more demand placed than
// the sites in reach have Room for. An empty list proves nothing.
func Impossible(p *Problem) []int32 {
	var out []int32
	low, high := Utmost(p)
	c, shut := newCoverage(p), p.Unfillable()
	for r := range p.Rows {
		if p.Rows[r].Price > 0 {
			continue
		}
		wanted, room, ok := c.room(int32(r), shut)
		if high[r] < p.Rows[r].Lower || low[r] > p.Rows[r].Upper || ok && wanted > room {
			out = append(out, int32(r))
		}
	}
	return out
}

// Utmost is the least and the greatest that every row can come to if no other row
// counted: [row]. Steps that are Unfillable do not open, and nobody goes to an
// option whose steps all are.
func Utmost(p *Problem) (low, high []int64) {
	u := &utmost{low: make([]int64, len(p.Rows)), high: make([]int64, len(p.Rows))}
	u.least, u.most, u.seen = make([]int64, len(p.Rows)), make([]int64, len(p.Rows)), make([]int32, len(p.Rows))
	shut := p.Unfillable()
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		alternatives := int32(0)
		for a := first; a < last; a++ {
			if o := p.ArcOption[a]; opens(shut[p.StepStart[o]:p.StepStart[o+1]]) {
				u.note(p.ArcTerms.Of(a))
				alternatives++
			}
		}
		if p.CanLeave[i] {
			u.note(p.OutTerms.Of(i))
			alternatives++
		}
		u.settle(alternatives)
	}
	for j := range int32(p.NumSites()) {
		first, last := p.Options(j)
		alternatives := int32(1) // closed
		for k := p.StepStart[first]; k < p.StepStart[last]; k++ {
			if !shut[k] {
				u.note(p.StepTerms.Of(k))
				alternatives++
			}
		}
		u.settle(alternatives)
	}
	return u.low, u.high
}

// opens says whether any of an option's steps does.
func opens(shut []bool) bool {
	for _, s := range shut {
		if !s {
			return true
		}
	}
	return false
}

// utmost adds up groups of alternatives, of which one is chosen.
type utmost struct {
	low, high   []int64 // [row] of the groups so far
	least, most []int64 // [row] of the group's alternatives
	seen        []int32 // [row] how many of them touch it
	touched     []int32
}

// note takes in an alternative of the group.
func (u *utmost) note(terms []Term) {
	for _, t := range terms {
		r := t.Index
		if u.seen[r] == 0 {
			u.most[r], u.least[r] = t.Coef, t.Coef
			u.touched = append(u.touched, r)
		}
		u.most[r], u.least[r] = max(u.most[r], t.Coef), min(u.least[r], t.Coef)
		u.seen[r]++
	}
}

// settle ends a group of so many alternatives; those that do not touch a row
// count 0 in it.
func (u *utmost) settle(alternatives int32) {
	for _, r := range u.touched {
		if u.seen[r] < alternatives {
			u.most[r], u.least[r] = max(u.most[r], 0), min(u.least[r], 0)
		}
		u.high[r] += u.most[r]
		u.low[r] += u.least[r]
		u.seen[r] = 0
	}
	u.touched = u.touched[:0]
}

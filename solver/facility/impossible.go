package facility

// Impossible lists the hard rows that no choice can satisfy even if it could
// ignore every other row: each customer and each site does its utmost for the
// row. An empty list proves nothing.
func Impossible(p *Problem) []int32 {
	var out []int32
	high, low := make([]int64, len(p.Rows)), make([]int64, len(p.Rows))
	most, least := make([]int64, len(p.Rows)), make([]int64, len(p.Rows))
	seen := make([]int32, len(p.Rows)) // alternatives of the group that touch the row
	var touched []int32
	note := func(terms []Term) {
		for _, t := range terms {
			if seen[t.Index] == 0 {
				most[t.Index], least[t.Index] = t.Coef, t.Coef
				touched = append(touched, t.Index)
			}
			most[t.Index] = max(most[t.Index], t.Coef)
			least[t.Index] = min(least[t.Index], t.Coef)
			seen[t.Index]++
		}
	}
	settle := func(alternatives int32) {
		for _, r := range touched {
			if seen[r] < alternatives { // one alternative does not count in the row
				most[r], least[r] = max(most[r], 0), min(least[r], 0)
			}
			high[r] += most[r]
			low[r] += least[r]
			seen[r] = 0
		}
		touched = touched[:0]
	}
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		alternatives := last - first
		for a := first; a < last; a++ {
			note(p.ArcTerms.Of(a))
		}
		if p.CanLeave[i] {
			alternatives++
			note(p.OutTerms.Of(i))
		}
		settle(alternatives)
	}
	for j := range int32(p.NumSites()) {
		first, last := p.Options(j)
		if first == last {
			continue
		}
		steps := p.StepStart[last] - p.StepStart[first]
		for k := p.StepStart[first]; k < p.StepStart[last]; k++ {
			note(p.StepTerms.Of(k))
		}
		settle(steps + 1)
	}
	for r := range p.Rows {
		if p.Rows[r].Price == 0 && (high[r] < p.Rows[r].Lower || low[r] > p.Rows[r].Upper) {
			out = append(out, int32(r))
		}
	}
	return out
}

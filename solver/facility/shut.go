package facility

// Shut says of every option whether a hard row keeps it closed: one that counts
// open steps, among them all of the option's, and whose upper limit is 0.
func (p *Problem) Shut() []bool {
	shut := make([]bool, p.NumOptions())
	for r := range p.Rows {
		row := &p.Rows[r]
		if row.Price > 0 || row.Upper != 0 || len(row.Arcs)+len(row.Outs) > 0 {
			continue
		}
		counted := make([]int32, p.NumOptions())
		for _, t := range row.Steps {
			if t.Coef < 0 {
				counted = nil
				break
			}
			if t.Coef > 0 {
				counted[p.StepOption[t.Index]]++
			}
		}
		for o, n := range counted {
			shut[o] = shut[o] || n > 0 && n == p.StepStart[o+1]-p.StepStart[o]
		}
	}
	return shut
}

package model

// Equity is by how many minutes a year a patient of the most deprived fifth goes
// further to the GP under a plan than patients do on average, as the rule equity
// counts it, on or off; below 0 the fifth is better off. ok is false where no
// patient lives in a zone of that fifth.
func Equity(in *Instance, plan *Plan) (minutes float64, ok bool) {
	if in.fifth.patients == 0 {
		return 0, false
	}
	sum := int64(0)
	for p := range plan.Places {
		a, placed := plan.Arc(in, int32(p))
		if !placed || !a.Moves {
			continue
		}
		sums := in.sumTo(a.Practice, in.sites[a.Site], at(in.matrix.sites, a.Site))
		_, x := in.link(a.Practice, a.Site, 0, &sums)
		sum += x.equity
	}
	return float64(sum) / in.fifth.patients, true
}

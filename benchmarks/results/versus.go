package results

// Versus compares two solvers case by case, over the cases that both ran.
type Versus struct {
	Collection    string
	Cases         int
	Faster        int     // the first proved sooner, or proved and the second did not
	Slower        int     //
	TimeSign      float64 // sign test of the two
	Ratio         float64 // shifted geometric mean of times, second over first
	Better        int     // the first ended with the better objective
	Worse         int
	ObjectiveSign float64
}

// Compare sets the second solver's records against the first's; ones and twos
// hold one solver each, and the last record of a case counts. all names the row
// over every collection.
func Compare(ones, twos []Record, all string) []Versus {
	second := map[string]*Record{}
	for k := range twos {
		second[twos[k].Case()] = &twos[k]
	}
	first := map[string]*Record{}
	var order []string
	for k := range ones {
		name := ones[k].Case()
		if first[name] == nil && second[name] != nil {
			order = append(order, name)
		}
		first[name] = &ones[k]
	}
	pairs := map[string][][2]*Record{}
	var collections []string
	for _, name := range order {
		pair := [2]*Record{first[name], second[name]}
		c := pair[0].Collection
		if pairs[c] == nil {
			collections = append(collections, c)
		}
		pairs[c] = append(pairs[c], pair)
		pairs[all] = append(pairs[all], pair)
	}
	var out []Versus
	for _, c := range append(collections, all) {
		out = append(out, versus(c, pairs[c]))
	}
	return out
}

func versus(collection string, pairs [][2]*Record) Versus {
	v := Versus{Collection: collection, Cases: len(pairs)}
	var times [2][]float64
	for _, p := range pairs {
		limit := min(p[0].Limit, p[1].Limit)
		one, two := min(p[0].TimeToProof(limit), limit), min(p[1].TimeToProof(limit), limit)
		times[0], times[1] = append(times[0], one), append(times[1], two)
		switch {
		case one < two*(1-sameTime):
			v.Faster++
		case two < one*(1-sameTime):
			v.Slower++
		}
		better, worse := objectives(p[0], p[1])
		v.Better += better
		v.Worse += worse
	}
	v.TimeSign, v.ObjectiveSign = SignTest(v.Faster, v.Slower), SignTest(v.Better, v.Worse)
	v.Ratio = max(ShiftedGeometricMean(times[1], 1), 1e-3) / max(ShiftedGeometricMean(times[0], 1), 1e-3)
	return v
}

// sameTime is the relative difference of times that counts as none.
const sameTime = 0.05

func objectives(one, two *Record) (better, worse int) {
	a, b := one.Objective, two.Objective
	switch {
	case a == nil && b == nil:
	case b == nil:
		return 1, 0
	case a == nil:
		return 0, 1
	case *a < *b-ProvenGap*max(scale(*b), smallest):
		return 1, 0
	case *b < *a-ProvenGap*max(scale(*a), smallest):
		return 0, 1
	}
	return 0, 0
}

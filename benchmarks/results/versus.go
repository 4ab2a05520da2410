package results

// Versus compares two solvers run by run, over the cases that both ran.
type Versus struct {
	Collection    string
	Runs          int
	Faster        int     // the first proved sooner, or proved and the second did not
	Slower        int     //
	TimeSign      float64 // sign test of the two
	Ratio         float64 // shifted geometric mean of times, second over first
	Better        int     // the first ended with the better objective
	Worse         int
	ObjectiveSign float64
}

// Compare sets the second solver's records against the first's; ones and twos
// hold one solver each. A run is compared with the other's of the same seed, where
// there is none with the other's last of the case; of a repeated run the last
// counts. all names the row over every collection.
func Compare(ones, twos []Record, all string) []Versus {
	second, same := map[sought]*Record{}, map[sought]*Record{}
	for k := range twos {
		r := &twos[k]
		second[sought{r.Case(), r.WorkLimit, 0}] = r
		same[r.sought()] = r
	}
	first := map[sought]*Record{}
	var order []sought
	for k := range ones {
		r := &ones[k]
		if first[r.sought()] == nil && second[sought{r.Case(), r.WorkLimit, 0}] != nil {
			order = append(order, r.sought())
		}
		first[r.sought()] = r
	}
	pairs := map[string][][2]*Record{}
	var collections []string
	for _, run := range order {
		pair := [2]*Record{first[run], same[run]}
		if pair[1] == nil {
			pair[1] = second[sought{run.name, run.work, 0}]
		}
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

// sought tells runs of one solver apart.
type sought struct {
	name string
	work int64
	seed uint64
}

func (r *Record) sought() sought { return sought{r.Case(), r.WorkLimit, r.Seed} }

func versus(collection string, pairs [][2]*Record) Versus {
	v := Versus{Collection: collection, Runs: len(pairs)}
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

package results

// References is the value that each case is measured against: the published one
// if it is optimal, else the best of the published one and every objective among
// the records.
func References(records []Record) map[string]float64 {
	out := map[string]float64{}
	take := func(name string, v *float64) {
		if v == nil {
			return
		}
		if old, ok := out[name]; !ok || *v < old {
			out[name] = *v
		}
	}
	for k := range records {
		r := &records[k]
		take(r.Case(), r.Known)
		if r.KnownIs != "optimal" && r.Error == "" {
			take(r.Case(), r.Objective)
		}
	}
	return out
}

// Contradictions are records that cannot be right: an objective below a
// published optimum, a bound above a value that someone reached, or infeasibility
// there.
func Contradictions(records []Record) []string {
	var out []string
	reference := References(records)
	for k := range records {
		r := &records[k]
		v, ok := reference[r.Case()]
		if !ok || r.Error != "" {
			continue
		}
		if r.Solution == "infeasible" {
			out = append(out, r.Solver+" on "+r.Case()+": infeasible, but "+number(v)+" was reached")
		}
		slack := contradiction * max(scale(v), 1)
		if r.Objective != nil && r.KnownIs == "optimal" && *r.Objective < v-slack {
			out = append(out, r.Solver+" on "+r.Case()+": objective "+number(*r.Objective)+" is below the published optimum "+number(v))
		}
		if r.Bound != nil && *r.Bound > v+slack {
			out = append(out, r.Solver+" on "+r.Case()+": bound "+number(*r.Bound)+" is above the reached value "+number(v))
		}
	}
	return out
}

// contradiction is the relative difference that decimals and the tolerances of
// floating-point solvers explain.
const contradiction = 1e-5

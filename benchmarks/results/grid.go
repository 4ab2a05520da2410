package results

import (
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"
)

// grid is solvers × cases, over the cases that every solver ran; of several
// records of one solver and case (seeds) the first counts.
type grid struct {
	solvers   []string
	cases     []string
	records   [][]*Record // [solver][case]
	reference map[string]float64
}

func tabulate(records []Record) grid {
	g := grid{reference: References(records)}
	first := map[[2]string]*Record{}
	var cases []string
	for k := range records {
		r := &records[k]
		if !slices.Contains(g.solvers, r.Solver) {
			g.solvers = append(g.solvers, r.Solver)
		}
		key := [2]string{r.Solver, r.Case()}
		if first[key] == nil {
			first[key] = r
			if !slices.Contains(cases, r.Case()) {
				cases = append(cases, r.Case())
			}
		}
	}
	for _, c := range cases {
		if !slices.ContainsFunc(g.solvers, func(s string) bool { return first[[2]string{s, c}] == nil }) {
			g.cases = append(g.cases, c)
		}
	}
	for _, s := range g.solvers {
		var row []*Record
		for _, c := range g.cases {
			row = append(row, first[[2]string{s, c}])
		}
		g.records = append(g.records, row)
	}
	return g
}

// times are those to the proof, infinite without one.
func (g grid) times() [][]float64 {
	out := make([][]float64, len(g.solvers))
	for s, row := range g.records {
		for _, r := range row {
			out[s] = append(out[s], max(r.TimeToProof(math.Inf(1)), soonest))
		}
	}
	return out
}

// soonest is where the axis of seconds begins.
const soonest = 0.01

func (g grid) provenOverTime(solver int) plotter.XYs {
	times := slices.Sorted(slices.Values(g.times()[solver]))
	var out plotter.XYs
	for k, t := range times {
		if math.IsInf(t, 1) {
			break
		}
		out = append(out, plotter.XY{X: t, Y: float64(k+1) / float64(len(times))})
	}
	return out
}

// excessOverTime is the mean over the cases with a reference value, each at most
// 1, up to the longest limit.
func (g grid) excessOverTime(solver int) plotter.XYs {
	limit := 0.0
	for _, r := range g.records[solver] {
		limit = max(limit, r.Limit)
	}
	var out plotter.XYs
	for t := soonest; t <= limit; t *= 1.1 {
		var sum, n float64
		for c, r := range g.records[solver] {
			if v, ok := g.reference[g.cases[c]]; ok {
				sum, n = sum+clip(r.Excess(v, t)), n+1
			}
		}
		if n > 0 {
			out = append(out, plotter.XY{X: t, Y: sum / n})
		}
	}
	return out
}

package results

import (
	"math"
	"slices"
)

// Horizons are the seconds at which gaps are reported.
var Horizons = []float64{1, 10, 60, 600}

// Summary is one solver on one collection.
type Summary struct {
	Collection, Solver string
	Runs               int
	Proven             int
	Failed             int       // ended with an error
	Time               float64   // shifted geometric mean of seconds, the limit where unproven; shift 1 s
	Gaps               []float64 // median proven gap at each of Horizons; NaN beyond the limit
	Excess             float64   // mean excess over the reference at the end, each at most 1
	Integral           float64   // mean primal integral, as a share of the limit
	NotAbove           int       // reached the reference value or better
	Peak               float64   // largest resident set, megabytes
}

// Summarise groups by collection and solver, in the order of the records.
func Summarise(records []Record) []Summary {
	reference := References(records)
	var order []Summary
	groups := map[[2]string][]*Record{}
	for k := range records {
		r := &records[k]
		key := [2]string{r.Collection, r.Solver}
		if groups[key] == nil {
			order = append(order, Summary{Collection: r.Collection, Solver: r.Solver})
		}
		groups[key] = append(groups[key], r)
	}
	for k := range order {
		order[k].fill(groups[[2]string{order[k].Collection, order[k].Solver}], reference)
	}
	place := map[string]int{}
	for k, s := range order {
		if _, ok := place[s.Collection]; !ok {
			place[s.Collection] = k
		}
	}
	slices.SortStableFunc(order, func(a, b Summary) int { return place[a.Collection] - place[b.Collection] })
	return order
}

func (s *Summary) fill(records []*Record, reference map[string]float64) {
	var times, excess, integral []float64
	gaps := make([][]float64, len(Horizons))
	for _, r := range records {
		s.Runs++
		s.Peak = max(s.Peak, r.RSS)
		if r.Error != "" {
			s.Failed++
		}
		if r.Proven() {
			s.Proven++
		}
		times = append(times, r.TimeToProof(r.Limit))
		for h, seconds := range Horizons {
			if seconds <= r.Limit {
				gaps[h] = append(gaps[h], r.Gap(seconds))
			}
		}
		if v, ok := reference[r.Case()]; ok {
			last := r.Excess(v, math.Inf(1))
			if last <= ProvenGap {
				s.NotAbove++
			}
			excess = append(excess, clip(last))
			integral = append(integral, r.PrimalIntegral(v, r.Limit))
		}
	}
	s.Time = ShiftedGeometricMean(times, 1)
	for _, g := range gaps {
		s.Gaps = append(s.Gaps, Median(g))
	}
	s.Excess, s.Integral = mean(excess), mean(integral)
}

// TimeToProof is the seconds to the proof, or otherwise where there is none.
func (r *Record) TimeToProof(otherwise float64) float64 {
	if r.Proven() {
		return r.Seconds
	}
	return otherwise
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

package results

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// ShiftedGeometricMean is exp(mean(log(v + shift))) − shift, the usual mean of
// solving times: small differences between small times do not count.
func ShiftedGeometricMean(values []float64, shift float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, v := range values {
		sum += math.Log(v + shift)
	}
	return math.Exp(sum/float64(len(values))) - shift
}

// SignTest is the two-sided probability that two equally good solvers would
// differ in as many cases as this in one direction; ties do not count.
func SignTest(wins, losses int) float64 {
	n := wins + losses
	if n == 0 {
		return 1
	}
	b := distuv.Binomial{N: float64(n), P: 0.5}
	return min(1, 2*b.CDF(float64(min(wins, losses))))
}

// Profile is a performance profile (Dolan & Moré 2002): the share of cases that
// a solver solves within each factor of the fastest solver of the case.
type Profile struct {
	Factor, Share []float64
}

// Profiles has a profile per solver; times[s][c] is solver s on case c, infinite
// where it did not solve it. Cases that none solved count as unsolved.
func Profiles(times [][]float64) []Profile {
	out := make([]Profile, len(times))
	if len(times) == 0 {
		return out
	}
	cases := len(times[0])
	for s := range times {
		var ratios []float64
		for c := range cases {
			best := math.Inf(1)
			for _, t := range times {
				best = min(best, t[c])
			}
			if !math.IsInf(times[s][c], 1) {
				ratios = append(ratios, times[s][c]/best)
			}
		}
		slices.Sort(ratios)
		for k, ratio := range ratios {
			out[s].Factor = append(out[s].Factor, ratio)
			out[s].Share = append(out[s].Share, float64(k+1)/float64(cases))
		}
	}
	return out
}

// Median of values, infinities included; NaN for none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	if math.IsInf(sorted[middle], 1) {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

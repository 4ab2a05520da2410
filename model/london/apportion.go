package london

import (
	"math"
	"math/rand/v2"
	"slices"
)

// apportion splits total in proportion to weights into whole numbers by the
// largest remainder, ties to the lower index.
func apportion(total int64, weights []float64) []int64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	parts := make([]int64, len(weights))
	if sum <= 0 {
		return parts
	}
	remainder := make([]float64, len(weights))
	order := make([]int, len(weights))
	left := total
	for k, w := range weights {
		exact := float64(total) * w / sum
		parts[k] = int64(math.Floor(exact))
		remainder[k] = round(exact-math.Floor(exact), 9)
		order[k] = k
		left -= parts[k]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case remainder[a] > remainder[b]:
			return -1
		case remainder[a] < remainder[b]:
			return 1
		}
		return 0
	})
	for k := 0; left > 0; k = (k + 1) % len(order) {
		parts[order[k]]++
		left--
	}
	return parts
}

// listSizes draws n list sizes that sum to total: lognormal with the given
// standard deviation of the logarithm, cut at 2.6 deviations because the real
// tails are lighter.
func listSizes(rng *rand.Rand, n int, total int64, deviation float64) []int64 {
	weights := make([]float64, n)
	for k := range weights {
		z := rng.NormFloat64()
		for math.Abs(z) > 2.6 {
			z = rng.NormFloat64()
		}
		weights[k] = round(math.Exp(deviation*z), 6)
	}
	return apportion(total, weights)
}

package suite

import "fmt"

// maxPlaces is the number of decimals that costs keep.
const maxPlaces = 4

// placesOf is how many decimals the costs of a file need, at most maxPlaces.
func placesOf(lists ...[]decimal) int {
	places := 0
	for _, list := range lists {
		for _, d := range list {
			places = max(places, d.places)
		}
	}
	return min(places, maxPlaces)
}

// scaled is the list times 10^places, rounded to the nearest.
func (t *text) scaled(list []decimal, places int, what string) []int64 {
	out := make([]int64, len(list))
	for k, d := range list {
		v, ok := d.at(places)
		if !ok {
			t.faultOfAll(numbered(what, k, len(list)), "is too large", fmt.Sprintf("at most 2^52 after scaling by 10^%d", places))
		}
		out[k] = v
	}
	return out
}

// quantities brings demands and capacities to one scale, exactly.
func (t *text) quantities(demand, capacity []decimal) ([]int64, []int64) {
	places := 0
	for _, d := range demand {
		places = max(places, d.places)
	}
	for _, d := range capacity {
		places = max(places, d.places)
	}
	return t.scaled(demand, places, "demand"), t.scaled(capacity, places, "capacity")
}

// transposed turns site-major [site·n + customer] into customer-major.
func transposed[T any](list []T, m, n int) []T {
	out := make([]T, len(list))
	for j := range m {
		for i := range n {
			out[i*m+j] = list[j*n+i]
		}
	}
	return out
}

func repeated(n int, value int64) []int64 {
	out := make([]int64, n)
	for k := range out {
		out[k] = value
	}
	return out
}

package london

import "math/rand/v2"

// premises is a building with one practice or several.
type premises struct {
	at        point
	practices int
	taken     bool // a site stands here already
}

// Shares of practices in groups of two to five, before hospitals and polyclinics
// take practices in. 19 % of the real practices of London, 15 % of Surrey's, have
// another within 50 m.
const londonSharing, surreySharing = 0.155, 0.13

var groupShares = []float64{2: 0.73, 3: 0.15, 4: 0.11, 5: 0.01}

// premisesTogether is how many premises are placed without regard to each other
// in one neighbourhood. 1 spreads practices too evenly.
const premisesTogether = 3

// findPremises houses n practices of an area among its people, in spatial order:
// neighbourhoods of equal numbers of people get premisesTogether premises each,
// which stand where some of them live.
func findPremises(rng *rand.Rand, people crowd, n int, sharing float64) []premises {
	sizes := groupSizes(rng, n, sharing)
	parts := bisect(people, nil, (len(sizes)+premisesTogether-1)/premisesTogether)
	rng.Shuffle(len(sizes), func(i, j int) { sizes[i], sizes[j] = sizes[j], sizes[i] })
	found := make([]premises, len(sizes))
	for k := range found {
		part := parts[k*len(parts)/len(found)]
		found[k] = premises{at: people[part[rng.IntN(len(part))]], practices: sizes[k]}
	}
	return found
}

// groupSizes splits n practices into groups, of which the stated share of
// practices is in groups of two or more.
func groupSizes(rng *rand.Rand, n int, sharing float64) []int {
	var sizes []int
	left := int(sharing*float64(n) + rng.Float64())
	single := n - left
	for left >= 2 {
		size := min(drawIndex(rng, groupShares), left)
		if left-size == 1 {
			size = left
		}
		sizes = append(sizes, size)
		left -= size
	}
	for range single + left {
		sizes = append(sizes, 1)
	}
	return sizes
}

// drawIndex draws an index with probability in proportion to its share.
func drawIndex(rng *rand.Rand, shares []float64) int {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	x := rng.Float64() * sum
	for k, s := range shares {
		if x < s {
			return k
		}
		x -= s
	}
	return len(shares) - 1
}

// moveIn brings the k nearest premises with a single practice, within reach
// metres, into a building: they become one premises there.
func moveIn(all []premises, building point, k int, reach float64) []premises {
	var joined int
	for range k {
		nearest := -1
		for i, p := range all {
			if p.practices == 1 && p.at.distance(building) <= reach &&
				(nearest < 0 || p.at.squared(building) < all[nearest].at.squared(building)) {
				nearest = i
			}
		}
		if nearest < 0 {
			break
		}
		joined++
		all = append(all[:nearest], all[nearest+1:]...)
	}
	if joined > 0 {
		all = append(all, premises{at: building, practices: joined, taken: true})
	}
	return all
}

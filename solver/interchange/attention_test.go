package interchange

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/search"
)

// Protects what is known of sites that nobody looks at again: after any changes, a
// closed site that does not wait saves what it saved when it was looked at, and its
// best exchange with the site of any customer it could serve is the same but for
// what that site's closing alone costs.
func TestAttention(t *testing.T) {
	rested := 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 36))
		s := newState(open(rng))
		s.budget = search.NewBudget(context.Background(), 0)
		extras := make([]map[int32]int64, len(s.isOpen))
		corrections := func() map[int32]int64 {
			out := map[int32]int64{}
			for _, r := range s.touched {
				out[r] = s.extra[r]
			}
			return out
		}
		for range 30 {
			for len(s.queue) > rng.IntN(2) {
				if j := s.draw(rng); !s.isOpen[j] {
					s.gains[j] = s.gain(j)
					extras[j] = corrections()
				}
			}
			if j := int32(rng.IntN(len(s.isOpen))); s.isOpen[j] {
				s.closeSite(j)
			} else {
				s.openSite(j)
			}
			if rng.IntN(3) == 0 {
				s.narrow()
			}
			for j := range int32(len(s.isOpen)) {
				if s.isOpen[j] || s.waiting[j] {
					continue
				}
				rested++
				require.Equal(t, s.gain(j), s.gains[j], "seed %d", seed)
				require.Equal(t, corrections(), extras[j], "seed %d", seed)
			}
		}
	}
	require.Greater(t, rested, 1000)
}

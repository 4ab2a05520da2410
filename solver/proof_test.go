package solver

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/region"
)

// Protects that a state which a region cannot have is proved to the verifier, too:
// it counts who can fill a site in its own way.
func TestImpossibleStatesAreProved(t *testing.T) {
	proved := 0
	for seed := range uint64(2000) {
		split := region.Find(inHalves(rand.New(rand.NewPCG(seed, 6))))
		mu := make([]int64, len(split.Problem.Rows))
		for r := range mu {
			mu[r] = 1
		}
		split.Count(mu)
		clear(mu)
		for k := range split.Regions {
			for state := range split.Counts.States() {
				w := &regionWorker{part: split.Part(k, state, mu, 0)}
				if _, no := w.part.Impossible(); !no {
					continue
				}
				proved++
				err := verify.Verify(w.part.Problem, &certificate.Certificate{Infeasible: true, Tree: w.proof()})
				require.NoError(t, err, "seed %d, region %d, state %d", seed, k, state)
			}
		}
	}
	require.Greater(t, proved, 500)
}

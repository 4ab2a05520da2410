package solver

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/facilitytest"
	"polyclinic/solver/lp"
	"polyclinic/solver/region"
	"polyclinic/solver/search"
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

// Protects proofs of trees whose nodes are bounded by arcs, and that a tree by columns
// which gets nowhere is begun again as one.
func TestTreesByArcsAreVerified(t *testing.T) {
	if !lp.Available() {
		t.Skip("built without Clp")
	}
	optimal := 0
	for seed := range uint64(8) {
		p := facilitytest.Classic(rand.New(rand.NewPCG(seed, 7)), 60, 8, 4)
		r := &run{problem: p, opt: Options{Seed: seed, Threads: 1, WorkLimit: 30_000_000, Certify: true}, ctx: context.Background()}
		r.best = search.NewIncumbent(p, nil)
		r.crowded = r.crowds()
		r.round([]task{r.first(), r.climber(100)}, 1_000_000)
		columns, err := r.plant(false)
		require.NoError(t, err)
		columns.spent = columnWork
		w, err := r.suited(columns)
		require.NoError(t, err)
		require.True(t, w.byArcs, "seed %d", seed)
		for !r.finished() {
			r.round(append([]task{w.task(r, 1_000_000, 4)}, r.walkers(2, 1)...), 1_000_000)
		}
		require.NoError(t, r.failure)
		res, err := r.result()
		require.NoError(t, err)
		require.NoError(t, verify.Verify(p, res.Proof), "seed %d", seed)
		if res.Status == Optimal {
			optimal++
		}
		r.close()
	}
	require.Greater(t, optimal, 4)
}

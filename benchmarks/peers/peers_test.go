package peers

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Every installed peer, asked by command line, reports what brute force finds,
// and its solution is read back: the export, the options and the reading of log and
// answer fit together.
func TestPeersFindTheOptimum(t *testing.T) {
	found := Find(t.Context())
	if len(found) == 0 {
		t.Skipf("none of %s is installed", strings.Join(Names(), ", "))
	}
	rng := rand.New(rand.NewPCG(7, 7))
	solvable := 0
	for range 6 {
		p := facilitytest.Tiny(rng)
		_, cost, ok := facilitytest.BruteForce(p)
		for _, peer := range found {
			out, err := peer.Run(t.Context(), facility.NewProgram(p, facility.ProgramOptions{}), 20*time.Second, 1)
			require.NoError(t, err)
			if !ok {
				assert.Nil(t, out.Objective, "%s: %v", peer.Name, out.Log)
				continue
			}
			solvable++
			if assert.NotNil(t, out.Objective, "%s: %v", peer.Name, out.Log) {
				assert.InDelta(t, float64(cost), *out.Objective, 1e-6*float64(max(cost, -cost))+1e-6, "%s %s: %v", peer.Name, peer.Version, out.Log)
				assert.Equal(t, "optimal", out.Status, "%s: %v", peer.Name, out.Log)
			}
			if assert.NotNil(t, out.Answer, "%s: %v", peer.Name, out.Log) {
				assert.Empty(t, facility.Check(p, out.Answer.Solution), peer.Name)
				assert.Equal(t, cost, facility.Cost(p, out.Answer.Solution), peer.Name)
			}
		}
	}
	assert.Positive(t, solvable)
}

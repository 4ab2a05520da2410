package verify

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Protects completeness: what the solver proves is accepted, and what it proves
// is mostly the optimum.
func TestTrueCertificatesAreAccepted(t *testing.T) {
	count, tight := map[string]int{}, map[string]int{}
	for seed := range uint64(300) {
		for _, x := range claims(t, seed) {
			require.NoError(t, Verify(x.p, x.c), "seed %d, %s", seed, x.kind)
			require.LessOrEqual(t, x.c.Bound, x.optimum)
			count[x.kind]++
			if x.c.Bound == x.optimum {
				tight[x.kind]++
			}
		}
	}
	t.Logf("certificates %v, of which prove the optimum %v", count, tight)
	require.Greater(t, count["root"], 100)
}

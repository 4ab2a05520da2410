package verify

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/certificate"
)

// FuzzFile protects those who verify files of others: whatever a file holds, it
// is refused, rejected or accepted, and nothing is worse than that.
func FuzzFile(f *testing.F) {
	for seed := range uint64(12) {
		for _, x := range claims(f, seed) {
			text, err := json.Marshal(certificate.File{Format: 1, Problem: x.p, Certificate: x.c})
			require.NoError(f, err)
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := certificate.Decode(bytes.NewReader(text))
		if err != nil {
			return
		}
		if c := file.Certificate; Verify(file.Problem, c) == nil && c.HasBound {
			require.LessOrEqual(t, c.Bound, c.Cost)
		}
	})
}

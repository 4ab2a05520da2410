package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"polyclinic/solver"
)

// Every reason to stop has words of its own, and none those of an unknown one.
func TestStopReasons(t *testing.T) {
	seen := map[string]solver.Stop{StopReason(""): ""}
	for _, s := range []solver.Stop{solver.Proved, solver.GapMet, solver.TimeUp, solver.WorkUp, solver.Spent, solver.Cancelled} {
		words := StopReason(string(s))
		assert.NotContains(t, seen, words, s)
		seen[words] = s
	}
}

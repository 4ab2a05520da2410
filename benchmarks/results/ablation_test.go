package results

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func worked(instance, without string, objective, bound float64, work int64) Record {
	return Record{Collection: "c", Instance: instance, Solver: "s", Without: without, WorkLimit: 30e6, Objective: v(objective), Bound: v(bound),
		Solution: "feasible", Seconds: 1, Work: work}
}

// Gaps of 1 % and 0 with the whole portfolio, 4 % and 0 without one line, and
// the same without another.
func TestAblationByHand(t *testing.T) {
	records := []Record{
		worked("i", "", 100, 99, 30e6), worked("i", "trees", 100, 96, 30e6), worked("i", "local", 100, 99, 30e6),
		worked("j", "", 50, 50, 3e6), worked("j", "trees", 50, 50, 12e6), worked("alone", "trees", 1, 1, 1),
	}
	cases, lines := Ablate(records)
	assert.Equal(t, []string{"c/i", "c/j"}, cases)
	require.Len(t, lines, 3)
	assert.Equal(t, 1.0, lines[0].Ratio)
	assert.InDelta(t, math.Sqrt(0.0401/0.0101), lines[1].Ratio, 1e-9)
	assert.Equal(t, 1.0, lines[2].Ratio)

	var text bytes.Buffer
	require.NoError(t, WriteReport(&text, append(records, sample(), Record{Solver: "SCIP"}), nil))
	assert.Contains(t, text.String(), "| nothing | 1.000 % | 3.0 M | 1.00 |")
	assert.Contains(t, text.String(), "| trees | 4.000 % | 12.0 M | 1.99 |")
	assert.Contains(t, text.String(), "| local | = |  | 1.00 |")
	assert.Contains(t, text.String(), "- SCIP: looked for and not found")
	assert.Contains(t, text.String(), "| c | s | 1 | 1 |", "runs of equal work are not in the tables of times")
}

// Runs are compared with those of the same seed, and with what there is where a
// solver has no seeds.
func TestSeedsArePaired(t *testing.T) {
	run := func(solver string, seed uint64, objective float64) Record {
		return Record{Collection: "c", Instance: "i", Solver: solver, Seed: seed, Objective: v(objective), Limit: 1, Seconds: 1}
	}
	ones := []Record{run("s", 1, 10), run("s", 2, 12)}
	rows := Compare(ones, []Record{run("s", 2, 11), run("s", 1, 11)}, "all")
	assert.Equal(t, []int{2, 1, 1}, []int{rows[1].Runs, rows[1].Better, rows[1].Worse})
	rows = Compare(ones, []Record{run("peer", 0, 13)}, "all")
	assert.Equal(t, []int{2, 2, 0}, []int{rows[1].Runs, rows[1].Better, rows[1].Worse})
}

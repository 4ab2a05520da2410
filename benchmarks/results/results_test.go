package results

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func v(x float64) *float64 { return &x }

// run is a record whose trace finds 120 after 2 s and 100 after 4 s, with the
// bound 90 from 3 s on and 100 at its end after 5 s, of a limit of 10 s.
func sample() Record {
	return Record{Collection: "c", Instance: "i", Solver: "s", Version: "1", Machine: "m", Threads: 1, Seed: 3, Limit: 10,
		Known: v(100), KnownIs: "optimal", Objective: v(100), Bound: v(100), Solution: "optimal", Stop: "proved",
		Seconds: 5, Work: 7, RSS: 12.5,
		Trace: Trace{{2, v(120), nil}, {3, v(120), v(90)}, {4, v(100), v(90)}}}
}

func TestGapFollowsTheTrace(t *testing.T) {
	r := sample()
	assert.True(t, math.IsInf(r.Gap(1), 1), "nothing is known")
	assert.True(t, math.IsInf(r.Gap(2.5), 1), "no bound is known")
	assert.InDelta(t, 30.0/120, r.Gap(3), 1e-12)
	assert.InDelta(t, 0.1, r.Gap(4.9), 1e-12)
	assert.Zero(t, r.Gap(5), "the end counts")
	assert.True(t, r.Proven())
	r.Base = v(60)
	assert.InDelta(t, 30.0/60, r.Gap(3), 1e-12, "the part that nobody controls does not count")
	r.Bound = v(99.99)
	assert.False(t, r.Proven(), "a gap of 10⁻⁴ is no proof")
	infeasible := Record{Solution: "infeasible", Seconds: 1}
	assert.True(t, infeasible.Proven())
	assert.False(t, (&Record{Solution: "infeasible", Seconds: 1, Error: "crash"}).Proven())
}

// 2 s of nothing, 2 s at 20 % above, then none: (2·1 + 2·0.2) / 10.
func TestPrimalIntegralByHand(t *testing.T) {
	r := sample()
	assert.InDelta(t, 0.24, r.PrimalIntegral(100, 10), 1e-12)
	// The last word counts from the end on, even if the trace missed it.
	r.Trace = r.Trace[:2]
	assert.InDelta(t, (2+3*0.2)/10, r.PrimalIntegral(100, 10), 1e-12)
	none := Record{Seconds: 10}
	assert.InDelta(t, 1, none.PrimalIntegral(100, 10), 1e-12)
	// Only the part before the limit counts.
	assert.InDelta(t, 1, r.PrimalIntegral(100, 2), 1e-12)
}

func TestMeansAndTests(t *testing.T) {
	// √((1+1)·(7+1)) − 1
	assert.InDelta(t, 3, ShiftedGeometricMean([]float64{1, 7}, 1), 1e-12)
	assert.True(t, math.IsNaN(ShiftedGeometricMean(nil, 1)))
	// 2 · P(at most 1 of 5) = 2 · (1 + 5) / 32
	assert.InDelta(t, 0.375, SignTest(1, 4), 1e-12)
	assert.InDelta(t, 0.375, SignTest(4, 1), 1e-12)
	assert.Equal(t, 1.0, SignTest(3, 3))
	assert.Equal(t, 1.0, SignTest(0, 0))
	assert.InDelta(t, 2.0/1024, SignTest(10, 0), 1e-12)
	assert.InDelta(t, 2.5, Median([]float64{4, 1, 2, 3}), 1e-12)
	assert.True(t, math.IsInf(Median([]float64{1, math.Inf(1), math.Inf(1)}), 1))
}

// Two solvers, three cases: 1 s and 2 s, 4 s and 2 s, unsolved and unsolved.
func TestPerformanceProfileByHand(t *testing.T) {
	inf := math.Inf(1)
	p := Profiles([][]float64{{1, 4, inf}, {2, 2, inf}})
	assert.Equal(t, []float64{1, 2}, p[0].Factor)
	assert.Equal(t, []float64{1, 2}, p[1].Factor)
	assert.InDeltaSlice(t, []float64{1.0 / 3, 2.0 / 3}, p[0].Share, 1e-12)
}

func TestRecordsSurviveTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results.csv")
	one := sample()
	two := Record{Collection: "c", Instance: "j", Embed: "triplicate", Solver: "t", WorkLimit: 5, Without: "trees", Checked: ByCertificate, Solution: "none", Error: "a, \"quoted\"\nfault"}
	for _, r := range []Record{one, two} { // the second finds the heading there
		w, err := Append(path)
		require.NoError(t, err)
		require.NoError(t, w.Write(&r))
		require.NoError(t, w.Close())
	}
	read, err := Read(path)
	require.NoError(t, err)
	assert.Equal(t, []Record{one, two}, read)

	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, bytes.Replace(content, []byte(",12.5,"), []byte(",much,"), 1), 0o600))
	_, err = Read(path)
	assert.ErrorContains(t, err, "results.csv:2: rss_mb")
}

// Files of earlier releases, which have fewer columns, can be read and not
// appended to.
func TestEarlierFilesAreRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results.csv")
	require.NoError(t, os.WriteFile(path, []byte("collection,instance,solver,limit,objective\nc,i,s,60,7\n"), 0o600))
	read, err := Read(path)
	require.NoError(t, err)
	assert.Equal(t, []Record{{Collection: "c", Instance: "i", Solver: "s", Limit: 60, Objective: v(7)}}, read)
	_, err = Append(path)
	assert.ErrorContains(t, err, "Maybe another version wrote the file")
}

func TestReferenceIsTheOptimumOrTheBestReached(t *testing.T) {
	records := []Record{
		{Collection: "c", Instance: "proved", Known: v(100), KnownIs: "optimal", Objective: v(99)},
		{Collection: "c", Instance: "open", Known: v(100), KnownIs: "best-known", Objective: v(98)},
		{Collection: "c", Instance: "open", Known: v(100), KnownIs: "best-known", Objective: v(97), Error: "crash"},
		{Collection: "c", Instance: "unknown", KnownIs: "none", Objective: v(5), Bound: v(6)},
		{Collection: "c", Instance: "open", Known: v(100), KnownIs: "best-known", Solution: "infeasible"},
	}
	assert.Equal(t, map[string]float64{"c/proved": 100, "c/open": 98, "c/unknown": 5}, References(records))
	wrong := Contradictions(records)
	require.Len(t, wrong, 3)
	assert.Contains(t, wrong[2], "infeasible, but 98 was reached")
	assert.Contains(t, wrong[0], "below the published optimum")
	assert.Contains(t, wrong[1], "above the reached value")
}

func TestSummaryOfACollection(t *testing.T) {
	open := sample()
	open.Instance, open.Objective, open.Bound, open.Solution, open.Seconds = "k", v(110), v(90), "feasible", 10
	s := Summarise([]Record{sample(), open})
	require.Len(t, s, 1)
	assert.Equal(t, 2, s[0].Runs)
	assert.Equal(t, 1, s[0].Proven)
	assert.Equal(t, 1, s[0].NotAbove)
	assert.InDelta(t, math.Sqrt(6*11)-1, s[0].Time, 1e-12)
	assert.InDelta(t, 0.05, s[0].Excess, 1e-12)
	assert.True(t, math.IsInf(s[0].Gaps[0], 1))
	assert.InDelta(t, (20.0/110)/2, s[0].Gaps[1], 1e-12)
	assert.True(t, math.IsNaN(s[0].Gaps[2]), "60 s are beyond the limit")
}

func TestCompareCountsCaseByCase(t *testing.T) {
	slow := sample()
	slow.Seconds = 9
	lost := sample()
	lost.Instance, lost.Objective, lost.Bound = "lost", v(101), v(90)
	won := sample()
	won.Instance = "lost"
	alone := sample()
	alone.Instance = "alone"
	rows := Compare([]Record{sample(), won, alone}, []Record{slow, lost}, "all")
	require.Len(t, rows, 2)
	assert.Equal(t, Versus{Collection: "all", Runs: 2, Faster: 2, TimeSign: 0.5, Ratio: rows[1].Ratio, Better: 1, ObjectiveSign: 1}, rows[1])
	assert.InDelta(t, (math.Sqrt(10*11)-1)/5, rows[1].Ratio, 1e-12)
}

func TestReportAndPlots(t *testing.T) {
	other := sample()
	other.Solver, other.Objective, other.Bound, other.Solution = "peer", v(101), v(80), "feasible"
	open := sample()
	open.Instance, open.Bound = "open", v(70)
	folder := t.TempDir()
	records := []Record{sample(), other, open}
	plots, err := WritePlots(folder, records)
	require.NoError(t, err)
	assert.Equal(t, []string{"proven.svg", "profile.svg", "excess.svg"}, plots)
	for _, p := range plots {
		content, err := os.ReadFile(filepath.Join(folder, p))
		require.NoError(t, err)
		assert.Contains(t, string(content), "</svg>")
	}
	var text bytes.Buffer
	require.NoError(t, WriteReport(&text, records, plots))
	assert.Contains(t, text.String(), "| c | s | 2 | 1 |")
	assert.Contains(t, text.String(), "## s against peer")
	assert.Contains(t, text.String(), "| c/open | 10 | 100 | 70 | 30.000 % | 0.000 % |")
	assert.NotContains(t, text.String(), "Contradictions")
}

// A file in which nobody proved anything still gives plots.
func TestPlotsWithoutAnyProof(t *testing.T) {
	_, err := WritePlots(t.TempDir(), []Record{{Collection: "c", Instance: "i", Solver: "s", Solution: "none", Limit: 1, Seconds: 1}})
	assert.NoError(t, err)
}

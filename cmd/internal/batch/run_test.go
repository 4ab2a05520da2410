package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

const twelve = "name: x\nvary: {a: [{label: x}, {label: y, set: [weights.travel=2]}, {label: bad, set: [no.such=1]}], seed: [1, 2, 3, 4]}"

// stay is a Solve that leaves everybody where they are, and fails in other ways
// for some seeds.
func stay(_ context.Context, in *model.Instance, o Options) (Answer, error) {
	switch o.Seed {
	case 2:
		return Answer{}, errors.New("broken promise")
	case 3:
		panic("no such arc")
	case 4:
		return Answer{Outcome: Outcome{Solution: "none", Stop: "work", Reason: "no plan was found"}}, nil
	}
	p := model.NewPlan(in)
	cost := model.Cost(in, p)
	return Answer{Document: model.NewDocument(in, p, model.NewStatus("feasible", "work", "", cost.Objective, cost.Total[model.Outpatients], nil))}, nil
}

// still is a clock that stands, so that tables are the same to the byte.
func still() time.Time { return time.Unix(0, 0) }

func table(t *testing.T, dir string, m *Manifest) string {
	t.Helper()
	var text strings.Builder
	require.NoError(t, Scenarios(dir, m).Write(&text, "csv"))
	return text.String()
}

// No row is lost, whatever becomes of it: errors, panics and changes that make
// no scenario are results with their reason.
func TestEveryRowIsAResult(t *testing.T) {
	dir := t.TempDir()
	m, jobs := expand(t, twelve)
	r := Runner{Dir: dir, Jobs: jobs, Workers: 2, Solve: stay, Clock: still}
	p, err := r.Run(context.Background())
	require.NoError(t, err)
	assert.Equal(t, Progress{Total: 12, Done: 12, Failed: 10, Known: true}, p)
	assert.Equal(t, "2 feasible, 2 none, 4 invalid, 4 error", StatusOf(dir, m).String())
	text := table(t, dir, m)
	assert.Contains(t, text, "broken promise")
	assert.Contains(t, text, "no such arc")
	assert.Contains(t, text, `"no"`)
	assert.Equal(t, 13, strings.Count(text, "\n"))
	assert.NoDirExists(t, filepath.Join(dir, scratchFolder))
}

// A run that ends early leaves only whole results; the next does the rest, and
// nothing again. The table is that of a run left alone.
func TestInterruptedRunGoesOn(t *testing.T) {
	alone := t.TempDir()
	m, jobs := expand(t, twelve)
	_, err := (&Runner{Dir: alone, Jobs: jobs, Workers: 2, Solve: stay, Clock: still}).Run(context.Background())
	require.NoError(t, err)

	dir := t.TempDir()
	var solved atomic.Int64
	for {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		r := Runner{Dir: dir, Jobs: jobs, Workers: 2, Clock: still, Solve: func(ctx context.Context, in *model.Instance, o Options) (Answer, error) {
			solved.Add(1)
			return stay(ctx, in, o)
		}, Observe: func(Progress) {
			if n++; n == 3 { // after two more results
				cancel()
			}
		}}
		p, err := r.Run(ctx)
		cancel()
		require.NoError(t, err)
		if p.Done == p.Total {
			break
		}
	}
	assert.Equal(t, table(t, alone, m), table(t, dir, m))
	assert.LessOrEqual(t, solved.Load(), int64(8+6), "what was done is not done again, but for what each interruption cut off")
}

// Shards that overlap, in one folder at the same time, end with the same table.
func TestOverlappingShards(t *testing.T) {
	alone, dir := t.TempDir(), t.TempDir()
	m, jobs := expand(t, twelve)
	_, err := (&Runner{Dir: alone, Jobs: jobs, Solve: stay, Clock: still}).Run(context.Background())
	require.NoError(t, err)
	var runs sync.WaitGroup
	errs := make([]error, 4)
	for i, shard := range []Shard{{1, 2}, {2, 2}, {}, {1, 3}} {
		runs.Go(func() {
			_, errs[i] = (&Runner{Dir: dir, Jobs: jobs, Shard: shard, Workers: 2, Solve: stay, Clock: still}).Run(context.Background())
		})
	}
	runs.Wait()
	require.NoError(t, errors.Join(errs...))
	assert.Equal(t, table(t, alone, m), table(t, dir, m))
	results, err := os.ReadDir(filepath.Join(dir, resultsFolder))
	require.NoError(t, err)
	assert.Len(t, results, 12)
}

// A result that is there is never written again, and what a killed run left in
// the scratch folder is removed.
func TestResultIsWrittenOnce(t *testing.T) {
	dir := t.TempDir()
	a := Answer{Outcome: Outcome{Solution: "none", Reason: "first"}}
	left := filepath.Join(dir, scratchFolder, "abc.123")
	require.NoError(t, os.MkdirAll(left, 0o755))
	require.NoError(t, save(dir, "abc", a, figuresOf(a)))
	assert.NoDirExists(t, left)
	a.Outcome.Reason = "second"
	require.NoError(t, save(dir, "abc", a, figuresOf(a)))
	f, err := readFigures(dir, "abc")
	require.NoError(t, err)
	assert.Equal(t, "first", f.Error)
}

// A folder that cannot be written is an error of the run, not of the scenarios.
func TestDiskErrorEndsTheRun(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, resultsFolder), nil, 0o600))
	_, jobs := expand(t, twelve)
	p, err := (&Runner{Dir: dir, Jobs: jobs, Workers: 1, Solve: stay, Clock: still}).Run(context.Background())
	require.Error(t, err)
	assert.Zero(t, p.Done)
}

// Rows that resolve to the same scenario are planned once and share the result.
func TestEqualRowsShareAResult(t *testing.T) {
	dir := t.TempDir()
	m, jobs := expand(t, "name: x\nvary: {a: [{label: x}, {label: y, set: [weights.travel=1]}]}")
	p, err := (&Runner{Dir: dir, Jobs: jobs, Solve: stay, Clock: still}).Run(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 1, p.Total)
	assert.Equal(t, "2 feasible", StatusOf(dir, m).String())
}

package batch

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Several runs that write the same result at the same time, while others finish
// and sweep, all come through: the result is there whole, and nothing else.
func TestRunsThatMeetDoNotDisturbEachOther(t *testing.T) {
	dir := t.TempDir()
	_, jobs := expand(t, twelve)
	in, _, err := jobs[0].Instance()
	require.NoError(t, err)
	p := model.NewPlan(in)
	a := Answer{Document: model.NewDocument(in, p, model.NewStatus("feasible", "work", "", model.Cost(in, p).Objective, 0, nil))}
	hashes := []string{"aa", "ab", "b", "c", "d", "e", "f", "g"}
	for range 20 {
		require.NoError(t, os.RemoveAll(filepath.Join(dir, resultsFolder)))
		var runs sync.WaitGroup
		for range 6 {
			runs.Go(func() {
				for _, hash := range hashes {
					assert.NoError(t, save(dir, hash, a, figuresOf(a)))
					tidy(dir)
				}
			})
		}
		runs.Wait()
		for _, hash := range hashes {
			entries, err := os.ReadDir(filepath.Join(dir, resultsFolder, hash))
			require.NoError(t, err)
			assert.Len(t, entries, 2, hash)
			d, err := readPlan(dir, hash)
			require.NoError(t, err)
			assert.NotNil(t, d)
		}
		tidy(dir)
		assert.NoDirExists(t, filepath.Join(dir, scratchFolder))
	}
}

// Two whole runs of one grid in one folder both succeed, whoever is first.
func TestTwoRunsOfOneFolder(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		m, jobs := expand(t, twelve)
		var runs sync.WaitGroup
		for range 2 {
			runs.Go(func() {
				r := Runner{Dir: dir, Jobs: jobs, Workers: 2, Solve: stay, Clock: still}
				got, err := r.Run(context.Background())
				assert.NoError(t, err)
				assert.Equal(t, 12, got.Done)
			})
		}
		runs.Wait()
		assert.Equal(t, "2 feasible, 2 none, 4 invalid, 4 error", StatusOf(dir, m).String())
		assert.NoDirExists(t, filepath.Join(dir, scratchFolder))
	}
}

package batch

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Rows that differ in their seed alone share one instance, also when several ask
// at once; others have their own.
func TestInstancesAreShared(t *testing.T) {
	_, jobs := expand(t, `
name: shared
options: {work_limit: 5}
vary:
  a: [{label: x}, {label: y, set: [weights.travel=2]}]
  seed: [1, 2, 3]
`)
	made := make([]*model.Instance, 3)
	var workers sync.WaitGroup
	for i := range made {
		workers.Go(func() { made[i], _, _ = jobs[i].Instance() })
	}
	workers.Wait()
	require.NotNil(t, made[0])
	assert.Same(t, made[0], made[1])
	assert.Same(t, made[0], made[2])
	other, _, err := jobs[3].Instance()
	require.NoError(t, err)
	assert.NotSame(t, made[0], other)
	assert.InDelta(t, 2, other.Scenario.Weights.Travel, 0)
	again, _, err := jobs[0].Instance()
	require.NoError(t, err)
	assert.InDelta(t, 1, again.Scenario.Weights.Travel, 0)
}

package batch

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The shards of a batch take every result, and each only once.
func TestShardsArePartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count, results := rapid.IntRange(1, 9).Draw(t, "count"), rapid.IntRange(0, 40).Draw(t, "results")
		for i := range results {
			takers := 0
			for index := 1; index <= count; index++ {
				if (Shard{index, count}).takes(i) {
					takers++
				}
			}
			if takers != 1 {
				t.Fatalf("result %d is taken %d times by %d shards", i, takers, count)
			}
		}
	})
	assert.True(t, Shard{}.takes(7), "no shard is the whole")
}

func TestParseShard(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	slurm := env("SLURM_ARRAY_TASK_ID", "14", "SLURM_ARRAY_TASK_MIN", "10", "SLURM_ARRAY_TASK_STEP", "2", "SLURM_ARRAY_TASK_COUNT", "5")
	kubernetes := env("JOB_COMPLETION_INDEX", "0")
	for _, c := range []struct {
		text string
		env  func(string) string
		want Shard
	}{
		{"", env(), Shard{}},
		{"2/3", env(), Shard{2, 3}},
		{"auto", slurm, Shard{3, 5}}, // tasks 10, 12, 14, 16, 18
		{"auto/4", kubernetes, Shard{1, 4}},
		{"auto", env("JOB_COMPLETION_INDEX", "3", "JOB_COMPLETIONS", "4"), Shard{4, 4}},
	} {
		s, err := ParseShard(c.text, c.env)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.want, s, c.text)
	}
	for _, c := range []struct {
		text string
		env  func(string) string
		said string
	}{
		{"0/3", env(), "counted from 1"},
		{"4/3", env(), "i from 1 to n"},
		{"3", env(), "i/n"},
		{"a/b", env(), "i/n"},
		{"auto", env(), "neither SLURM_ARRAY_TASK_ID"},
		{"auto", kubernetes, "Maybe auto/n"},
		{"auto/1", env("JOB_COMPLETION_INDEX", "1"), "Maybe auto/n"},
		{"auto", env("SLURM_ARRAY_TASK_ID", "x"), "SLURM_ARRAY_TASK_ID"},
		{"auto", env("SLURM_ARRAY_TASK_ID", "3", "SLURM_ARRAY_TASK_STEP", "0"), "Slurm"},
	} {
		_, err := ParseShard(c.text, c.env)
		assert.ErrorContains(t, err, c.said, c.text)
	}
}

package batch

import (
	"fmt"
	"strconv"
	"strings"

	"polyclinic/model"
)

// Shard is one part of Count equal parts of a batch, counted from 1. The zero
// value is the whole batch.
type Shard struct{ Index, Count int }

// takes says whether the result number i is this shard's.
func (s Shard) takes(i int) bool { return s.Count <= 1 || i%s.Count == s.Index-1 }

// ParseShard reads i/n, or "auto": the place of this task in an array job of
// Slurm (SLURM_ARRAY_TASK_ID, _MIN, _COUNT, _STEP) or Kubernetes
// (JOB_COMPLETION_INDEX; how many there are is not among its variables, so
// auto/n says it, or JOB_COMPLETIONS). getenv is os.Getenv.
func ParseShard(text string, getenv func(string) string) (Shard, error) {
	if text == "" {
		return Shard{}, nil
	}
	if auto, count, _ := strings.Cut(text, "/"); auto == "auto" {
		return autoShard(count, getenv)
	}
	index, count, ok := strings.Cut(text, "/")
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(count)
	if !ok || err != nil || err2 != nil || n < 1 || i < 1 || i > n {
		maybe := ""
		if ok && err == nil && err2 == nil && i == 0 && n > 0 {
			maybe = fmt.Sprintf("1/%d is meant: shards are counted from 1", n)
		}
		return Shard{}, model.Faults{{Name: "option --shard", Value: fmt.Sprintf("is %q", text), Want: "i/n with i from 1 to n, or auto", Maybe: maybe}}
	}
	return Shard{i, n}, nil
}

func autoShard(count string, getenv func(string) string) (Shard, error) {
	number := func(name string, otherwise int) (int, error) {
		text := getenv(name)
		if text == "" {
			return otherwise, nil
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return 0, model.Faults{{Name: "environment variable " + name, Value: fmt.Sprintf("is %q", text), Want: "a whole number"}}
		}
		return n, nil
	}
	switch {
	case getenv("SLURM_ARRAY_TASK_ID") != "":
		var values [4]int
		for i, name := range []string{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT"} {
			n, err := number(name, []int{0, 0, 1, 0}[i])
			if err != nil {
				return Shard{}, err
			}
			values[i] = n
		}
		if values[2] < 1 || (values[0]-values[1])%values[2] != 0 {
			return Shard{}, notAnArray("Slurm")
		}
		return arrayShard("Slurm", (values[0]-values[1])/values[2]+1, strconv.Itoa(values[3]), count)
	case getenv("JOB_COMPLETION_INDEX") != "":
		index, err := number("JOB_COMPLETION_INDEX", 0)
		if err != nil {
			return Shard{}, err
		}
		return arrayShard("Kubernetes", index+1, getenv("JOB_COMPLETIONS"), count)
	}
	return Shard{}, model.Faults{{Name: "option --shard", Value: "is auto, but neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set",
		Want: "an array job", Maybe: "i/n is meant"}}
}

// arrayShard joins the index with the number of shards, which --shard auto/n may
// state: where a scheduler states it too, indices must fit what was asked for.
func arrayShard(scheduler string, index int, stated, asked string) (Shard, error) {
	if asked != "" {
		stated = asked
	}
	s, err := ParseShard(fmt.Sprintf("%d/%s", index, stated), nil)
	if err != nil {
		return Shard{}, notAnArray(scheduler)
	}
	return s, nil
}

func notAnArray(scheduler string) error {
	return model.Faults{{Name: "option --shard", Value: "is auto, but the variables of " + scheduler + " do not say which shard of how many this is",
		Want: "an index and a count", Maybe: "auto/n is meant, with the number of tasks"}}
}

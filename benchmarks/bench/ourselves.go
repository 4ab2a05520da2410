package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
)

// ourselves runs bench one as a process of its own, so that memory is its own
// and a crash is a result.
func ourselves(cmd *cobra.Command) func(context.Context, *runFlags, suite.Case, *results.Record) {
	words := strings.Fields(cmd.Parent().CommandPath())[1:] // "bench" within polyclinic
	return func(ctx context.Context, f *runFlags, c suite.Case, r *results.Record) {
		line, err := f.one(ctx, words, c, r)
		if err != nil {
			r.Error = err.Error()
			return
		}
		r.Objective, r.Bound, r.Base = parsed(line.Objective), parsed(line.Bound), parsed(line.Base)
		r.Solution, r.Stop = string(line.Solution), string(line.Stop)
		r.Seconds, r.Work, r.RSS, r.Trace, r.Checked = line.Seconds, line.Work, line.RSS, line.Trace, line.Checked
	}
}

func (f *runFlags) one(ctx context.Context, words []string, c suite.Case, r *results.Record) (*oneLine, error) {
	request, err := f.request(c)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	limit := time.Duration(r.Limit * float64(time.Second))
	args := append(append([]string{}, words...), "one", request.Path, "--trace", "--verify", "--family", request.Family,
		"--p", strconv.Itoa(request.P), "--index", strconv.Itoa(request.Index), "--embed", request.Embed, "--area", request.Area,
		"--time-limit", limit.String(), "--threads", strconv.Itoa(r.Threads), "--seed", strconv.FormatUint(r.Seed, 10),
		"--work-limit", strconv.FormatInt(r.WorkLimit, 10), "--without", r.Without)
	for _, s := range request.Set {
		args = append(args, "--set", s)
	}
	ctx, cancel := context.WithTimeout(ctx, limit+limit/2+30*time.Second)
	defer cancel()
	var out, fault bytes.Buffer
	process := exec.CommandContext(ctx, self, args...)
	process.Stdout, process.Stderr = &out, &fault
	failed := process.Run()
	var line oneLine
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		return nil, errors.Join(failed, fmt.Errorf("%s", lastLine(fault.String())))
	}
	return &line, nil // a status beside 0 says that there is no solution, as the line does
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

func parsed(n *json.Number) *float64 {
	if n == nil {
		return nil
	}
	return decimal(n.String())
}

// decimal is a number of a file, nil where there is none.
func decimal(text string) *float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &v
}

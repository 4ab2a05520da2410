package peers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"polyclinic/solver/facility"
)

// Outcome is what a peer knew at its end; nil: nothing. Values are the
// program's.
type Outcome struct {
	Objective, Bound *float64
	Status           string // optimal, feasible, none or infeasible
	Seconds          float64
	Megabytes        float64
	Trace            []Moment
	Answer           *facility.FileSolution // nil: none, or none that can be read
	Log              []string               // last lines
}

// Moment is one change of what a peer knew.
type Moment struct {
	Seconds          float64
	Objective, Bound *float64
}

// Run solves the program within the limit, in a folder of its own that is
// removed. The peer's seconds count reading the file, not writing it. The solution
// that it writes is read back, for the caller to check. A peer that does not stop
// by itself is stopped after a quarter of the limit again and 10 s.
func (p Peer) Run(ctx context.Context, g *facility.Program, limit time.Duration, threads int) (*Outcome, error) {
	folder, err := os.MkdirTemp("", "peer-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	model := filepath.Join(folder, "model"+p.kind.format.extension)
	if err := p.kind.format.save(model, g); err != nil {
		return nil, err
	}
	script := filepath.Join(folder, "script")
	if err := os.WriteFile(script, []byte(p.kind.script), 0o600); err != nil {
		return nil, err
	}
	answer := filepath.Join(folder, "answer")
	args := p.kind.args(task{model, script, answer, limit.Seconds(), threads})
	timed, cancel := context.WithTimeout(ctx, limit+limit/4+10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(timed, p.path, args...)
	cmd.Dir = folder
	out, err := p.watch(cmd)
	if out != nil && timed.Err() != nil && ctx.Err() == nil {
		return out, nil // stopped: what its log said before counts
	}
	if err != nil {
		return out, err
	}
	out.Answer, err = read(g, answer)
	return out, err
}

// read is the solution that the peer wrote, nil if it has none.
func read(g *facility.Program, path string) (*facility.FileSolution, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	answer, err := g.ReadSolution(file, "its solution")
	if errors.Is(err, facility.ErrNoSolution) {
		return nil, nil
	}
	return answer, err
}

// watch runs the command and reads its log as it comes.
func (p Peer) watch(cmd *exec.Cmd) (*Outcome, error) {
	out := &Outcome{Status: "none"}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = cmd.Stdout
	cmd.WaitDelay = 5 * time.Second
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	out.read(pipe, p.kind.parser(), func() float64 { return time.Since(start).Seconds() })
	err = cmd.Wait()
	out.Seconds = time.Since(start).Seconds()
	out.Megabytes = peak(cmd.ProcessState)
	out.settle()
	var ended *exec.ExitError
	if err != nil && (!errors.As(err, &ended) || out.Objective == nil && out.Bound == nil && out.Status == "none") {
		return out, fmt.Errorf("%s: %w: %s", p.Name, err, strings.Join(out.Log, " | "))
	}
	return out, nil
}

// read takes the log in; a change of what is known is a moment of the trace.
func (o *Outcome) read(log io.Reader, parse parser, now func() float64) {
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text := lines.Text()
		if strings.TrimSpace(text) != "" {
			o.Log = append(o.Log, strings.TrimSpace(text))
			o.Log = o.Log[max(0, len(o.Log)-6):]
		}
		objective, bound := o.Objective, o.Bound
		parse.line(text, o)
		if !same(objective, o.Objective) || !same(bound, o.Bound) {
			o.Trace = append(o.Trace, Moment{now(), o.Objective, o.Bound})
		}
	}
	// A line beyond the buffer ends the reading; the process must not block on it.
	io.Copy(io.Discard, log) //nolint:errcheck // nothing is left to be known
}

// settle derives the status from the values where the log did not say it.
func (o *Outcome) settle() {
	switch {
	case o.Status == "optimal" && o.Objective != nil:
		o.Bound = o.Objective
	case o.Status == "none" && o.Objective != nil:
		o.Status = "feasible"
	}
}

func same(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }

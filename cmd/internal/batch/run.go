package batch

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"polyclinic/model"
)

// Solve plans a job's instance. It must not mind being called from several
// goroutines. An error is a fault of the program; running out of time or work is
// an Answer.
type Solve func(ctx context.Context, in *model.Instance, o Options) (Answer, error)

// Runner does the jobs of a batch that are missing.
type Runner struct {
	Dir     string
	Jobs    []Job
	Shard   Shard
	Workers int
	Solve   Solve
	Clock   func() time.Time
	Observe func(Progress) // after every job, never concurrently; may be nil
}

// Progress is how far a run has come.
type Progress struct {
	Total  int // results that the shard wants
	Found  int // that were there when it began
	Done   int // that are there now
	Failed int // of those made now, without a plan
	Left   time.Duration
	Known  bool // whether Left is known
}

// Run does what is missing of the shard, and returns when all is there or ctx
// ends. A job that ctx interrupts leaves no result. The error is one of the
// disk: a job that fails is a result.
func (r *Runner) Run(ctx context.Context) (Progress, error) {
	missing, p := r.missing()
	run := &running{Runner: r, started: r.Clock(), progress: p}
	ctx, run.stop = context.WithCancel(ctx)
	defer run.stop()
	run.report()
	queue := make(chan *Job)
	var workers sync.WaitGroup
	for range max(1, r.Workers) {
		workers.Go(func() {
			for job := range queue {
				run.do(ctx, job)
			}
		})
	}
	for _, job := range missing {
		if ctx.Err() != nil {
			break
		}
		select {
		case queue <- job:
		case <-ctx.Done():
		}
	}
	close(queue)
	workers.Wait()
	tidy(r.Dir)
	return run.progress, run.err
}

// missing are the shard's jobs without a result, one a hash.
func (r *Runner) missing() ([]*Job, Progress) {
	var out []*Job
	var p Progress
	seen := map[string]bool{}
	for i := range r.Jobs {
		job := &r.Jobs[i]
		if seen[job.Hash] {
			continue
		}
		seen[job.Hash] = true
		if !r.Shard.takes(len(seen) - 1) {
			continue
		}
		p.Total++
		if done(r.Dir, job.Hash) {
			p.Found++
			continue
		}
		out = append(out, job)
	}
	p.Done = p.Found
	return out, p
}

// running is a Runner at work.
type running struct {
	*Runner
	started time.Time
	stop    context.CancelFunc

	mu       sync.Mutex
	progress Progress
	err      error // the first of the disk
}

func (r *running) do(ctx context.Context, job *Job) {
	if done(r.Dir, job.Hash) { // by another shard, meanwhile
		r.finish(false, nil)
		return
	}
	started := r.Clock()
	a := r.answer(ctx, job)
	if ctx.Err() != nil {
		return
	}
	a.Outcome.Seconds = r.Clock().Sub(started).Seconds()
	r.finish(a.Document == nil, save(r.Dir, job.Hash, a, figuresOf(a)))
}

// answer never fails: a job that does, has that for an answer.
func (r *running) answer(ctx context.Context, job *Job) (a Answer) {
	defer func() {
		if fault := recover(); fault != nil {
			a = Answer{Outcome: Outcome{Solution: "error", Reason: oneLine(fmt.Errorf("internal error: %v", fault))}}
		}
	}()
	in, _, err := job.Instance()
	if err != nil {
		return Answer{Outcome: Outcome{Solution: "invalid", Reason: oneLine(err)}}
	}
	a, err = r.Solve(ctx, in, job.Options)
	if err != nil {
		return Answer{Outcome: Outcome{Solution: "error", Reason: oneLine(err)}}
	}
	return a
}

func oneLine(err error) string { return strings.Join(strings.Split(err.Error(), "\n"), " ") }

func (r *running) finish(failed bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil {
		if r.err == nil {
			r.err = err
		}
		r.stop()
		return
	}
	r.progress.Done++
	if failed {
		r.progress.Failed++
	}
	r.report()
}

func (r *running) report() {
	p := &r.progress
	if made := p.Done - p.Found; made > 0 {
		p.Left, p.Known = r.Clock().Sub(r.started)/time.Duration(made)*time.Duration(p.Total-p.Done), true
	}
	if r.Observe != nil {
		r.Observe(*p)
	}
}

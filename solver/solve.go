package solver

import (
	"context"
	"errors"

	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

var errTimeUp = errors.New("solver: time is up")

// Solve finds the best solution of a problem that it can and the best bound
// that it can prove within the limits. The error is a broken promise of a
// method; running out of time or work is not an error.
func Solve(ctx context.Context, p *facility.Problem, opt Options) (*Result, error) {
	if opt.TimeLimit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, opt.TimeLimit, errTimeUp)
		defer cancel()
	}
	start, warm := opt.Start, opt.Warm
	if opt.Late {
		opt.Start, opt.Warm = nil, nil
	}
	r := &run{problem: p, opt: opt, ctx: ctx, treeArcs: wholeArcs}
	r.best = search.NewIncumbent(p, r.observe)
	if r.conflict = facility.Impossible(p); len(r.conflict) > 0 {
		r.deny(nil)
		return &Result{Status: Infeasible, Stop: Proved, Conflict: r.conflict, Proof: r.refutation()}, nil
	}
	defer r.close()
	if err := r.portfolio(); err != nil {
		return nil, err
	}
	if opt.Late {
		r.late(start, warm)
	}
	return r.result()
}

func (r *run) close() {
	if r.tree != nil {
		r.tree.tree.Close()
	}
	if r.regional != nil {
		r.regional.close()
	}
}

func (r *run) observe(e search.Event) {
	if r.opt.Observe == nil {
		return
	}
	r.opt.Observe(Event{Event: e, Work: r.work})
}

func (r *run) result() (*Result, error) {
	if err := r.best.Err(); err != nil {
		return nil, err
	}
	out := &Result{Status: None, Stop: r.cause, Work: r.work, Rounds: r.rounds, Methods: r.best.Tallies(), Warm: r.warm()}
	s, cost, ok := r.best.Best()
	if ok {
		out.Solution, out.Cost, out.Status = s, cost, Feasible
	}
	if bound, by := r.best.Bound(); bound != search.NoBound {
		out.Bound, out.BoundBy, out.HasBound = bound, by, true
	}
	out.Proof = r.certificate()
	if r.infeasible {
		out.Status, out.Beyond, out.Proof = Infeasible, r.beyond, r.refutation()
	}
	if r.best.Closed() {
		out.Status = Optimal
	}
	return out, nil
}

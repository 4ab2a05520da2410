package bench

import (
	"context"
	"time"

	"polyclinic/benchmarks/peers"
	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
	"polyclinic/solver/facility"
)

// other runs a peer on the exported program, with the implied rows, and checks the
// solution that it writes.
func other(p peers.Peer) func(context.Context, *runFlags, suite.Case, *results.Record) {
	return func(ctx context.Context, f *runFlags, c suite.Case, r *results.Record) {
		in, err := f.read(c)
		if err != nil {
			r.Error = err.Error()
			return
		}
		program := facility.NewProgram(in.Problem, facility.ProgramOptions{})
		out, err := p.Run(ctx, program, time.Duration(r.Limit*float64(time.Second)), r.Threads)
		if err != nil {
			r.Error = err.Error()
		}
		if out == nil {
			return
		}
		if err == nil && out.Answer != nil && out.Objective != nil {
			r.Checked = results.ByDefinition
			cost, err := reprice(in.Problem, out.Answer.Solution, *out.Objective)
			if err != nil {
				r.Checked, r.Error = "", err.Error()
			} else {
				out.Objective = &cost
				if in.Uncontrollable != nil {
					base := float64(in.Uncontrollable(out.Answer.Solution)) / float64(in.Scale)
					r.Base = &base
				}
			}
		}
		scale := float64(in.Scale)
		r.Objective, r.Bound = scaled(out.Objective, scale), scaled(out.Bound, scale)
		r.Solution, r.Seconds, r.RSS = out.Status, out.Seconds, out.Megabytes
		r.Stop = "time"
		if out.Status == "optimal" || out.Status == "infeasible" {
			r.Stop = "proved"
		}
		for _, m := range out.Trace {
			r.Trace = append(r.Trace, results.Point{Seconds: m.Seconds, Objective: scaled(m.Objective, scale), Bound: scaled(m.Bound, scale)})
		}
	}
}

func (f *runFlags) read(c suite.Case) (*suite.Instance, error) {
	request, err := f.request(c)
	if err != nil {
		return nil, err
	}
	return suite.Read(request)
}

func scaled(v *float64, scale float64) *float64 {
	if v == nil {
		return nil
	}
	w := *v / scale
	return &w
}

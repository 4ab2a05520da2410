package main

import (
	"bytes"
	"context"
	"math"
	"strings"
	"time"

	"polyclinic/cmd/internal/batch"
	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// batchSolver plans the scenarios of a batch as the solve command plans one.
type batchSolver struct{ threads int }

func (b batchSolver) solve(ctx context.Context, in *model.Instance, o batch.Options) (batch.Answer, error) {
	flags := &solveFlags{timeLimit: o.TimeLimit, workLimit: o.WorkLimit, gap: o.Gap, threads: b.threads, seed: o.Seed, method: portfolio}
	history := &trace{started: time.Now()}
	problem, m := plan.Formulate(in)
	options := flags.options()
	options.Uncontrollable = uncontrollable(m)
	options.Observe = history.observe
	result, err := solver.Solve(ctx, problem, options)
	if err != nil {
		return batch.Answer{}, err
	}
	if result.Status == solver.Infeasible || result.Solution.IsZero() {
		return batch.Answer{Outcome: noPlan(m, result)}, nil
	}
	p := m.Interpret(result.Solution)
	s := report.NewSummary(in, p, outcomeOf(result))
	if err := agree(s, result); err != nil {
		return batch.Answer{}, err
	}
	return batch.Answer{Document: newDocument(s, result, flags, history), Equity: equityOf(in, p), OutpatientMinutes: answers.FiguresOf(in, p).OutpatientMinutes}, nil
}

func equityOf(in *model.Instance, p *model.Plan) *model.Decimal {
	minutes, ok := model.Equity(in, p)
	if !ok {
		return nil
	}
	figure := model.Decimal(math.Round(minutes*1e6) / 1e6)
	return &figure
}

// inOneLine puts lines into one: after a full stop or a colon they follow as they
// are, else after a semicolon.
func inOneLine(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		switch said := out.String(); {
		case said == "" || line == "":
		case strings.HasSuffix(said, ".") || strings.HasSuffix(said, ":"):
			out.WriteByte(' ')
		default:
			out.WriteString("; ")
		}
		out.WriteString(line)
	}
	return out.String()
}

// noPlan is why there is no plan.
func noPlan(m *plan.Map, r *solver.Result) batch.Outcome {
	out := batch.Outcome{Solution: string(r.Status), Stop: string(r.Stop), Work: r.Work}
	if r.Status == solver.Infeasible {
		var words bytes.Buffer
		explainConflict(&words, m, r)
		out.Reason = inOneLine(words.String())
		return out
	}
	out.Reason = "no plan was found: " + report.StopReason(string(r.Stop))
	if r.HasBound {
		bound := model.Pence(r.Bound)
		out.Bound = &bound
	}
	return out
}

package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

type solveCommand struct {
	scenarioFlags
	solveFlags
	start       string
	out         string
	certificate string
}

func newSolve() *cobra.Command {
	c := &solveCommand{}
	cmd := &cobra.Command{
		Use:   "solve [INSTANCE]",
		Short: "Find a plan, and prove how much better any other could be",
		Long: `Solve finds the cheapest plan it can within the limits, proves how much cheaper
any other could be, checks the plan and writes it to a folder.

The gap table on standard error shows both sides closing in. The first Ctrl-C
stops and writes the best plan so far; the second quits.`,
		Example: "  polyclinic solve london-2008 --time-limit 10s -o plan\n" +
			"  polyclinic solve --scenario sceptical --set rules.range.merged=2 --time-limit 10s -o plan",
		Args: arguments(0, 1, "at most one INSTANCE"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, first(args, 0, defaultInstance)) },
	}
	flags := cmd.Flags()
	c.scenarioFlags.register(flags)
	c.solveFlags.register(flags)
	flags.StringVar(&c.start, "start", "", "begin from this `PLAN`: a hint, mended where it breaks a rule")
	flags.StringVarP(&c.out, "out", "o", "plan", "folder `DIR` for the plan")
	flags.StringVar(&c.certificate, "certificate", "", "write the proof to this `FILE`, compressed if its name ends in .gz")
	return cmd
}

func (c *solveCommand) run(cmd *cobra.Command, instance string) error {
	if err := c.solveFlags.check(cmd.Flags()); err != nil {
		return err
	}
	if err := checkFolder(c.out); err != nil {
		return err
	}
	if err := checkCertificate(c.certificate); err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	in, err := c.compile(instance, log)
	if err != nil {
		return err
	}
	history := &trace{started: time.Now()}
	_, m := plan.Formulate(in)
	if !c.timeGiven && c.workLimit == 0 {
		log.note("no limit was given: stopping after %v, or at a gap of %s", defaultTime, report.Percent(c.gap))
	}
	result, err := c.solve(cmd.Context(), m, log, history)
	if err != nil {
		return err
	}
	return c.finish(cmd.Context(), cmd.OutOrStdout(), m, result, history)
}

// compile reads the instance and lays the changes of the command line over it.
func (c *solveCommand) compile(instance string, log *notes) (*model.Instance, error) {
	d, err := c.open(instance, log)
	if err != nil {
		return nil, err
	}
	return c.scenarioFlags.compile(d, log)
}

func (c *solveCommand) solve(ctx context.Context, m *plan.Map, log *notes, history *trace) (*solver.Result, error) {
	effort := c.effort(log, history)
	from, err := c.begin(ctx, m, effort, log)
	if err != nil {
		return nil, err
	}
	if p := log.progress(c.workLimit == 0); p != nil {
		from.effort = shown(from.effort, p)
		defer p.close()
	}
	options := from.effort(m)
	options.Certify = c.certificate != ""
	options.Start, options.Warm = from.solution, from.warm
	result, err := solver.Solve(ctx, m.Problem, options)
	if err == nil {
		result.Work += from.work
	}
	return result, err
}

// finish turns a result into files, a summary and an exit status.
func (c *solveCommand) finish(ctx context.Context, stdout io.Writer, m *plan.Map, result *solver.Result, history *trace) error {
	if result.Status == solver.Infeasible {
		explainConflict(stdout, m, result)
		if c.certificate != "" {
			if err := writeCertificate(stdout, c.certificate, m, result); err != nil {
				return err
			}
		}
		return &status{code: exitInfeasible}
	}
	if result.Solution.IsZero() {
		fmt.Fprintf(stdout, "No plan was found (%s). Nothing was written.\n", report.StopReason(string(result.Stop)))
		if result.Stop == solver.Cancelled && ctx.Err() != nil {
			return &status{code: exitInterrupted}
		}
		return &status{code: exitNothing}
	}
	s := report.NewSummary(m.Instance(), m.Interpret(result.Solution), outcomeOf(result))
	if err := agree(s, result); err != nil {
		return err
	}
	files := planFiles(m.Instance(), newDocument(s, result, &c.solveFlags, history), result.Warm)
	if err := writeFolder(c.out, files, planFolderFiles...); err != nil {
		return fmt.Errorf("the plan could not be written: %w", err)
	}
	if err := s.Text(stdout); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\nStopped: %s. Written to %s: %s\n", report.StopReason(string(result.Stop)), c.out, fileNames(files))
	if c.certificate != "" {
		return writeCertificate(stdout, c.certificate, m, result)
	}
	return nil
}

// agree holds the solver's word to the definitions: no plan leaves the program
// that the model rejects or prices otherwise.
func agree(s *report.Summary, result *solver.Result) error {
	if !s.Verdict.Feasible() {
		return fmt.Errorf("the solver's plan breaks a rule: %v", s.Verdict.Violations[0])
	}
	if int64(s.Accounts.Objective) != result.Cost {
		return fmt.Errorf("the solver prices its plan at %d, the model at %d pence", result.Cost, s.Accounts.Objective)
	}
	return nil
}

func outcomeOf(r *solver.Result) report.Outcome {
	return report.Outcome{Optimal: r.Status == solver.Optimal, Bound: model.Pence(r.Bound), HasBound: r.HasBound}
}

// uncontrollable is the outpatients part of a solution's objective.
func uncontrollable(m *plan.Map) func(facility.Solution) int64 {
	in := m.Instance()
	return func(s facility.Solution) int64 {
		total := int64(0)
		for _, arc := range s.Arc {
			if arc < 0 {
				continue
			}
			for _, a := range m.Arcs(arc) {
				total += int64(in.Parts(&a)[model.Outpatients])
			}
		}
		return total
	}
}

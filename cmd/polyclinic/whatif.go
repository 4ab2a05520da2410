package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

type whatifCommand struct {
	scenarioFlags
	solveFlags
	instance string
	unlock   []string
	out      string
}

func newWhatif() *cobra.Command {
	c := &whatifCommand{}
	cmd := &cobra.Command{
		Use:   "whatif PLAN",
		Short: "Change a plan's rules, locks, costs or weights and see what changes",
		Long: `Whatif lays changes over the scenario of a plan, solves again from the plan and
prints what changes: sites, practices, patients, money, travel, area by area, and
what is proven of the new plan. Where the old plan still keeps the rules, the new
one is no dearer. The rule stability keeps near PLAN, if no other reference is named.
Where an instance is small, the old solve was too short to get to areas, or weights or
costs change and there is as much work as before, it is solved from nothing, with all
of the limits, and what the old solve knew is added: the new plan is no dearer than
one solved from nothing. With -o the new plan is written to a folder.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic whatif plan --set rules.range.merged=3 --time-limit 10s\n" +
			"  polyclinic whatif plan --lock \"site TAKS02 forbidden\" --time-limit 10s -o without",
		Args: arguments(1, 1, "one PLAN"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	c.scenarioFlags.register(flags)
	c.solveFlags.register(flags)
	registerInstance(flags, &c.instance)
	flags.StringArrayVar(&c.unlock, "unlock", nil, "take this `LOCK` of the plan's scenario away; may be repeated")
	flags.StringVarP(&c.out, "out", "o", "", "folder `DIR` for the new plan; none: it is not written")
	return cmd
}

// registerInstance adds the flag of commands that take a PLAN.
func registerInstance(flags *pflag.FlagSet, instance *string) {
	flags.StringVar(instance, "instance", "", "the `INSTANCE` of the plan; without it the built-in one that the plan names")
}

func (c *whatifCommand) run(cmd *cobra.Command, path string) error {
	if err := c.solveFlags.check(cmd.Flags()); err != nil {
		return err
	}
	if len(c.files)+len(c.set)+len(c.locks)+len(c.unlock) == 0 {
		return usage("whatif has nothing to change, want --set, --lock, --unlock or --scenario; see polyclinic whatif --help.")
	}
	if c.out != "" {
		if err := checkFolder(c.out); err != nil {
			return err
		}
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	old, err := openSolved(path, c.instance)
	if err != nil {
		return err
	}
	after, err := c.after(old, path, log)
	if err != nil {
		return err
	}
	start, faults := old.document.Plan(after)
	if dropped := repair(after, start) + len(faults); dropped > 0 {
		log.note("start: %s of the plan do not fit the changed scenario and begin as they are", report.Plural(dropped, "place", "places"))
	}
	warm, reason := readWarm(old.dir, after.SHA256)
	if reason != "" {
		log.note("start: %s", reason)
	}
	history := &trace{started: time.Now()}
	effort, done := c.effort(log, history), func() {}
	if p := log.progress(c.workLimit == 0); p != nil {
		effort, done = shown(effort, p), p.close
	}
	change, err := answers.WhatIf(cmd.Context(), old.Solved, after, start, warm, effort)
	done()
	if err != nil {
		return err
	}
	return c.finish(cmd, change, history)
}

// after is the instance under the plan's scenario with the changes laid over it.
func (c *whatifCommand) after(old *solvedPlan, path string, log *notes) (*model.Instance, error) {
	kept := old.document.Scenario
	kept.Locks = nil
	for _, lock := range old.document.Scenario.Locks {
		if !slices.Contains(c.unlock, lock) {
			kept.Locks = append(kept.Locks, lock)
		}
	}
	for _, lock := range c.unlock {
		if !slices.Contains(old.document.Scenario.Locks, lock) {
			return nil, usage("the plan's scenario has no lock %q.%s", lock, maybe(lock, old.document.Scenario.Locks))
		}
	}
	overlays, err := c.scenarioFlags.overlays(old.data)
	if err != nil {
		return nil, err
	}
	overlays, err = keepNear(path, kept, overlays, old.data)
	if err != nil {
		return nil, err
	}
	return compileOver(old.data, kept, overlays, log)
}

// keepNear makes the plan itself the reference of the rule stability, where
// changes turn the rule on and name none.
func keepNear(path string, kept model.Scenario, overlays []model.Overlay, data *model.Data) ([]model.Overlay, error) {
	base, err := baseOf(kept)
	if err != nil {
		return nil, err
	}
	own := *data
	own.Base = model.Overlay{}
	s, _, err := model.Resolve(&own, append([]model.Overlay{base}, overlays...)...)
	if err != nil {
		return nil, err
	}
	if s.Rules.Stability.State != model.Off && s.Reference == "" {
		overlays = append(overlays, model.Overlay{Text: fmt.Appendf(nil, "reference: %q\n", path)})
	}
	return overlays, nil
}

// effort is what the flags ask for, with progress on standard error.
func (s *solveFlags) effort(log *notes, history *trace) answers.Effort {
	return func(m *plan.Map) solver.Options {
		o := s.options()
		o.Uncontrollable = uncontrollable(m)
		if history != nil {
			o.Observe = history.observe
		}
		return o
	}
}

// shown is an effort whose progress is shown too.
func shown(effort answers.Effort, p *progress) answers.Effort {
	return func(m *plan.Map) solver.Options {
		o := effort(m)
		o.Observe = p.after(o.Observe)
		return o
	}
}

func (c *whatifCommand) finish(cmd *cobra.Command, change *answers.Change, history *trace) error {
	stdout, after := cmd.OutOrStdout(), change.After
	if after.Impossible() {
		explainConflict(stdout, after.Map, after.Result)
		return &status{code: exitInfeasible}
	}
	if after.Plan == nil {
		fmt.Fprintf(stdout, "No plan was found under the changed scenario (%s).\n", report.StopReason(string(after.Stop)))
		if after.Stop == solver.Cancelled {
			return &status{code: exitInterrupted}
		}
		return &status{code: exitNothing}
	}
	if err := report.Change(stdout, change); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\nStopped: %s.", report.StopReason(string(after.Stop)))
	defer fmt.Fprintln(stdout)
	if c.out == "" {
		return nil
	}
	result := *after.Result
	result.Status = after.Status
	result.Bound, result.HasBound = int64(after.Bound), after.HasBound
	s := report.NewSummary(after.In, after.Plan, outcomeOf(&result))
	files := planFiles(after.In, newDocument(s, &result, &c.solveFlags, history), result.Warm)
	if err := writeFolder(c.out, files, planFolderFiles...); err != nil {
		return fmt.Errorf("the plan could not be written: %w", err)
	}
	fmt.Fprintf(stdout, " Written to %s: %s", c.out, fileNames(files))
	return nil
}

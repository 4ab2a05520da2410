package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

type frontierCommand struct {
	scenarioFlags
	solveFlags
	axes   []string
	points int
	refine int
	out    string
}

// Where nobody says: levels of an axis, and further points between them.
const (
	frontierPoints = 6
	frontierRefine = 2
)

func newFrontier() *cobra.Command {
	c := &frontierCommand{}
	cmd := &cobra.Command{
		Use:   "frontier [INSTANCE]",
		Short: "Trade cost against travel, continuity, sites, capital or outpatients",
		Long: `Frontier finds the efficient plans between the best on each of two or three axes:
plans that can be better on one only by being worse on another. Cost, where it is
an axis, is minimised at every level of the others; else the first axis is, and
then cost among its best plans. Every point is a plan with what is proven of it.

` + axesHelp() + `

First each axis is moved as far as it goes; then its range, from its value in the
cheapest plan to its best, is cut into --points levels, and with two axes --refine
points more halve the widest steps. The limits hold for each solve: there is one
for every axis and one for every level or pair of levels.
DIR gets frontier.json, frontier.csv, with two axes frontier.svg, and
points/NAME/plan.json. A second run with the same DIR and options does only what
is missing.`,
		Example: "  polyclinic frontier --axes cost,travel --points 3 --refine 1 --time-limit 20s -o frontier\n" +
			"  polyclinic frontier london-2008 --axes cost,sites,continuity --points 2 --time-limit 10s -o three",
		Args: arguments(0, 1, "at most one INSTANCE"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, first(args, 0, defaultInstance)) },
	}
	flags := cmd.Flags()
	c.scenarioFlags.register(flags)
	c.solveFlags.register(flags)
	flags.StringSliceVar(&c.axes, "axes", []string{answers.CostAxis, "travel"}, "two or three `AXES`: "+strings.Join(answers.AxisNames(), ", "))
	flags.IntVar(&c.points, "points", frontierPoints, "`N` levels of every axis but the first, ends included")
	flags.IntVar(&c.refine, "refine", frontierRefine, "with two axes, put `N` more points where the steps are widest")
	flags.StringVarP(&c.out, "out", "o", "frontier", "folder `DIR` for the points; what is there is not solved again")
	return cmd
}

// axesHelp lists the axes with what they count.
func axesHelp() string {
	var lines []string
	for _, a := range answers.Axes() {
		lines = append(lines, fmt.Sprintf("  %-12s %s", a.Name, a.About))
	}
	return strings.Join(lines, "\n")
}

func (c *frontierCommand) run(cmd *cobra.Command, instance string) error {
	if err := c.check(cmd.Flags(), c.faults()...); err != nil {
		return err
	}
	if err := checkFolder(c.out); err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	s, compile, err := c.scenarioFlags.compilerOf(instance, log)
	if err != nil {
		return err
	}
	keep := &pointFolder{dir: c.out, flags: &c.solveFlags, log: log}
	q := answers.FrontierQuestion{Scenario: s, Axes: c.axes, Levels: c.points, Refine: c.refine}
	if err := keep.claim(q, compile); err != nil {
		return err
	}
	log.note("up to %s, each %s", report.Plural(c.solves(), "solve", "solves"), c.limit())
	f, err := answers.TraceFrontier(cmd.Context(), q, compile, c.effort(log, nil), keep)
	switch {
	case errors.Is(err, context.Canceled):
		return &status{exitInterrupted, fmt.Errorf("interrupted: %s in %s; run the same command again to go on", report.Plural(keep.saved+keep.found, "answer is", "answers are"), c.out)}
	case err != nil:
		return err
	}
	return c.finish(cmd, f, keep)
}

// solves is the greatest number of solves that are not kept yet.
func (c *frontierCommand) solves() int {
	points := c.points + c.refine
	if len(c.axes) > 2 {
		points = c.points * c.points
	}
	each := 1
	if !slices.Contains(c.axes, answers.CostAxis) {
		each = 2 // the first axis, then cost
	}
	return each*points + len(c.axes) - 1
}

// limit says when each solve stops.
func (s *solveFlags) limit() string {
	var out []string
	if s.timeLimit > 0 {
		out = append(out, s.timeLimit.String())
	}
	if s.workLimit > 0 {
		out = append(out, report.Short(s.workLimit)+" units of work")
	}
	if len(out) == 0 {
		return "until a gap of " + report.Percent(s.gap)
	}
	return "at most " + strings.Join(out, " or ") + ", less at a gap of " + report.Percent(s.gap)
}

// faults are what is wrong with the options beside those of every solve.
func (c *frontierCommand) faults() (out []model.Fault) {
	fault := func(name, value, want, maybe string) {
		x := optionFault(name, value, want)
		x.Maybe = maybe
		out = append(out, x)
	}
	if n := len(c.axes); n < 2 || n > 3 {
		fault("axes", fmt.Sprintf("names %s", report.Plural(n, "axis", "axes")), "two or three of "+strings.Join(answers.AxisNames(), ", "), "")
	}
	for i, a := range c.axes {
		switch {
		case !slices.Contains(answers.AxisNames(), a):
			near := nearest(a, answers.AxisNames())
			if near != "" {
				near += " was meant"
			}
			fault("axes", fmt.Sprintf("names %q", a), "one of "+strings.Join(answers.AxisNames(), ", "), near)
		case slices.Contains(c.axes[:i], a):
			fault("axes", fmt.Sprintf("names %q twice", a), "each axis once", "")
		}
	}
	if slices.Contains(c.axes, "continuity") && slices.Contains(c.axes, "moved") {
		fault("axes", "names continuity and moved", "one of them: both are limits of the rule continuity", "")
	}
	if c.points < 2 {
		fault("points", fmt.Sprintf("is %d", c.points), "2 or more", "")
	}
	if c.refine < 0 {
		fault("refine", fmt.Sprintf("is %d", c.refine), "0 or more", "")
	}
	return out
}

// finish writes the files and the table.
func (c *frontierCommand) finish(cmd *cobra.Command, f *answers.Frontier, keep *pointFolder) error {
	stdout := cmd.OutOrStdout()
	if free := f.Points[0]; free.Plan == nil {
		if free.Status == solver.Infeasible {
			fmt.Fprintln(stdout, "No plan exists, with or without limits: polyclinic explain says why.")
			return &status{code: exitInfeasible}
		}
		fmt.Fprintf(stdout, "No plan was found (%s), so there is nothing to trade.\n", report.StopReason(string(free.Stop)))
		return &status{code: exitNothing}
	}
	d := newFrontierDocument(f, keep)
	files := d.files(f)
	if err := writeFolder(c.out, files, "frontier.csv", "frontier.svg"); err != nil {
		return fmt.Errorf("the frontier could not be written: %w", err)
	}
	if err := report.Frontier(stdout, f); err != nil {
		return err
	}
	if keep.found > 0 {
		fmt.Fprintf(stdout, "\n%s already there.", report.Plural(keep.found, "answer was", "answers were"))
	}
	fmt.Fprintf(stdout, "\nWritten to %s: %s, points/NAME/plan.json\n", c.out, fileNames(files))
	return nil
}

// compilerOf resolves the scenario of an instance with the changes of the command
// line, and compiles others over the same data.
func (s *scenarioFlags) compilerOf(instance string, log *notes) (model.Scenario, answers.Compile, error) {
	data, err := s.open(instance, log)
	if err != nil {
		return model.Scenario{}, nil, err
	}
	overlays, err := s.overlays(data)
	if err != nil {
		return model.Scenario{}, nil, err
	}
	if err := readReference(data, overlays...); err != nil {
		return model.Scenario{}, nil, err
	}
	whole, warnings, err := model.Resolve(data, overlays...)
	log.warn(warnings)
	if err != nil {
		return model.Scenario{}, nil, err
	}
	compile, err := compilerFor(data)
	return whole, compile, err
}

// compilerFor compiles whole scenarios over data; the instances are the data's by
// hash.
func compilerFor(data *model.Data) (answers.Compile, error) {
	over, err := compiler(data, data.Reference)
	if err != nil {
		return nil, err
	}
	hash := data.Hash()
	return func(s model.Scenario, set ...string) (*model.Instance, error) {
		in, err := over(s, set...)
		if in != nil {
			in.SHA256 = hash
		}
		return in, err
	}, nil
}

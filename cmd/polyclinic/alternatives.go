package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
)

type alternativesCommand struct {
	solveFlags
	instance    string
	count       int
	within      float64
	differ      float64
	differSites int
	out         string
}

// What is asked for where nobody says.
const (
	alternativesCount = 3
	defaultWithin     = 0.01
	defaultDiffer     = 0.1
)

func newAlternatives() *cobra.Command {
	c := &alternativesCommand{}
	cmd := &cobra.Command{
		Use:   "alternatives PLAN",
		Short: "Find near-best plans that really differ",
		Long: `Alternatives looks for plans under the rules of PLAN that cost at most --within
more and differ from it, and from each other: a share of --differ of all practices
has another site or model, or of its open sites --differ-sites are closed or open
under another model, or both. Each is the cheapest that was found, with what is
proven: no plan that differs so from all before it costs less.

Where there is none within the cost, that is said, and whether it is proven. DIR
gets alternatives.json, alternatives.csv and alternative-N/plan.json; compare sets
them side by side. The limits hold for each search. A second run with the same
plan, DIR and options does only what is missing; --count may be another.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic alternatives plan --count 2 --within 0.05 --differ-sites 10 --time-limit 20s -o others\n" +
			"  polyclinic compare plan others/alternative-1",
		Args: arguments(1, 1, "one PLAN"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	c.solveFlags.register(flags)
	registerInstance(flags, &c.instance)
	flags.IntVar(&c.count, "count", alternativesCount, "look for `K` plans")
	flags.Float64Var(&c.within, "within", defaultWithin, "they cost at most this `SHARE` of the plan's objective more")
	flags.Float64Var(&c.differ, "differ", defaultDiffer, "this `SHARE` of the practices has another site or model; without effect beside --differ-sites unless given too")
	flags.IntVar(&c.differSites, "differ-sites", 0, "`N` open sites of every earlier plan are closed, or open under another model")
	flags.StringVarP(&c.out, "out", "o", "alternatives", "folder `DIR` for the plans; what is there is not searched again")
	return cmd
}

func (c *alternativesCommand) run(cmd *cobra.Command, path string) error {
	if err := c.check(cmd.Flags(), c.faults()...); err != nil {
		return err
	}
	if err := checkFolder(c.out); err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	base, err := openSolved(path, c.instance)
	if err != nil {
		return err
	}
	q := answers.AlternativesQuestion{Count: c.count, Most: answers.MostExpensive(base.Objective, c.within), Sites: c.differSites}
	if c.differSites == 0 || cmd.Flags().Changed("differ") {
		q.Practices = answers.LeastDifferent(c.differ, base.In.NumPractices())
	}
	if n := len(base.Plan.Sites); q.Sites > n {
		return usage("option --differ-sites is %d, but the plan has %s, want at most that.", q.Sites, report.Plural(n, "open site", "open sites"))
	}
	keep, err := c.searches(base, q)
	if err != nil {
		return err
	}
	found, err := answers.FindAlternatives(cmd.Context(), base.Solved, q, c.effort(log, nil), &notedSearches{keep, log, q.Most})
	if err != nil {
		return keep.changed(err)
	}
	return c.finish(cmd, base, found, keep)
}

// faults are what is wrong with the options beside those of every solve.
func (c *alternativesCommand) faults() (out []model.Fault) {
	fault := func(name string, value any, want string) {
		out = append(out, optionFault(name, fmt.Sprintf("is %v", value), want))
	}
	if c.count < 1 {
		fault("count", c.count, "1 or more")
	}
	if !(c.within >= 0) {
		fault("within", c.within, "a share from 0")
	}
	if !(c.differ > 0 && c.differ <= 1) {
		fault("differ", c.differ, "a share from more than 0 to 1")
	}
	if c.differSites < 0 {
		fault("differ-sites", c.differSites, "0 or more")
	}
	return out
}

func alternativeName(n int) string { return fmt.Sprintf("alternative-%d", n) }

// finish writes the lists, the table, and what is known of the plans that are
// missing.
func (c *alternativesCommand) finish(cmd *cobra.Command, base *solvedPlan, found *answers.Alternatives, keep *searchFolder) error {
	stdout := cmd.OutOrStdout()
	if err := c.write(base, found, keep); err != nil {
		return fmt.Errorf("the alternatives could not be written: %w", err)
	}
	if err := report.Alternatives(stdout, found, alternativeName); err != nil {
		return err
	}
	interrupted := cmd.Context().Err() != nil
	if again := keep.again(interrupted); again != "" {
		fmt.Fprintf(stdout, "\n%s\n", again)
	}
	if len(found.Found) > 0 {
		fmt.Fprintf(stdout, "\nWritten to %s: alternatives.csv, alternatives.json, alternative-N/plan.json\n", c.out)
	}
	switch {
	case interrupted:
		return &status{code: exitInterrupted}
	case len(found.Found) > 0:
		return nil
	case found.NoneExists():
		return &status{code: exitInfeasible}
	}
	return &status{code: exitNothing}
}

// write puts the lists beside the plans, and the plan of a search that was
// interrupted too. Folders that an earlier run left beyond the last are removed.
func (c *alternativesCommand) write(base *solvedPlan, found *answers.Alternatives, keep *searchFolder) error {
	if len(found.Found) == 0 {
		return nil
	}
	for i, a := range found.Found {
		name := alternativeName(i + 1)
		if keep.kept[name] != "" {
			continue
		}
		files := keep.planFiles(base.In, &answers.Kept{Plan: a.Plan, Stop: a.Stop, Work: a.Work})
		if err := writeNewFolder(filepath.Join(c.out, name), files); err != nil {
			return err
		}
	}
	for n := len(found.Found) + 1; ; n++ {
		dir := filepath.Join(c.out, alternativeName(n))
		if _, err := os.Stat(filepath.Join(dir, planFile)); err != nil {
			break
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	d := newAlternativesDocument(base, found)
	return writeFolder(c.out, []newFile{
		{"alternatives.csv", func(w io.Writer) error { return d.csv(w) }},
		{alternativesFile, func(w io.Writer) error { return encodeJSON(w, d) }},
	})
}

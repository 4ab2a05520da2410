package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

type uncertainCommand struct {
	scenarioFlags
	solveFlags
	cases        []string
	weights      []int64
	alternatives int
	out          string
}

// balances is how many plans that balance the regrets are tried.
const balances = 3

// alternativesTried is how many plans beside the best ones are tried where nobody
// says.
const alternativesTried = 2

func newUncertain() *cobra.Command {
	c := &uncertainCommand{}
	cmd := &cobra.Command{
		Use:   "uncertain [INSTANCE]",
		Short: "Find one plan for costs that nobody knows: low, central and high",
		Long: `Uncertain looks for one plan that is good whichever of several cases of costs turns
out to be true: the plan of least expected cost, and, of all plans that were tried,
the one of least greatest regret. Regret is what a plan costs more in a case than
the best plan for that case alone; as that is known between a bound and a plan,
regret is known from one sum to another.

Without --case the cases are low, central and high: every cost of the table of
defaults at the end of its range where polyclinics cost less, as the scenario has
it, and at the other end. A case of your own is a scenario file over the others; it
may change costs, weights, prices and limits of sums, but not who may go where.

Tried are the best plan of every case, the plan of least expected cost, up to three
under weights that balance the regrets, and --alternatives near-best plans that
differ in a tenth of the practices. The limits hold for each solve. DIR gets
uncertain.json, uncertain.csv, expected/plan.json and least-regret/plan.json, and
all that were tried in plans/NAME/plan.json, under the scenario without a case. A
second run with the same DIR and options does only what is missing.`,
		Example: "  polyclinic uncertain --time-limit 15s -o robust\n" +
			"  polyclinic uncertain london-2008 --case framework-2007 --case sceptical --weights 1,2 --alternatives 0 --time-limit 15s -o by-cases",
		Args: arguments(0, 1, "at most one INSTANCE"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, first(args, 0, defaultInstance)) },
	}
	flags := cmd.Flags()
	c.scenarioFlags.register(flags)
	c.solveFlags.register(flags)
	flags.StringArrayVar(&c.cases, "case", nil, "scenario `FILE` or preset that is one case; may be repeated; none: low, central and high")
	flags.Int64SliceVar(&c.weights, "weights", nil, "how likely each case is, whole `NUMBERS` in the order of the cases; none: all alike")
	flags.IntVar(&c.alternatives, "alternatives", alternativesTried, "try `N` near-best plans that differ")
	flags.StringVarP(&c.out, "out", "o", "uncertain", "folder `DIR` for the plans; what is there is not solved again")
	return cmd
}

func (c *uncertainCommand) run(cmd *cobra.Command, instance string) error {
	if err := c.check(cmd.Flags(), c.faults()...); err != nil {
		return err
	}
	if err := checkFolder(c.out); err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	base, cases, err := c.compile(instance, log)
	if err != nil {
		return err
	}
	log.note("up to %s, each %s", report.Plural(len(cases)+1+balances+c.alternatives, "solve", "solves"), c.limit())
	keep, err := c.searches(base, cases)
	if err != nil {
		return err
	}
	u, err := answers.PlanForCases(cmd.Context(), cases, answers.UncertainOptions{
		Effort: c.effort(log, nil), Alternatives: c.alternatives, Tilts: balances, Memory: keep,
		Observe: func(x *answers.Candidate) { log.note("%s", report.CandidateLine(x, cases)) },
	})
	var missing *answers.CaseWithoutPlan
	switch {
	case errors.As(err, &missing):
		return c.withoutPlan(cmd, missing)
	case errors.As(err, new(*answers.ChangedSearch)):
		return keep.changed(err)
	case err != nil:
		return usage("%v", err)
	}
	return c.finish(cmd, base, u, keep)
}

// faults are what is wrong with the options beside those of every solve.
func (c *uncertainCommand) faults() (out []model.Fault) {
	fault := func(name, value, want string) { out = append(out, optionFault(name, value, want)) }
	count := len(c.caseNames())
	if count < 2 {
		fault("case", "is given once", "two cases or more")
	}
	if n := len(c.weights); n > 0 && n != count {
		fault("weights", "has "+report.Plural(n, "number", "numbers"), fmt.Sprintf("one for each of the %d cases", count))
	}
	if slices.ContainsFunc(c.weights, func(w int64) bool { return w < 1 || w > greatestWeight }) {
		fault("weights", fmt.Sprintf("is %v", c.weights), fmt.Sprintf("whole numbers from 1 to %d", greatestWeight))
	}
	seen := map[string]bool{}
	for _, name := range c.caseNames() {
		if seen[name] {
			fault("case", fmt.Sprintf("names two cases %q", name), "files of different names")
		}
		seen[name] = true
	}
	if c.alternatives < 0 {
		fault("alternatives", fmt.Sprintf("is %d", c.alternatives), "0 or more")
	}
	return out
}

// greatestWeight keeps sums of costs small enough to be whole numbers.
const greatestWeight = 1000

func (c *uncertainCommand) caseNames() []string {
	if len(c.cases) == 0 {
		return []string{answers.LowCase, answers.CentralCase, answers.HighCase}
	}
	var out []string
	for _, name := range c.cases {
		name = filepath.Base(name)
		out = append(out, strings.TrimSuffix(name, filepath.Ext(name)))
	}
	return out
}

// compile makes the instance without a case, and the cases over it.
func (c *uncertainCommand) compile(instance string, log *notes) (*model.Instance, []answers.Case, error) {
	data, err := c.open(instance, log)
	if err != nil {
		return nil, nil, err
	}
	base, err := c.scenarioFlags.compile(data, log)
	if err != nil {
		return nil, nil, err
	}
	if len(data.Tiers) > 0 && len(c.cases) == 0 {
		log.note("%s of tiers.csv keep their costs in every case: the cases change the scenario's", report.Plural(len(data.Tiers), "tier", "tiers"))
	}
	quiet := &notes{out: log.out, quiet: true}
	var cases []answers.Case
	for k, name := range c.caseNames() {
		change := model.Overlay{Source: "case " + name, Set: answers.CostCases(&base.Scenario)[name]}
		if len(c.cases) > 0 {
			if change, err = overlay(c.cases[k], data); err != nil {
				return nil, nil, err
			}
		}
		in, err := compileOver(data, base.Scenario, []model.Overlay{change}, quiet)
		if err != nil {
			return nil, nil, err
		}
		weight := int64(1)
		if len(c.weights) > 0 {
			weight = c.weights[k]
		}
		cases = append(cases, answers.Case{Name: name, Weight: weight, In: in})
	}
	return base, cases, nil
}

// withoutPlan ends the command where a case has no plan.
func (c *uncertainCommand) withoutPlan(cmd *cobra.Command, missing *answers.CaseWithoutPlan) error {
	code := exitNothing
	switch {
	case missing.Impossible:
		code = exitInfeasible
	case missing.Stop == solver.Cancelled && cmd.Context().Err() != nil:
		code = exitInterrupted
	}
	if code == exitInterrupted {
		return &status{code, fmt.Errorf("interrupted: %w; run the same command again to go on", missing)}
	}
	return &status{code, missing}
}

// baseBound is what is proven of the scenario without a case: the central one is
// that. nil where there is none.
func (c *uncertainCommand) baseBound(u *answers.Uncertain) *model.Pence {
	for k := range u.Cases {
		if len(c.cases) == 0 && u.Cases[k].Name == answers.CentralCase && u.Own[k].HasLow {
			return &u.Own[k].Low
		}
	}
	return nil
}

// finish writes the two plans, the lists and the tables.
func (c *uncertainCommand) finish(cmd *cobra.Command, base *model.Instance, u *answers.Uncertain, keep *searchFolder) error {
	for _, x := range []struct {
		name string
		plan *answers.Candidate
	}{{"expected", u.Expected}, {"least-regret", u.LeastRegret}} {
		own := x.plan.Plan.Clone()
		own.Settle(base)
		if v := model.Check(base, own); !v.Feasible() {
			return usage("the plan of %s breaks a rule of the scenario without a case: %v. Maybe the cases loosen a rule.", x.name, v.Violations[0])
		}
		files := planFiles(base, plainDocument(base, own, x.plan.Stop, c.baseBound(u), &c.solveFlags, 0), nil)
		if err := writeNewFolder(filepath.Join(c.out, x.name), files); err != nil {
			return fmt.Errorf("the plans could not be written: %w", err)
		}
	}
	d, err := newUncertainDocument(base, u, keep)
	if err != nil {
		return err
	}
	if err := writeFolder(c.out, []newFile{
		{"uncertain.csv", func(w io.Writer) error { return d.csv(w) }},
		{uncertainFile, func(w io.Writer) error { return encodeJSON(w, d) }},
	}); err != nil {
		return fmt.Errorf("the plans could not be written: %w", err)
	}
	stdout := cmd.OutOrStdout()
	if err := report.Uncertain(stdout, base, u); err != nil {
		return err
	}
	if again := keep.again(cmd.Context().Err() != nil); again != "" {
		fmt.Fprintf(stdout, "\n%s\n", again)
	}
	fmt.Fprintf(stdout, "\nWritten to %s: uncertain.csv, uncertain.json, expected/plan.json, least-regret/plan.json, plans/NAME/plan.json\n", c.out)
	if cmd.Context().Err() != nil {
		return &status{code: exitInterrupted}
	}
	return nil
}

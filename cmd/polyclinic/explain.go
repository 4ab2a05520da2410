package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

type explainCommand struct {
	scenarioFlags
	solveFlags
	instance string
	whyNot   []string
	price    []string
	hosts    bool
	regret   bool
	ways     int
}

func newExplain() *cobra.Command {
	c := &explainCommand{}
	cmd := &cobra.Command{
		Use:   "explain [INSTANCE|PLAN]",
		Short: "Why impossible, why not, what a rule costs, who should host",
		Long: `Explain answers questions about a plan, or about an instance, which it then
solves first.

  --price RULE     what a rule costs, as an interval: both the plan with it and
                   the plan without it are known between a bound and a cost
  --range          what the full range costs, and which areas would host each
                   model at the least extra cost
  --regret         what every area gives up against its own choice
  --why-not WISH   what keeps a practice from a place: "P at S", "P model M" or
                   "P at S model M"

Without a question, and of an instance, it says why no plan exists: a smallest
set of rules and locks that cannot hold together, and the ways out. The limits
hold for each solve; questions about one area are solved to a proof where it is
small enough.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic explain plan --price coverage --time-limit 10s\n" +
			"  polyclinic explain plan --why-not \"TAKP002 at TAKS01\"\n" +
			"  polyclinic explain --lock \"site TAKS01 required merged\" --time-limit 10s",
		Args: arguments(0, 1, "at most one INSTANCE or PLAN"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, first(args, 0, defaultInstance)) },
	}
	flags := cmd.Flags()
	c.scenarioFlags.register(flags)
	c.solveFlags.register(flags)
	registerInstance(flags, &c.instance)
	flags.StringArrayVar(&c.price, "price", nil, "what `RULE` costs; a rule's id, locks, or the line of a lock; may be repeated")
	flags.BoolVar(&c.hosts, "range", false, "what the full range costs, and its hosts of least regret")
	flags.BoolVar(&c.regret, "regret", false, "what every area gives up")
	flags.StringArrayVar(&c.whyNot, "why-not", nil, "what keeps a practice from a place: `WISH`, such as \"P at S\"; may be repeated")
	flags.IntVar(&c.ways, "ways", defaultWays, "price at most `N` ways out of a conflict, and as many by whole rules where none of them is enough; 0: none")
	return cmd
}

// defaultWays is how many ways out of a conflict are priced.
const defaultWays = 6

func (c *explainCommand) asked() bool {
	return len(c.price)+len(c.whyNot) > 0 || c.hosts || c.regret
}

func (c *explainCommand) run(cmd *cobra.Command, name string) error {
	if err := c.solveFlags.check(cmd.Flags()); err != nil {
		return err
	}
	wishes, err := parseWishes(c.whyNot)
	if err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &c.solveFlags)
	base, data, err := c.base(cmd, name, log)
	if err != nil || base == nil {
		return err
	}
	compile, err := compiler(data, base.In.Data.Reference)
	if err != nil {
		return err
	}
	effort := c.effort(log, nil)
	return c.answer(cmd, base, wishes, compile, effort)
}

// isPlan says whether a name is a plan.json or a folder that holds one.
func isPlan(name string) bool {
	if strings.HasSuffix(name, ".json") {
		return true
	}
	_, err := os.Stat(filepath.Join(name, planFile))
	return err == nil
}

// base is the plan that the questions are about; nil where all has been said.
func (c *explainCommand) base(cmd *cobra.Command, name string, log *notes) (*answers.Solved, *model.Data, error) {
	if isPlan(name) {
		if len(c.files)+len(c.set)+len(c.locks) > 0 {
			return nil, nil, usage("a plan has its scenario already, want no --scenario, --set or --lock. Maybe polyclinic whatif was meant.")
		}
		if !c.asked() {
			return nil, nil, usage("the plan shows that a plan exists, want a question: --price, --range, --regret or --why-not; see polyclinic explain --help.")
		}
		p, err := openSolved(name, c.instance)
		if err != nil {
			return nil, nil, err
		}
		return p.Solved, p.data, c.checkPrices(p.In)
	}
	data, err := c.open(name, log)
	if err != nil {
		return nil, nil, err
	}
	if !c.asked() {
		return nil, nil, c.impossible(cmd, data, log)
	}
	in, err := c.scenarioFlags.compile(data, log)
	if err != nil {
		return nil, nil, err
	}
	if err := c.checkPrices(in); err != nil { // before a minute is spent
		return nil, nil, err
	}
	base, err := answers.Solve(cmd.Context(), in, nil, nil, c.effort(log, nil))
	if err != nil {
		return nil, nil, err
	}
	if base.Plan == nil {
		return nil, nil, c.withoutPlan(cmd, base)
	}
	return base, data, nil
}

// checkPrices refuses what has no price: neither a rule that can be off nor a lock.
func (c *explainCommand) checkPrices(in *model.Instance) error {
	for _, rule := range c.price {
		if !slices.Contains(answers.Priceable(), rule) && !slices.Contains(in.Scenario.Locks, rule) {
			return usage("%q is no rule that can be off and no lock of the scenario, want one of %s.%s", rule,
				strings.Join(answers.Priceable(), ", "), maybe(rule, answers.Priceable()))
		}
		if in.Scenario.Limitless(rule, in.Data) {
			return usage("rule %q has no limit in the scenario, so there is nothing to price, want one. Maybe polyclinic whatif with --set rules.%s.state=hard and a limit was meant.", rule, rule)
		}
	}
	return nil
}

// withoutPlan ends the command where there is no plan to ask about.
func (c *explainCommand) withoutPlan(cmd *cobra.Command, base *answers.Solved) error {
	if base.Impossible() {
		explainConflict(cmd.OutOrStdout(), base.Map, base.Result)
		return &status{code: exitInfeasible}
	}
	code := exitNothing
	if base.Stop == solver.Cancelled {
		code = exitInterrupted
	}
	return &status{code, usage("no plan to ask about was found (%s).", report.StopReason(string(base.Stop)))}
}

// compiler compiles scenarios over data that are checked once.
func compiler(data *model.Data, reference []model.Placement) (answers.Compile, error) {
	own := *data
	own.Base = model.Overlay{}
	own.Reference = reference
	prepared, _, err := model.Prepare(&own)
	if err != nil {
		return nil, err
	}
	return answers.Over(prepared), nil
}

// answer writes the answers in the order of the help.
func (c *explainCommand) answer(cmd *cobra.Command, base *answers.Solved, wishes []answers.Wish, compile answers.Compile, effort answers.Effort) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	for _, rule := range c.price {
		price, err := answers.PriceRule(ctx, base, rule, compile, effort)
		if err != nil {
			return err
		}
		if err := report.Price(out, price); err != nil {
			return err
		}
	}
	if c.hosts {
		r, err := answers.PriceRange(ctx, base, compile, effort)
		if err != nil {
			return err
		}
		if err := report.Range(out, r, base.In); err != nil {
			return err
		}
	}
	if c.regret {
		list, err := answers.Regrets(ctx, base, effort)
		if err != nil {
			return err
		}
		if err := report.Regrets(out, list, base.In); err != nil {
			return err
		}
	}
	for _, wish := range wishes {
		r, err := answers.WhyNot(ctx, base, wish, effort)
		if err != nil {
			return usage("%v", err)
		}
		if err := report.Refusal(out, r, base.In); err != nil {
			return err
		}
	}
	return cutShort(cmd)
}

// cutShort says that answers were interrupted: they hold, and more time would make
// them sharper.
func cutShort(cmd *cobra.Command) error {
	if cmd.Context().Err() == nil {
		return nil
	}
	fmt.Fprintln(cmd.OutOrStdout(), "\nInterrupted: what is said holds, but intervals are wider than they need be, and what was not looked at is missing.")
	return &status{code: exitInterrupted}
}

// parseWishes reads "P at S", "P model M" and "P at S model M".
func parseWishes(lines []string) ([]answers.Wish, error) {
	var out []answers.Wish
	for _, line := range lines {
		words := strings.Fields(strings.TrimPrefix(line, "practice "))
		wish := answers.Wish{}
		ok := len(words) == 3 || len(words) == 5
		if ok {
			wish.Practice = words[0]
		}
		for i := 1; ok && i < len(words); i += 2 {
			switch {
			case words[i] == "at" && wish.Site == "":
				wish.Site = words[i+1]
			case words[i] == "model" && wish.Model == "":
				wish.Model = words[i+1]
			default:
				ok = false
			}
		}
		if !ok {
			return nil, usage("--why-not %q is not understood, want \"P at S\", \"P model M\" or \"P at S model M\".", line)
		}
		out = append(out, wish)
	}
	return out, nil
}

// impossible says why no plan exists, or that one does.
func (c *explainCommand) impossible(cmd *cobra.Command, data *model.Data, log *notes) error {
	overlays, err := c.scenarioFlags.overlays(data)
	if err != nil {
		return err
	}
	if err := readReference(data, overlays...); err != nil {
		return err
	}
	s, warnings, err := model.Resolve(data, overlays...)
	log.warn(warnings)
	if err != nil {
		return err
	}
	compile, err := compiler(data, data.Reference)
	if err != nil {
		return err
	}
	x, err := answers.WhyImpossible(cmd.Context(), s, compile, answers.Search{Effort: c.effort(log, nil), Ways: c.ways})
	if err != nil {
		return err
	}
	// for names and figures; locks may be what cannot be kept
	s.Locks = nil
	in, err := compile(s)
	if err != nil {
		return err
	}
	if err := report.Impossible(cmd.OutOrStdout(), x, in); err != nil {
		return err
	}
	stopped := cutShort(cmd)
	switch {
	case x.Proven:
		return &status{code: exitInfeasible}
	case x.Plan == nil && stopped == nil:
		return &status{code: exitNothing}
	}
	return stopped
}

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
)

const rootHelp = `Polyclinic plans where polyclinics open, under which care model, and which
practice joins which of them, and proves how much better any other plan could be.

INSTANCE is a folder of CSV files or the name of a built-in instance; without
one it is ` + defaultInstance + `. PLAN is a plan.json or the folder that holds it.

Options come from flags, then from environment variables (POLYCLINIC_TIME_LIMIT
for --time-limit), then from polyclinic.yaml in the current folder (time-limit:
60s), then from the defaults.

Exit status: 0 done; 1 internal error; 2 bad input or usage; 3 proven
infeasible; 4 nothing found within the limit; 5 check or verify rejected what it
was given; 130 interrupted with nothing to write, or with only some of the plans
that a command was to find.`

// newRoot assembles the command line.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "polyclinic",
		Short:         "Plan polyclinics, with proofs",
		Long:          rootHelp,
		Example:       "  polyclinic solve --time-limit 10s -o plan\n  polyclinic check london-2008 plan",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().String(flagConfig, "", "`FILE` of options (default: polyclinic.yaml, where there is one)")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(subcommands()...)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return configure(root, cmd) }
	return root
}

// subcommands are all commands, in the order of the help.
func subcommands() []*cobra.Command {
	return []*cobra.Command{
		newSolve(),
		newCheck(),
		newVerify(),
		newWhatif(),
		newCompare(),
		newExplain(),
		newReport(),
		newFrontier(),
		newAlternatives(),
		newUncertain(),
		newExport(),
		newImport(),
		newGenerate(),
		newScenario(),
		newBatch(),
		newBench(),
		newVersion(),
	}
}

// unknownCommand reports a word that is no subcommand, with the nearest one.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usage("%q is not a command of %s, want one of %s.%s", args[0], cmd.CommandPath(), strings.Join(names, ", "), maybe(args[0], names))
}

// flagError says what kind of value was wanted, or adds the nearest known flag to
// pflag's message.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		f := invalid.GetFlag()
		return model.Faults{optionFault(f.Name, fmt.Sprintf("is %q", invalid.GetValue()), wantOf(f))}
	}
	var missing *pflag.NotExistError
	hint := ""
	if ok := asNotExist(err, &missing); ok {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := nearest(missing.GetSpecifiedName(), names); near != "" {
			hint = fmt.Sprintf(" Maybe --%s was meant.", near)
		}
	}
	return usage("%v; see %s --help.%s", err, cmd.CommandPath(), hint)
}

// arguments checks the number of arguments and names what was wanted.
func arguments(least, most int, wanted string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usage("%s has %s, want %s; see %s --help.", cmd.CommandPath(), report.Plural(len(args), "argument", "arguments"), wanted, cmd.CommandPath())
		}
		return nil
	}
}

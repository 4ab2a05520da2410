package bench

import (
	"fmt"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/suite"
)

// Command is bench with its subcommands. Its errors say with ExitCode() int how
// the program should end.
func Command() *cobra.Command {
	root := &cobra.Command{
		Use:   "bench",
		Short: "Measure the solver on public instances",
		Long: `Bench measures the solver on public instances of facility location and its
neighbours, beside other solvers where they are installed.

Families:
` + suite.About(),
		Example:       "  polyclinic bench one --family holmberg p1 --time-limit 10s",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return exit{exitInput, fmt.Errorf("%w; see %s --help", err, c.CommandPath())}
	})
	root.AddCommand(oneCommand(), runCommand(), compareCommand(), reportCommand(), pinCommand())
	return root
}

// exit is an error with the status that the program should end with.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string { return e.err.Error() }
func (e exit) Unwrap() error { return e.err }

// ExitCode is the status that the program should end with.
func (e exit) ExitCode() int { return e.code }

// Exit statuses, as everywhere in polyclinic.
const (
	exitInput       = 2
	exitInfeasible  = 3
	exitNothing     = 4
	exitRejected    = 5
	exitInterrupted = 130
)

// arguments wants from least to most of them, or any number from least on.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return exit{exitInput, fmt.Errorf("%s has %d arguments, want %s", c.CommandPath(), len(args), what)}
		}
		return nil
	}
}

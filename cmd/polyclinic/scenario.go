package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/scenario"
)

func newScenario() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "Look at scenarios: show, diff, validate, presets",
		Long: `A scenario is all that a plan is made under: rules, weights, costs, tiers, locks. It
is the defaults, changed by scenario.yaml of the instance, then by the files and
presets of --scenario in their order, then by --set and --lock. Scenario show prints
every setting; --set takes its path, such as rules.coverage.share=0.9.

A lock is one of

  site S required            the site is open
  site S required MODEL      and under this model
  site S forbidden           it is closed
  practice P stays           the practice joins no site
  practice P at S            it joins this one
  practice P not at S        or any other than this one, or none
  practice P model MODEL     it joins a site under this model
  together P Q ...           they join the same site, or none of them any
  apart P Q ...              no two of them join the same site`,
		Example: "  polyclinic scenario show --scenario sceptical\n  polyclinic scenario diff full-range sceptical",
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newScenarioShow(), newScenarioDiff(), newScenarioValidate(), newScenarioPresets())
	return cmd
}

func newScenarioShow() *cobra.Command {
	flags := &scenarioFlags{}
	cmd := &cobra.Command{
		Use:     "show [INSTANCE]",
		Short:   "Print the whole scenario that remains after all changes, as a file that --scenario takes",
		Example: "  polyclinic scenario show --scenario sceptical --set rules.range.merged=3",
		Args:    arguments(0, 1, "at most one INSTANCE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := flags.resolve(cmd, first(args, 0, defaultInstance))
			if err != nil {
				return err
			}
			text, err := s.YAML()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(append([]byte(scenarioUnits), text...))
			return err
		},
	}
	flags.register(cmd.Flags())
	return cmd
}

// scenarioUnits stands above a scenario: it is a file that --scenario takes.
const scenarioUnits = `# Money is in pounds: kinds per m2; running of a tier; overhead, staff, continuity
# and rent per patient, space_running per m2, each a year; transition per patient,
# once; tariff and clinic per attendance; value_of_time per hour; the price of a
# rule alone is in pence, a year and unit that breaks it. Visits and attendances
# are per patient a year, space is m2 per patient, within is metres, limits are
# minutes (of travel-mean and equity per patient a year). null: no limit.
`

func newScenarioValidate() *cobra.Command {
	var instance string
	cmd := &cobra.Command{
		Use:     "validate SCENARIO...",
		Short:   "Say everything that is wrong with scenario files, laid over each other in order",
		Example: "  polyclinic scenario validate sceptical first-wave",
		Args:    arguments(1, -1, "at least one SCENARIO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			flags := &scenarioFlags{files: args}
			if _, err := flags.resolve(cmd, instance); err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), "valid")
			return nil
		},
	}
	cmd.Flags().StringVar(&instance, "instance", defaultInstance, "the `INSTANCE` whose areas, sites and practices it names")
	return cmd
}

func newScenarioDiff() *cobra.Command {
	var instance string
	cmd := &cobra.Command{
		Use:     "diff SCENARIO SCENARIO",
		Short:   "List what differs between two scenarios",
		Example: "  polyclinic scenario diff full-range sceptical",
		Args:    arguments(2, 2, "two SCENARIOs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var sides [2]model.Scenario
			for i := range sides {
				s, err := (&scenarioFlags{files: args[i : i+1]}).resolve(cmd, instance)
				if err != nil {
					return err
				}
				sides[i] = s
			}
			changes, err := scenario.Diff(sides[0], sides[1])
			if err != nil {
				return err
			}
			return report.ScenarioChanges(cmd.OutOrStdout(), changes)
		},
	}
	cmd.Flags().StringVar(&instance, "instance", defaultInstance, "the `INSTANCE` whose areas, sites and practices they name")
	return cmd
}

func newScenarioPresets() *cobra.Command {
	return &cobra.Command{
		Use:     "presets",
		Short:   "List the presets",
		Example: "  polyclinic scenario presets",
		Args:    arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, p := range scenario.Presets() {
				fmt.Fprintf(cmd.OutOrStdout(), "%-15s %s\n", p.Name, p.About)
			}
			return nil
		},
	}
}

// resolve is what remains of the defaults, the instance's own scenario and the
// changes.
func (s *scenarioFlags) resolve(cmd *cobra.Command, instance string) (model.Scenario, error) {
	log := newNotes(cmd.ErrOrStderr(), &solveFlags{})
	d, err := s.open(instance, log)
	if err != nil {
		return model.Scenario{}, err
	}
	overlays, err := s.overlays(d)
	if err != nil {
		return model.Scenario{}, err
	}
	out, warnings, err := model.Resolve(d, overlays...)
	log.warn(warnings)
	return out, err
}

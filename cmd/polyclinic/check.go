package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
)

func newCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check INSTANCE PLAN",
		Short: "Recompute a plan: feasible, costs right; print every fault",
		Long: `Check recomputes everything that a plan.json says: places, tiers, costs of every
site, practice and area, rules, and the arithmetic of the gap. It takes the rules
from the plan's own scenario. The bound itself needs a certificate (verify).`,
		Example: "  polyclinic check london-2008 plan",
		Args:    arguments(2, 2, "INSTANCE and PLAN"),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, _, err := openPlan(args[1])
			if err != nil {
				return rejected(err)
			}
			data, warnings, err := openPlanData(args[0], d.Instance.SHA256)
			if err != nil {
				return err
			}
			_ = warnings // the plan's maker has seen them
			in, err := compilePlan(data, d)
			if err != nil {
				return err
			}
			if faults := model.CheckDocument(in, d); len(faults) > 0 {
				fmt.Fprintln(cmd.OutOrStdout(), faults.Error())
				return &status{exitRejected, fmt.Errorf("the plan is rejected: %s", report.Plural(len(faults), "fault", "faults"))}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "The plan keeps every hard rule and all its figures are right: £%s a year for %s.\n",
				report.Pounds(d.Status.Objective), in.Data.Name)
			return nil
		},
	}
}

// rejected turns faults of a plan's text into a rejection; a plan that cannot be
// found is still a fault of usage.
func rejected(err error) error {
	if faults, ok := err.(model.Faults); ok {
		return &status{exitRejected, faults}
	}
	return err
}

// compilePlan compiles an instance with a plan's own scenario.
func compilePlan(data *model.Data, d *model.Document) (*model.Instance, error) {
	text, err := json.Marshal(d.Scenario)
	if err != nil {
		return nil, err
	}
	overlay := model.Overlay{Source: "scenario of " + planFile, Text: text}
	if err := readReference(data, overlay); err != nil {
		return nil, err
	}
	in, _, err := model.New(data, overlay)
	return in, err
}

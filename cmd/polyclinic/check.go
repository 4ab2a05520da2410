package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
)

func newCheck() *cobra.Command {
	schema := false
	cmd := &cobra.Command{
		Use:   "check INSTANCE PLAN",
		Short: "Recompute a plan: feasible, costs right; print every fault",
		Long: `Check recomputes everything that a plan.json says: places, tiers, costs of every
site, practice and area, rules, and the arithmetic of the gap. It takes the rules
from the plan's own scenario. The bound itself needs a certificate (verify).
--schema prints the JSON schema of plan.json for other programs that read plans.`,
		Example: "  polyclinic check london-2008 plan\n  polyclinic check --schema",
		Args: func(cmd *cobra.Command, args []string) error {
			if schema {
				return arguments(0, 0, "no arguments with --schema")(cmd, args)
			}
			return arguments(2, 2, "INSTANCE and PLAN")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				_, err := cmd.OutOrStdout().Write(model.DocumentSchema)
				return err
			}
			d, text, err := openPlanText(args[1])
			if err != nil {
				return rejected(err)
			}
			data, warnings, err := openPlanData("plan", args[0], d.Instance.SHA256)
			if err != nil {
				return err
			}
			_ = warnings // the plan's maker has seen them
			in, err := compilePlan(data, d)
			if err != nil {
				return rejected(err)
			}
			if faults := model.CheckDocumentText(in, d, text); len(faults) > 0 {
				fmt.Fprintln(cmd.OutOrStdout(), faults.Error())
				return &status{exitRejected, fmt.Errorf("the plan is rejected: %s", report.Plural(len(faults), "fault", "faults"))}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "The plan keeps every hard rule and all its figures are right: %s a year for %s.\n",
				report.Sterling(d.Status.Objective), in.Data.Name)
			return nil
		},
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON schema of plan.json instead")
	return cmd
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

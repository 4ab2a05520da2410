package main

import (
	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model/answers"
)

func newCompare() *cobra.Command {
	var instance string
	cmd := &cobra.Command{
		Use:   "compare PLAN PLAN...",
		Short: "Set plans of one instance side by side",
		Long: `Compare sets plans of one instance side by side: what is proven of each, money,
patients, travel, areas, the scenarios where they differ, and every plan priced
under the scenario of the first.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic solve --scenario free-choice --time-limit 10s -o free\n" +
			"  polyclinic compare plan free",
		Args: arguments(2, -1, "two PLANs or more"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var plans []*answers.Solved
			for _, path := range args {
				p, err := openSolved(path, instance)
				if err != nil {
					return err
				}
				if len(plans) > 0 && p.In.SHA256 != plans[0].In.SHA256 {
					return usage("plan %q is for instance %s, but %q for %s, want plans for one instance.",
						path, abbreviate(p.In.SHA256), args[0], abbreviate(plans[0].In.SHA256))
				}
				plans = append(plans, p.Solved)
			}
			c, err := answers.Compare(plans)
			if err != nil {
				return err
			}
			return report.Comparison(cmd.OutOrStdout(), c, args)
		},
	}
	registerInstance(cmd.Flags(), &instance)
	return cmd
}

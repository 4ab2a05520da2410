package bench

import (
	"github.com/spf13/cobra"

	"polyclinic/benchmarks/suite"
)

func pinCommand() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:     "pin",
		Short:   "Write the list of cases from the folder of instances",
		Example: "  polyclinic bench pin",
		Args:    arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cases, err := suite.Pin(dataFolder(data))
			if err != nil {
				return exit{exitInput, err}
			}
			return suite.WriteCases(cmd.OutOrStdout(), cases)
		},
	}
	dataFlag(c, &data)
	return c
}

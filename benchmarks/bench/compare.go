package bench

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/results"
)

func compareCommand() *cobra.Command {
	solvers := []string{ours, ours}
	c := &cobra.Command{
		Use:   "compare FIRST SECOND",
		Short: "Set two result files against each other, case by case",
		Long: `Compare counts, over the runs of cases in both files, where the first was faster to the
proof and where it ended better, with sign tests, and the ratio of mean times,
second over first: above 1 the first is faster.`,
		Example: "  polyclinic bench compare after.csv before.csv\n  polyclinic bench compare results.csv results.csv --solver polyclinic,highs-wasm",
		Args:    arguments(2, 2, "two result files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(solvers) != 2 {
				return exit{exitInput, fmt.Errorf("solver has %d names, want two: the first file's and the second's", len(solvers))}
			}
			var sides [2][]results.Record
			for k := range sides {
				var err error
				if sides[k], err = only(args[k], solvers[k]); err != nil {
					return exit{exitInput, err}
				}
			}
			rows := results.Compare(sides[0], sides[1], "all")
			fmt.Fprintln(cmd.OutOrStdout(), results.VersusTable(rows).Render())
			return nil
		},
	}
	c.Flags().StringSliceVar(&solvers, "solver", solvers, "solver of the first and of the second file")
	return c
}

// only reads one solver's records of a file.
func only(path, solver string) ([]results.Record, error) {
	records, err := results.Read(path)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range records {
		if !slices.Contains(names, r.Solver) && !r.Absent() {
			names = append(names, r.Solver)
		}
	}
	if !slices.Contains(names, solver) {
		return nil, fmt.Errorf("%s: no results of %q, want one of %s", path, solver, strings.Join(names, ", "))
	}
	return slices.DeleteFunc(records, func(r results.Record) bool { return r.Solver != solver || r.Without != "" || r.Absent() }), nil
}

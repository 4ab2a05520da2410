package bench

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/results"
)

func reportCommand() *cobra.Command {
	var folder string
	c := &cobra.Command{
		Use:     "report RESULTS...",
		Short:   "Write RESULTS.md and plots from result files",
		Long:    "Report writes tables and plots of what run measured. The first solver of the files is\ncompared with each of the others.",
		Example: "  polyclinic bench report results.csv -o benchmarks",
		Args:    arguments(1, -1, "result files"),
		RunE: func(_ *cobra.Command, args []string) error {
			records, err := readAll(args)
			if err != nil {
				return exit{exitInput, err}
			}
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return exit{exitInput, err}
			}
			plots, err := results.WritePlots(folder, records)
			if err != nil {
				return err
			}
			var text bytes.Buffer
			if err := results.WriteReport(&text, records, plots); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(folder, "RESULTS.md"), text.Bytes(), 0o644)
		},
	}
	c.Flags().StringVarP(&folder, "output", "o", ".", "folder to write to")
	return c
}

// readAll reads the files one after the other.
func readAll(paths []string) ([]results.Record, error) {
	var out []results.Record
	for _, path := range paths {
		records, err := results.Read(path)
		if err != nil {
			return nil, err
		}
		out = append(out, records...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no results. Maybe the run was interrupted before its first", paths[0])
	}
	return out, nil
}

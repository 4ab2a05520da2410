package main

import (
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/batch"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/cmd/internal/report/tidy"
	"polyclinic/cmd/internal/report/workbook"
)

// isBatch says whether a folder holds a batch rather than a plan.
func isBatch(path string) bool {
	if _, err := os.Stat(filepath.Join(path, planFile)); err == nil {
		return false
	}
	_, err := os.Stat(filepath.Join(path, "manifest.json"))
	return err == nil
}

// batch reports the scenarios of a batch.
func (c *reportCommand) batch(cmd *cobra.Command, dir string) error {
	if c.format == "geojson" {
		return usage("--format is geojson, which shows one plan, want html, xlsx or csv for a batch. Maybe one of its results was meant, a folder in %q.", filepath.Join(dir, "results"))
	}
	m, err := batch.ReadManifest(dir)
	if err != nil {
		return err
	}
	list, err := tables.Batch(dir, m)
	if err != nil {
		return err
	}
	return writeReport(cmd, c.out, "report."+c.format, func(w io.Writer) error {
		switch c.format {
		case "xlsx":
			return workbook.Write(w, "Scenarios: "+m.Name, list)
		case "csv":
			return tidy.Write(w, list)
		}
		return html.WriteBatch(w, m, list)
	})
}

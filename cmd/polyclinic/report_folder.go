package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report/tables"
	"polyclinic/cmd/internal/report/tidy"
	"polyclinic/cmd/internal/report/workbook"
)

// folderReport is what a folder that holds several plans is reported as.
type folderReport struct {
	title  string
	tables []tables.Table
	page   func(io.Writer) error
}

// reportedFolder is a kind of folder: the file that tells it, what it is, and
// where its plans stand.
type reportedFolder struct {
	file, kind, plans string
	read              func(dir string) (*folderReport, error)
}

var reportedFolders = []reportedFolder{
	{manifestFile, "a batch", "results", readBatch},
	{frontierFile, "a frontier", pointsFolder, readFrontier},
	{alternativesFile, "alternatives", alternativeName(1), readAlternatives},
	{uncertainFile, "plans for uncertain costs", "expected", readUncertain},
}

// folderOf is the kind of a folder; nil where it is a plan, or nothing known.
func folderOf(path string) *reportedFolder {
	if _, err := os.Stat(filepath.Join(path, planFile)); err == nil {
		return nil
	}
	for i := range reportedFolders {
		if _, err := os.Stat(filepath.Join(path, reportedFolders[i].file)); err == nil {
			return &reportedFolders[i]
		}
	}
	return nil
}

// folder reports the plans of a folder.
func (c *reportCommand) folder(cmd *cobra.Command, dir string, kind *reportedFolder) error {
	if c.format == "geojson" {
		return usage("--format is geojson, which shows one plan, want html, xlsx or csv for %s. Maybe one of the plans was meant, in %q.", kind.kind, filepath.Join(dir, kind.plans))
	}
	if c.boundaries != "" {
		return usage("--boundaries is given, but the report of %s has no map.", kind.kind)
	}
	r, err := kind.read(dir)
	if err != nil {
		return err
	}
	return writeReport(cmd, c.out, "report."+c.format, func(w io.Writer) error {
		switch c.format {
		case "xlsx":
			return workbook.Write(w, r.title, r.tables)
		case "csv":
			return tidy.Write(w, r.tables)
		}
		return r.page(w)
	})
}

// readList reads a list that a command of this program wrote beside its plans;
// whole says whether all is there that a report needs.
func readList(dir, file string, d any, whole func() bool) error {
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return usage("%v", err)
	}
	if err := json.Unmarshal(text, d); err != nil || !whole() {
		return usage("%s of %q is not as this program writes it. Maybe another version wrote it, or it was cut short.", file, dir)
	}
	return nil
}

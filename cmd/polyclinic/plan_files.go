package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/solver"
)

const planFile = "plan.json"

// planFolderFiles are all that a plan's folder may hold of ours.
var planFolderFiles = []string{"sites.csv", "practices.csv", "areas.csv", warmFile, planFile}

// planFiles are the files of a plan's folder, plan.json last: where it stands,
// the others do too.
func planFiles(in *model.Instance, d *model.Document, warm *solver.Warm) []newFile {
	files := []newFile{
		{"sites.csv", func(w io.Writer) error { return report.SitesCSV(w, in, d) }},
		{"practices.csv", func(w io.Writer) error { return report.PracticesCSV(w, in, d) }},
		{"areas.csv", func(w io.Writer) error { return report.AreasCSV(w, in, d) }},
	}
	if warm != nil && warm.Multipliers != nil {
		files = append(files, newFile{warmFile, func(w io.Writer) error { return writeWarm(w, in.SHA256, warm) }})
	}
	return append(files, newFile{planFile, func(w io.Writer) error {
		text, err := d.Encode()
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	}})
}

func fileNames(files []newFile) string {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

// openPlan reads a plan.json, or the one in a folder; dir is where it stands.
func openPlan(path string) (d *model.Document, dir string, err error) {
	path = planPath(path)
	d, _, err = openPlanText(path)
	return d, filepath.Dir(path), err
}

// openPlanText is openPlan with the text as it was read.
func openPlanText(path string) (d *model.Document, text []byte, err error) {
	path = planPath(path)
	text, err = os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, usage("plan %q does not exist, want a plan.json or the folder that holds one.", path)
	case err != nil:
		return nil, nil, usage("plan: %v", err)
	}
	d, err = model.ReadDocument(bytes.NewReader(text))
	return d, text, err
}

// planPath is the plan.json of a folder, or the file itself.
func planPath(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, planFile)
	}
	return path
}

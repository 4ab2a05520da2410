package main

import (
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
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, planFile)
	}
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", usage("plan %q does not exist, want a plan.json or the folder that holds one.", path)
	case err != nil:
		return nil, "", usage("plan: %v", err)
	}
	defer f.Close()
	d, err = model.ReadDocument(f)
	return d, filepath.Dir(path), err
}

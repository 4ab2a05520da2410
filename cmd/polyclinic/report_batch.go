package main

import (
	"io"

	"polyclinic/cmd/internal/batch"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
)

const manifestFile = "manifest.json"

// readBatch is the scenarios of a batch.
func readBatch(dir string) (*folderReport, error) {
	m, err := batch.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	list, err := tables.Batch(dir, m)
	if err != nil {
		return nil, err
	}
	return &folderReport{"Scenarios: " + m.Name, list, func(w io.Writer) error { return html.WriteBatch(w, m, list) }}, nil
}

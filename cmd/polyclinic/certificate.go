package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/certificate"
)

// checkCertificate finds out before the work begins whether a certificate can be
// written; "" is none.
func checkCertificate(path string) error {
	if path == "" {
		return nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("certificate %q is a folder, want a file.", path)
	}
	dir := filepath.Dir(path)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return usage("certificate: the folder %q does not exist.", dir)
	case err != nil:
		return usage("certificate: %v", err)
	case !info.IsDir():
		return usage("certificate: %q is a file, want a folder.", dir)
	}
	return nil
}

// writeCertificate writes what a solve has proved, with what the program was made
// from.
func writeCertificate(stdout io.Writer, path string, m *plan.Map, result *solver.Result) error {
	if result.Proof == nil {
		fmt.Fprintf(stdout, "No proof of it was kept: %s was not written.\n", path)
		return nil
	}
	in := m.Instance()
	scenario, err := json.Marshal(in.Scenario)
	if err != nil {
		return err
	}
	source := &certificate.Source{Instance: in.Data.Name, SHA256: in.SHA256, Scenario: scenario}
	if err := certificate.Write(path, m.Problem, result.Proof, source); err != nil {
		return fmt.Errorf("the certificate could not be written: %w", err)
	}
	fmt.Fprintf(stdout, "The proof is in %s; polyclinic verify checks it.\n", path)
	return nil
}

// remade is the program of a certificate, made again from an instance and the
// certificate's own scenario.
func remade(source *certificate.Source, instance string) (*plan.Map, error) {
	if source == nil {
		return nil, usage("the certificate does not say what its program was made from, so --instance has nothing to compare.")
	}
	data, _, err := openPlanData("certificate", instance, source.SHA256)
	if err != nil {
		return nil, err
	}
	var d model.Document
	if err := json.Unmarshal(source.Scenario, &d.Scenario); err != nil {
		return nil, usage("the certificate's scenario cannot be read: %v", err)
	}
	in, err := compilePlan(data, &d)
	if err != nil {
		return nil, err
	}
	_, m := plan.Formulate(in)
	return m, nil
}

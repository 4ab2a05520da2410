package bench

import (
	"encoding/json"
	"os"
	"path/filepath"

	"polyclinic/solver"
)

// writeCertificate writes the proof whole or not at all.
func writeCertificate(path string, res *solver.Result) error {
	text, err := json.Marshal(res.Proof)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".certificate-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(text); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Chmod(file.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

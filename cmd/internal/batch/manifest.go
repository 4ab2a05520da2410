package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"polyclinic/model"
)

const (
	manifestFile   = "manifest.json"
	manifestFormat = 1
)

// Manifest is manifest.json: every scenario of a batch, before any is planned.
type Manifest struct {
	Format   int            `json:"format"`
	Name     string         `json:"name"`
	Instance string         `json:"instance"`
	SHA256   string         `json:"sha256"` // of the instance
	Version  string         `json:"version"`
	Scenario []string       `json:"scenario"` // the base: presets or files, in order
	Options  map[string]any `json:"options"`
	Models   []string       `json:"models"` // codes of the care models in any scenario
	Vary     []string       `json:"vary"`   // names of the columns
	Rows     []Row          `json:"rows"`
}

// Row is one scenario. Rows with the same hash share one result.
type Row struct {
	Scenario string   `json:"scenario"` // its label
	Hash     string   `json:"hash"`
	Vary     []string `json:"vary"` // a label per name in Manifest.Vary, "" for entries of list
	Seed     uint64   `json:"seed"`
	Changes  Changes  `json:"changes"`
}

// Changes are what a row lays over the base, as a command line takes them: what
// `polyclinic solve` needs to plan it alone.
type Changes struct {
	Scenario []string `json:"scenario,omitempty"`
	Set      []string `json:"set,omitempty"`
	Lock     []string `json:"lock,omitempty"`
}

func (o Options) text() map[string]any {
	out := map[string]any{"gap": o.Gap}
	if o.WorkLimit > 0 {
		out["work_limit"] = o.WorkLimit
	}
	if o.TimeLimit > 0 {
		out["time_limit"] = o.TimeLimit.String()
	}
	return out
}

func (m *Manifest) addModels(s model.Scenario) {
	for _, c := range s.Models {
		if !slices.Contains(m.Models, c.Code) {
			m.Models = append(m.Models, c.Code)
		}
	}
}

// Write puts the manifest into a folder, whole or not at all. One of the same
// grid that stands there already is replaced; one of another is an error.
func (m *Manifest) Write(dir string) error {
	old, err := ReadManifest(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case old.Name != m.Name || old.SHA256 != m.SHA256:
		return model.Faults{{Name: fmt.Sprintf("folder %q", dir), Value: fmt.Sprintf("holds the batch %q of instance %q", old.Name, old.Instance),
			Want: fmt.Sprintf("an empty folder, or the batch %q of the instance as it is", m.Name), Maybe: "the instance was changed; begin a new folder then"}}
	}
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, manifestFile), append(text, '\n'))
}

// ReadManifest reads the manifest of a batch's folder. The error is
// fs.ErrNotExist where there is none.
func ReadManifest(dir string) (*Manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, model.Faults{{File: manifestFile, Name: "the file", Value: "is not a manifest: " + err.Error(), Maybe: "it was edited by hand"}}
	}
	if m.Format != manifestFormat {
		return nil, model.Faults{{File: manifestFile, Name: "format", Value: fmt.Sprintf("is %d", m.Format), Want: fmt.Sprint(manifestFormat), Maybe: "another version wrote it"}}
	}
	return m, nil
}

package batch

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"polyclinic/model"
)

const (
	resultsFolder = "results"
	scratchFolder = "scratch"
	planFile      = "plan.json"
	outcomeFile   = "outcome.json"
	figuresFile   = "figures.json"
)

// Outcome is outcome.json: why a scenario has no plan.
type Outcome struct {
	Solution string       `json:"solution"` // none, infeasible, invalid (its changes make no scenario), error
	Stop     string       `json:"stop"`     // as in plan.json; "" where nothing was solved
	Bound    *model.Pence `json:"bound"`
	Reason   string       `json:"reason"`
	Work     int64        `json:"work"`
	Seconds  float64      `json:"seconds"`
}

// Answer is what a Solve returns: a Document, or the Outcome where there is no
// plan.
type Answer struct {
	Document *model.Document
	Equity   *model.Decimal // of its plan, in minutes a year; nil where there is none
	// OutpatientMinutes are the extra minutes of its plan's trips to outpatients, a year.
	OutpatientMinutes int64
	Outcome           Outcome
}

// done says whether the result of a hash is there. A result appears by one
// rename, so it is there whole.
func done(dir, hash string) bool {
	_, err := os.Stat(filepath.Join(dir, resultsFolder, hash, figuresFile))
	return err == nil
}

// save writes a result once: whoever comes second keeps what is there.
func save(dir, hash string, a Answer, f *Figures) (err error) {
	results := filepath.Join(dir, resultsFolder)
	if err := os.MkdirAll(results, 0o755); err != nil {
		return err
	}
	own, err := scratchFor(dir, hash)
	if err != nil {
		return err
	}
	defer func() {
		if done(dir, hash) { // and so nobody needs what is left of other tries
			err = nil
			sweep(dir, hash)
		}
	}()
	if err := os.Chmod(own, 0o755); err != nil { // others read a shared folder
		return err
	}
	files := map[string]any{figuresFile: f}
	if a.Document == nil {
		files[outcomeFile] = a.Outcome
	} else {
		files[planFile] = a.Document
	}
	for name, value := range files {
		if err := writeJSON(filepath.Join(own, name), value); err != nil {
			return err
		}
	}
	return os.Rename(own, filepath.Join(results, hash))
}

func writeJSON(path string, value any) error {
	if d, ok := value.(*model.Document); ok {
		text, err := d.Encode()
		if err != nil {
			return err
		}
		return writeSynced(path, text)
	}
	text, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		return err
	}
	return writeSynced(path, append(text, '\n'))
}

// scratchFor makes a folder to write a result in. The folder around it may be
// removed at any moment by a run that has finished: os.MkdirAll would report one
// that is there when it tries and gone when it looks, and so os.Mkdir is asked.
func scratchFor(dir, hash string) (own string, err error) {
	scratch := filepath.Join(dir, scratchFolder)
	for range 1000 {
		if err := os.Mkdir(scratch, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		if own, err = os.MkdirTemp(scratch, hash+".*"); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return own, err
}

// sweep removes what killed runs, or slower ones, left of a finished result. A
// slower run may be writing there still: what cannot be removed now it sweeps
// itself when it comes second.
func sweep(dir, hash string) {
	for _, e := range scratchEntries(dir) {
		if strings.HasPrefix(e.Name(), hash+".") {
			os.RemoveAll(filepath.Join(dir, scratchFolder, e.Name()))
		}
	}
}

// tidy sweeps after every finished result, and removes the scratch folder when it
// is empty.
func tidy(dir string) {
	for _, e := range scratchEntries(dir) {
		hash, _, _ := strings.Cut(e.Name(), ".")
		if hash == "" || done(dir, hash) {
			os.RemoveAll(filepath.Join(dir, scratchFolder, e.Name()))
		}
	}
	os.Remove(filepath.Join(dir, scratchFolder)) // stays where results are being written
}

func scratchEntries(dir string) []fs.DirEntry {
	entries, err := os.ReadDir(filepath.Join(dir, scratchFolder))
	if err != nil {
		return nil // there is none
	}
	return entries
}

func readFigures(dir, hash string) (*Figures, error) {
	text, err := os.ReadFile(filepath.Join(dir, resultsFolder, hash, figuresFile))
	if err != nil {
		return nil, err
	}
	f := &Figures{}
	return f, json.Unmarshal(text, f)
}

func writeSynced(path string, text []byte) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(text); err != nil {
		return err
	}
	return f.Sync()
}

func writeWhole(path string, text []byte) error {
	return writeVia(path, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// writeVia writes a file under another name first, then renames it.
func writeVia(path string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	err = write(f)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

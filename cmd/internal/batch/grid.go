package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"polyclinic/model"
)

// Grid is a grid file: a base, and the changes to be tried over it.
type Grid struct {
	Name     string
	Instance string   // as written: a built-in name, or a folder relative to Folder
	Scenario []string // presets or files, in order
	Options  Options
	Vary     []Dimension // every combination is one scenario
	List     []Change    // and these besides
	Folder   string      // where the grid file stands
}

// Dimension is one entry of vary: a column of the table.
type Dimension struct {
	Name    string
	Changes []Change
}

// Change is one value of a dimension, or an entry of list.
type Change struct {
	Label    string
	Scenario []string // presets or files
	Set      []string
	Lock     []string
	Seed     *uint64 // nil: that of the options
}

// Options are those of every solve of a grid. Zero limits are no limits.
type Options struct {
	WorkLimit int64
	TimeLimit time.Duration
	Seed      uint64
	Gap       float64 // controllable
}

// Limits where the grid file names none.
const (
	DefaultTime = 60 * time.Second // where work is not limited either
	DefaultGap  = 0.001
)

// ReadGrid reads a grid file strictly. The error is a model.Faults where the
// file is not a grid: everything wrong with it at once.
func ReadGrid(path string) (*Grid, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, model.Faults{{Name: fmt.Sprintf("grid %q", path), Value: "cannot be read: " + err.Error(), Want: "a grid file"}}
	}
	return ParseGrid(filepath.Base(path), filepath.Dir(path), text)
}

// ParseGrid is ReadGrid for text that was read already; file is for messages,
// folder is what paths in it are relative to.
func ParseGrid(file, folder string, text []byte) (*Grid, error) {
	r := &gridReader{file: file}
	g := r.grid(text)
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	g.Folder = folder
	return g, nil
}

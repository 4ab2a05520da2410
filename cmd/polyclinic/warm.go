package main

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"polyclinic/solver"
)

const (
	warmFile   = "warm.bin"
	warmFormat = 3 // 1 counted practices and sites in the order of the files, 2 knew no regions
)

// warmStart is what warm.bin holds: hints for a later solve of a similar
// problem, tied to the instance.
type warmStart struct {
	Format   int
	Instance string // SHA-256
	Warm     solver.Warm
}

func writeWarm(w io.Writer, sha256 string, warm *solver.Warm) error {
	return gob.NewEncoder(w).Encode(warmStart{warmFormat, sha256, *warm})
}

// readWarm reads the hints beside a plan. It returns nil, with the reason, where
// there are none that fit the instance: a solve is slower without, never wrong.
func readWarm(dir, sha256 string) (*solver.Warm, string) {
	f, err := os.Open(filepath.Join(dir, warmFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ""
	}
	if err != nil {
		return nil, fmt.Sprintf("%s is not used: %v", warmFile, err)
	}
	defer f.Close()
	var w warmStart
	if err := gob.NewDecoder(f).Decode(&w); err != nil {
		return nil, fmt.Sprintf("%s is not used: it cannot be read (%v)", warmFile, err)
	}
	if w.Format != warmFormat || w.Instance != sha256 {
		return nil, fmt.Sprintf("%s is not used: it belongs to another instance or version", warmFile)
	}
	return &w.Warm, ""
}

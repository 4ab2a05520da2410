package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// newFile is a file of a folder that is being written.
type newFile struct {
	name  string
	write func(io.Writer) error
}

// checkFolder finds out before the work begins whether an answer can be written
// to a folder. Never into an instance: files of both have the same names.
func checkFolder(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "instance.yaml")); err == nil {
		return usage("output %q is an instance, whose files would be lost, want another folder.", dir)
	}
	return checkWritable(dir)
}

// checkWritable finds out whether a folder can be written.
func checkWritable(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case dir == "":
		return usage("output is empty, want a folder.")
	case err == nil && !info.IsDir():
		return usage("output %q is a file, want a folder.", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usage("output: %v", err)
	}
	scratch, err := scratchBeside(dir)
	if err != nil {
		return usage("output %q cannot be written: %v", dir, err)
	}
	return os.RemoveAll(scratch)
}

// writeFolder writes files whole or not at all: all of them into a scratch
// folder first, then each is renamed into place, in order. Files named in stale
// are removed: they belong to what stood in the folder before.
func writeFolder(dir string, files []newFile, stale ...string) (err error) {
	scratch, err := scratchBeside(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	for _, f := range files {
		if err := writeFile(filepath.Join(scratch, f.name), f.write); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, f := range files {
		if err := os.Rename(filepath.Join(scratch, f.name), filepath.Join(dir, f.name)); err != nil {
			return err
		}
	}
	return nil
}

// scratchBeside makes a folder on the same volume as dir: inside it where it
// exists, else in the nearest parent that does.
func scratchBeside(dir string) (string, error) {
	at := filepath.Clean(dir)
	for {
		info, err := os.Stat(at)
		if err == nil && info.IsDir() {
			return os.MkdirTemp(at, ".polyclinic-*")
		}
		if parent := filepath.Dir(at); parent != at && (err == nil || errors.Is(err, fs.ErrNotExist)) {
			if err == nil {
				return "", fmt.Errorf("%s is a file", at)
			}
			at = parent
			continue
		}
		return "", err
	}
}

func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := write(f); err != nil {
		return err
	}
	return f.Sync()
}

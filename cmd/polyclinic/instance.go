package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"polyclinic/model"
	"polyclinic/model/london"
)

const defaultInstance = "london-2008"

// builtin are the instances inside the program.
var builtin = []struct {
	name string
	data func() (*model.Data, error)
}{
	{defaultInstance, london.Data},
}

func builtinNames() []string {
	var names []string
	for _, b := range builtin {
		names = append(names, b.name)
	}
	return names
}

// openData reads a folder or makes a built-in instance. A built-in name wins
// over a folder of the same name, which ./NAME reaches.
func openData(name string) (*model.Data, model.Warnings, error) {
	for _, b := range builtin {
		if b.name == name {
			d, err := b.data()
			return d, nil, err
		}
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, usage("instance %q is neither a folder nor built in, want a folder or %s.%s", name, defaultInstance, maybe(name, builtinNames()))
	case err != nil:
		return nil, nil, usage("instance: %v", err)
	case !info.IsDir():
		return nil, nil, usage("instance %q is a file, want a folder. Maybe its folder %q was meant.", name, filepath.Dir(name))
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, nil, err
	}
	return model.Read(os.DirFS(filepath.Dir(path)), filepath.Base(path))
}

// first is the argument at index i, or a default.
func first(args []string, i int, otherwise string) string {
	if i < len(args) {
		return args[i]
	}
	return otherwise
}

// openPlanData is the instance of what is read, a plan or a certificate: the one
// named, else the built-in one whose hash that names.
func openPlanData(what, instance, sha256 string) (*model.Data, model.Warnings, error) {
	if instance != "" {
		d, warnings, err := openData(instance)
		if err != nil {
			return nil, warnings, err
		}
		return d, warnings, sameInstance(what, instance, d.Hash(), sha256)
	}
	for _, b := range builtin {
		d, err := b.data()
		if err != nil {
			return nil, nil, err
		}
		if d.Hash() == sha256 {
			return d, nil, nil
		}
	}
	return nil, nil, usage("the %s is for instance %s, which is not built in, want --instance FOLDER.", what, abbreviate(sha256))
}

// sameInstance is an error where a plan or a certificate is for another instance.
func sameInstance(what, name, hash, wanted string) error {
	if hash == wanted {
		return nil
	}
	return usage("the %[1]s is for instance %[2]s, but %[3]s is %[4]s, want the instance of the %[1]s. Maybe a file of the instance was changed after the %[1]s was made.",
		what, abbreviate(wanted), name, abbreviate(hash))
}

func abbreviate(hash string) string {
	const shown = 12
	if len(hash) > shown {
		return hash[:shown] + "…"
	}
	return fmt.Sprintf("%q", hash)
}

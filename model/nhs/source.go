package nhs

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// File is one input: a plain file, a gzipped one, or a member of a zip archive.
type File struct {
	Name string // as messages show it; a zip member is "archive.zip/member.csv"
	Open func() (io.ReadCloser, error)
}

// Files lists what paths hold: files as they are, folders with everything in
// them (sorted by name, not deeper folders), zip archives member by member.
// Gzipped files are unpacked as they are read.
func Files(paths ...string) ([]File, error) {
	var files []File
	for _, path := range paths {
		stat, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%q does not exist, want a file, or a folder of files, as NHS, ONS or Ordnance Survey publish them", path)
		case err != nil:
			return nil, err
		}
		names := []string{path}
		if stat.IsDir() {
			if names, err = filesOf(path); err != nil {
				return nil, err
			}
		}
		for _, name := range names {
			if strings.EqualFold(filepath.Ext(name), ".zip") {
				members, err := zipMembers(name)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
				}
				files = append(files, members...)
				continue
			}
			files = append(files, diskFile(name))
		}
	}
	return files, nil
}

func filesOf(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() || e.Type()&fs.ModeSymlink != 0 {
			names = append(names, filepath.Join(folder, e.Name()))
		}
	}
	return names, nil
}

func diskFile(path string) File {
	return File{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		return unpack(f)
	}}
}

// zipMembers leaves out folders and documents, and a postcode directory's parts
// by area where the archive has the whole as well.
func zipMembers(path string) ([]File, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	var names []string
	whole := false
	for _, m := range archive.File {
		switch strings.ToLower(filepath.Ext(m.Name)) {
		case ".csv", ".json", ".geojson", ".txt", ".gz":
			names = append(names, m.Name)
			whole = whole || isDirectory(m.Name) && !isPart(m.Name)
		}
	}
	sort.Strings(names)
	var files []File
	for _, name := range names {
		if whole && isPart(name) {
			continue
		}
		files = append(files, File{Name: filepath.Base(path) + "/" + name, Open: func() (io.ReadCloser, error) {
			return openMember(path, name)
		}})
	}
	return files, nil
}

func isPart(member string) bool { return strings.Contains(strings.ToLower(member), "multi_csv/") }

func isDirectory(member string) bool {
	upper := strings.ToUpper(filepath.Base(member))
	return strings.HasPrefix(upper, "ONSPD") || strings.HasPrefix(upper, "NSPL")
}

func openMember(path, name string) (io.ReadCloser, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	member, err := archive.Open(name)
	if err != nil {
		archive.Close()
		return nil, err
	}
	r, err := unpack(member)
	if err != nil {
		archive.Close()
		return nil, err
	}
	return &stacked{Reader: r, closers: []io.Closer{r, archive}}, nil
}

// unpack reads through gzip where the first two bytes say so.
func unpack(f io.ReadCloser) (io.ReadCloser, error) {
	buffered := bufio.NewReaderSize(f, 1<<16)
	magic, err := buffered.Peek(2)
	if err != nil && err != io.EOF {
		f.Close()
		return nil, err
	}
	if len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return &stacked{Reader: buffered, closers: []io.Closer{f}}, nil
	}
	zipped, err := gzip.NewReader(buffered)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &stacked{Reader: zipped, closers: []io.Closer{zipped, f}}, nil
}

// stacked closes every layer of a reader, the top one first.
type stacked struct {
	io.Reader
	closers []io.Closer
}

// Close returns the first error of the layers.
func (s *stacked) Close() error {
	var first error
	for _, c := range s.closers {
		if err := c.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

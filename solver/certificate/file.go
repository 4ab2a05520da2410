package certificate

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"polyclinic/solver/facility"
)

// format of the file; it rises when the meaning of a field changes.
const format = 2

// File is a certificate with the problem that it is about, whole: a reader needs
// nothing else. On disk it is JSON, compressed by gzip where the name ends in
// .gz. All numbers are whole and up to 64 bits long.
type File struct {
	Format      int               `json:"format"`
	Source      *Source           `json:"source,omitempty"`
	SHA256      string            `json:"sha256"` // of Problem: facility.Problem.Hash
	Problem     *facility.Problem `json:"problem"`
	Certificate *Certificate      `json:"certificate"`
}

// Source says what the problem was made from, so that it can be made again and
// compared. The scenario is the maker's own text.
type Source struct {
	Instance string          `json:"instance"`
	SHA256   string          `json:"sha256"` // of the instance
	Scenario json.RawMessage `json:"scenario"`
}

// Write writes a certificate of p to a file, whole or not at all: under another
// name first. source may be nil.
func Write(path string, p *facility.Problem, c *Certificate, source *Source) (err error) {
	hash, err := p.Hash()
	if err != nil {
		return err
	}
	scratch, err := os.CreateTemp(filepath.Dir(path), ".certificate-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(scratch.Name()))
		}
	}()
	f := File{Format: format, Source: source, SHA256: hash, Problem: p, Certificate: c}
	if err := errors.Join(f.encode(scratch, strings.HasSuffix(path, ".gz")), scratch.Chmod(0o644), scratch.Sync(), scratch.Close()); err != nil {
		return err
	}
	return os.Rename(scratch.Name(), path)
}

func (f *File) encode(w io.Writer, compress bool) error {
	out := bufio.NewWriter(w)
	if !compress {
		return errors.Join(json.NewEncoder(out).Encode(f), out.Flush())
	}
	zip, err := gzip.NewWriterLevel(out, gzip.BestSpeed)
	if err != nil {
		return err
	}
	return errors.Join(json.NewEncoder(zip).Encode(f), zip.Close(), out.Flush())
}

// Read reads a certificate file, compressed or not. It checks the form; whether
// the hash is right says CheckHash, and the rest package verify.
func Read(path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	f, err := Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// Decode reads the text of a certificate file.
func Decode(r io.Reader) (*File, error) {
	in := bufio.NewReader(r)
	text := io.Reader(in)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		zip, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		text = zip
	}
	decoder := json.NewDecoder(text)
	decoder.DisallowUnknownFields()
	f := new(File)
	if err := decoder.Decode(f); err != nil {
		return nil, fmt.Errorf("not a certificate: %w. Maybe the file is cut off, or of another kind", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("something follows the certificate, want the end of the file")
	}
	switch {
	case f.Format != format:
		return nil, fmt.Errorf("format is %d, want %d. Maybe another version of the program wrote it", f.Format, format)
	case f.Problem == nil || f.Certificate == nil:
		return nil, errors.New("the problem or the certificate is missing")
	}
	return f, nil
}

// CheckHash says whether the problem is the one that the hash names.
func (f *File) CheckHash() error {
	hash, err := f.Problem.Hash()
	if err == nil && hash != f.SHA256 {
		err = fmt.Errorf("the problem's SHA-256 is %s, but %q is stated. Maybe the problem was changed", hash, f.SHA256)
	}
	return err
}

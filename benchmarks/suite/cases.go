package suite

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Case is one instance of the suite, pinned by the hash of its file.
type Case struct {
	Collection string // its folder
	Name       string
	Family     string
	File       string // within the folder, with slashes
	Index      int    // 0: the only one
	P          int    // 0: the file's
	Value      string // published, in the file's units; "" where none is
	Status     string // optimal, best-known or none
	Limit      time.Duration
	Quick      bool     // in the quick set
	Set        []string // scenario settings, of planning cases
	SHA256     string   // "": the file is built in
}

//go:embed cases.csv
var pinned []byte

var casesHeading = []string{"collection", "name", "family", "file", "index", "p", "value", "status", "seconds", "chosen", "settings", "sha256"}

// Cases is the suite, in the order of its collections.
func Cases() ([]Case, error) {
	r := csv.NewReader(bytes.NewReader(pinned))
	r.FieldsPerRecord = len(casesHeading)
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("cases.csv: %w", err)
	}
	var out []Case
	for k, row := range rows[min(1, len(rows)):] {
		c := Case{Collection: row[0], Name: row[1], Family: row[2], File: row[3], Value: row[6], Status: row[7],
			Quick: row[9] == "quick", Set: strings.Fields(row[10]), SHA256: row[11]}
		if len(c.Set) == 0 {
			c.Set = nil
		}
		seconds := 0
		if _, err := fmt.Sscan(row[4]+" "+row[5]+" "+row[8], &c.Index, &c.P, &seconds); err != nil {
			return nil, fmt.Errorf("cases.csv:%d: index, p and seconds want whole numbers: %w", k+2, err)
		}
		c.Limit = time.Duration(seconds) * time.Second
		out = append(out, c)
	}
	return out, nil
}

// Request says how to read the case from the folder of data, after its hash is
// seen to be the pinned one.
func (c Case) Request(data string) (Request, error) {
	r := Request{Family: c.Family, Path: c.path(data), P: c.P, Index: c.Index, Set: c.Set}
	if c.SHA256 == "" {
		return r, nil
	}
	hash, err := hashOf(r.Path)
	if err != nil {
		return Request{}, err
	}
	if hash != c.SHA256 {
		return Request{}, fmt.Errorf("%s: SHA-256 is %s, want %s. Maybe the file was converted, or is another edition", r.Path, hash, c.SHA256)
	}
	return r, nil
}

func (c Case) path(data string) string {
	switch {
	case c.File == builtInLondon:
		return c.File
	case c.Collection == planning:
		return filepath.Join(data, filepath.FromSlash(c.File))
	}
	return filepath.Join(data, "instances", c.Collection, filepath.FromSlash(c.File))
}

// Pin makes the suite of the planning cases and of what is published in the
// folder of data.
func Pin(data string) ([]Case, error) {
	var out []Case
	for _, c := range planningCases {
		c.Collection, c.Family, c.Status, c.Limit = planning, planning, "none", 10*time.Minute
		if c.File != builtInLondon {
			hash, err := hashOf(c.path(data))
			if err != nil {
				return nil, err
			}
			c.SHA256 = hash
		}
		out = append(out, c)
	}
	for _, c := range collections {
		folder := filepath.Join(data, "instances", c.folder)
		published, err := ReadPublished(folder)
		if err != nil {
			return nil, err
		}
		for k, p := range published {
			hash, err := hashOf(p.Path)
			if err != nil {
				return nil, err
			}
			file, err := filepath.Rel(folder, p.Path)
			if err != nil {
				return nil, err
			}
			r := p.Request()
			out = append(out, Case{
				Collection: c.folder, Name: p.Instance, Family: c.family, File: filepath.ToSlash(file),
				Index: r.Index, P: r.P, Value: p.Value, Status: p.Status,
				Limit: time.Duration(c.seconds) * time.Second, Quick: k%c.quick == 0, SHA256: hash,
			})
		}
	}
	return out, nil
}

// WriteCases writes what Cases reads.
func WriteCases(w io.Writer, cases []Case) error {
	out := csv.NewWriter(w)
	if err := out.Write(casesHeading); err != nil {
		return err
	}
	for _, c := range cases {
		set := "full"
		if c.Quick {
			set = "quick"
		}
		row := []string{c.Collection, c.Name, c.Family, c.File, strconv.Itoa(c.Index), strconv.Itoa(c.P), c.Value, c.Status,
			strconv.Itoa(int(c.Limit.Seconds())), set, strings.Join(c.Set, " "), c.SHA256}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// hashOf is the SHA-256 of a file, or of the names and hashes of a folder's files.
func hashOf(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("%w. Maybe POLYCLINIC_DATA names another folder", err)
	}
	h := sha256.New()
	if info.IsDir() {
		entries, err := os.ReadDir(path)
		if err != nil {
			return "", err
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			hash, err := hashOf(filepath.Join(path, e.Name()))
			if err != nil {
				return "", err
			}
			fmt.Fprintln(h, hash, e.Name())
		}
		return hex.EncodeToString(h.Sum(nil)), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

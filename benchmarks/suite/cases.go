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
	"slices"
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
	Quick      time.Duration // limit in the quick set; 0: not in it
	Seeds      int           // of our runs
	Threads    int
	Ablation   int64    // limit of work of runs without a line of the portfolio; 0: none
	Embed      string   // "", "triplicate" or "dominated"
	Area       string   // of planning cases; "": all
	Set        []string // scenario settings, of planning cases
	SHA256     string   // "": the file is built in
}

//go:embed cases.csv
var pinned []byte

var casesHeading = []string{"collection", "name", "family", "file", "index", "p", "embed", "area", "settings", "value", "status",
	"seconds", "quick_seconds", "seeds", "threads", "ablation_work", "sha256"}

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
		c := Case{Collection: row[0], Name: row[1], Family: row[2], File: row[3], Embed: row[6], Area: row[7],
			Set: strings.Fields(row[8]), Value: row[9], Status: row[10], SHA256: row[16]}
		if len(c.Set) == 0 {
			c.Set = nil
		}
		seconds, quick := 0, 0
		numbers := strings.Join(append([]string{row[4], row[5]}, row[11:16]...), " ")
		if _, err := fmt.Sscan(numbers, &c.Index, &c.P, &seconds, &quick, &c.Seeds, &c.Threads, &c.Ablation); err != nil {
			return nil, fmt.Errorf("cases.csv:%d: index, p, seconds, seeds, threads and work want whole numbers: %w", k+2, err)
		}
		c.Limit, c.Quick = time.Duration(seconds)*time.Second, time.Duration(quick)*time.Second
		out = append(out, c)
	}
	return out, nil
}

// Request says how to read the case from the folder of data, after its hash is
// seen to be the pinned one.
func (c Case) Request(data string) (Request, error) {
	r := Request{Family: c.Family, Path: c.path(data), P: c.P, Index: c.Index, Embed: c.Embed, Area: c.Area, Set: c.Set}
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
	case builtIn[c.File] != nil:
		return c.File
	case c.Collection == Planning:
		return filepath.Join(data, filepath.FromSlash(c.File))
	}
	return filepath.Join(data, "instances", c.Collection, filepath.FromSlash(c.File))
}

// Pin makes the suite of the planning cases and of what is published in the
// folder of data.
func Pin(data string) ([]Case, error) {
	areas, err := areaCases(data)
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, c := range append(slices.Clone(planningCases), areas...) {
		c.Collection, c.Family, c.Status, c.Limit = Planning, Planning, "none", 10*time.Minute
		c.Seeds, c.Threads = max(1, c.Seeds), max(1, c.Threads)
		if builtIn[c.File] == nil {
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
		for _, p := range published {
			hash, err := hashOf(p.Path)
			if err != nil {
				return nil, err
			}
			file, err := filepath.Rel(folder, p.Path)
			if err != nil {
				return nil, err
			}
			r := p.Request()
			plain := Case{
				Collection: c.folder, Name: p.Instance, Family: c.family, File: filepath.ToSlash(file),
				Index: r.Index, P: r.P, Value: p.Value, Status: p.Status,
				Limit: time.Duration(c.seconds) * time.Second, Seeds: 1, Threads: 1, SHA256: hash,
			}
			out = append(out, c.chosen(plain)...)
		}
	}
	return out, nil
}

// chosen is the case as the quick set and the ablation take it, and its embeddings.
func (c collection) chosen(plain Case) []Case {
	at := slices.IndexFunc(c.quick, func(q quick) bool { return q.name == plain.Name })
	if at < 0 {
		return []Case{plain}
	}
	plain.Quick, plain.Ablation = quickLimit, c.quick[at].ablation
	out := []Case{plain}
	if !c.quick[at].embedded {
		return out
	}
	for _, e := range embeddings {
		if e.name != "" {
			embedded := plain
			embedded.Embed = e.name
			out = append(out, embedded)
		}
	}
	return out
}

// WriteCases writes what Cases reads.
func WriteCases(w io.Writer, cases []Case) error {
	out := csv.NewWriter(w)
	if err := out.Write(casesHeading); err != nil {
		return err
	}
	for _, c := range cases {
		row := []string{c.Collection, c.Name, c.Family, c.File, strconv.Itoa(c.Index), strconv.Itoa(c.P), c.Embed, c.Area,
			strings.Join(c.Set, " "), c.Value, c.Status, strconv.Itoa(int(c.Limit.Seconds())), strconv.Itoa(int(c.Quick.Seconds())),
			strconv.Itoa(c.Seeds), strconv.Itoa(c.Threads), strconv.FormatInt(c.Ablation, 10), c.SHA256}
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
